#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>

/// A virtual display with a window manager, the program on it, and a hand for its keys and mouse: real events, from
/// outside.
class Desk {
public:
    explicit Desk(QString home)
        : m_home(std::move(home))
    {
    }
    ~Desk()
    {
        end(m_program);
        end(m_manager);
        end(m_display);
    }

    /// The tool that is missing; empty where none is.
    [[nodiscard]] static QString missing()
    {
        for (const char* tool : { "Xvfb", "openbox", "xdotool" })
            if (QStandardPaths::findExecutable(tool).isEmpty())
                return tool;
        return {};
    }

    [[nodiscard]] bool begin()
    {
        m_display.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_display.start("Xvfb", { "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp" });
        if (!m_display.waitForStarted() || !until([this] { return m_display.canReadLine(); }))
            return false;
        const QString number = m_display.readLine().trimmed();
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert("DISPLAY", ':' + number);
        m_environment.insert("QT_QPA_PLATFORM", "xcb");
        m_environment.insert("VETRINA_USER", "tester");
        m_environment.remove("WAYLAND_DISPLAY");
        for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
            m_environment.insert(variable, m_home);
        // An installation that ships no model: while one scores, what comes next in the queue changes.
        QDir(m_home).mkpath("share/models");
        QFile::link(VETRINA_SOURCE_DIR "/resources", m_home + "/share/resources");
        m_environment.insert("VETRINA_SHARE", m_home + "/share");
        m_manager.setProcessEnvironment(m_environment);
        m_manager.setStandardErrorFile(QProcess::nullDevice());
        m_manager.start("openbox", {});
        return m_manager.waitForStarted();
    }

    /// The program's window, 1280 x 800, in front.
    [[nodiscard]] bool open(const QString& program, const QStringList& arguments)
    {
        m_program.setProcessEnvironment(m_environment);
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(program, arguments);
        if (!m_program.waitForStarted())
            return false;
        const QString pid = QString::number(m_program.processId());
        const bool came = until([&] {
            m_window = tool({ "search", "--onlyvisible", "--pid", pid, "--name", "Vetrina" }).split('\n').last();
            return !m_window.isEmpty();
        });
        if (!came)
            return false;
        tool({ "windowsize", "--sync", m_window, "1280", "800" });
        tool({ "windowmove", m_window, "20", "40" });
        tool({ "windowactivate", "--sync", m_window });
        QTest::qWait(300);
        return true;
    }

    void key(const QString& name) { tool({ "key", "--clearmodifiers", name }); }
    void write(const QString& text) { tool({ "type", "--delay", "20", text }); }
    /// At that point of the window, wherever its frame puts it.
    void click(QPoint at) { press(at, "1"); }
    void wheel(QPoint at) { press(at, "4"); }

    [[nodiscard]] bool ended() { return m_program.state() == QProcess::NotRunning || m_program.waitForFinished(15000); }
    [[nodiscard]] int exitCode() const { return m_program.exitCode(); }
    void kill9()
    {
        if (const auto pid = m_program.processId(); pid > 0)
            ::kill(static_cast<pid_t>(pid), SIGKILL);
        m_program.waitForFinished(15000);
    }

    /// Looks again and again, for half a minute.
    static bool until(const std::function<bool()>& holds)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 30000) {
            if (holds())
                return true;
            QTest::qWait(10);
        }
        return false;
    }

private:
    static void end(QProcess& process)
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.kill();
        process.waitForFinished(5000);
    }
    QString tool(const QStringList& arguments)
    {
        QProcess one;
        one.setProcessEnvironment(m_environment);
        one.start("xdotool", arguments);
        one.waitForFinished(20000);
        return QString::fromUtf8(one.readAllStandardOutput()).trimmed();
    }
    void press(QPoint at, const QString& button)
    {
        tool({ "mousemove", "--window", m_window, QString::number(at.x()), QString::number(at.y()), "click", button });
    }

    QString m_home, m_window;
    QProcessEnvironment m_environment;
    QProcess m_display, m_manager, m_program;
};
