#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <functional>

/// A virtual display with a window manager. Ends with it.
class VirtualDisplay {
public:
    ~VirtualDisplay()
    {
        end(m_manager);
        end(m_server);
    }

    [[nodiscard]] bool begin()
    {
        m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server.start("Xvfb", { "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp" });
        if (!m_server.waitForStarted())
            return false;
        // No event loop need be there yet: a program may begin with its display.
        while (!m_server.canReadLine())
            if (!m_server.waitForReadyRead(waitMs))
                return false;
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert("DISPLAY", ':' + m_server.readLine().trimmed());
        m_environment.insert("QT_QPA_PLATFORM", "xcb");
        m_environment.remove("WAYLAND_DISPLAY");
        m_manager.setProcessEnvironment(m_environment);
        m_manager.setStandardErrorFile(QProcess::nullDevice());
        m_manager.start("openbox", {});
        return m_manager.waitForStarted();
    }

    /// What a program needs to show itself there.
    [[nodiscard]] const QProcessEnvironment& environment() const { return m_environment; }

    /// The tool that is missing; empty where none is.
    [[nodiscard]] static QString missing()
    {
        for (const char* tool : { "Xvfb", "openbox", "xdotool" })
            if (QStandardPaths::findExecutable(tool).isEmpty())
                return tool;
        return {};
    }

    static void end(QProcess& process)
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.kill();
        process.waitForFinished(5000);
    }

    static constexpr int waitMs = 60000;

private:
    QProcessEnvironment m_environment;
    QProcess m_server, m_manager;
};
