#pragma once

#include "tests/app/virtual_display.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
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
    ~Desk() { VirtualDisplay::end(m_program); }

    [[nodiscard]] bool begin()
    {
        if (!m_display.begin())
            return false;
        m_environment = m_display.environment();
        m_environment.insert("VETRINA_USER", "tester");
        for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
            m_environment.insert(variable, m_home);
        // An installation that ships no model: while one scores, what comes next in the queue changes.
        QDir(m_home).mkpath("share/models");
        QFile::link(VETRINA_SOURCE_DIR "/resources", m_home + "/share/resources");
        m_environment.insert("VETRINA_SHARE", m_home + "/share");
        return true;
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
        // Keys go to whatever has the focus: not before the window has it.
        const bool focused = until([&] { return tool({ "getwindowfocus" }) == m_window; });
        QTest::qWait(300);
        return focused;
    }

    /// What a hand would see that waits in vain.
    [[nodiscard]] QString state()
    {
        return QString("the program %1, %2 has the focus")
            .arg(m_program.state() == QProcess::NotRunning ? QString("ended with %1").arg(m_program.exitCode())
                                                           : QString("runs"),
                tool({ "getwindowfocus", "getwindowname" }));
    }

    void key(const QString& name) { tool({ "key", "--clearmodifiers", name }); }
    void write(const QString& text) { tool({ "type", "--delay", "20", text }); }
    /// At that point of the window, wherever its frame puts it.
    void click(QPoint at) { press(at, "1"); }
    void wheel(QPoint at) { press(at, "4"); }

    [[nodiscard]] bool ended()
    {
        return m_program.state() == QProcess::NotRunning || m_program.waitForFinished(VirtualDisplay::waitMs);
    }
    [[nodiscard]] int exitCode() const { return m_program.exitCode(); }
    void kill9()
    {
        if (const auto pid = m_program.processId(); pid > 0)
            ::kill(static_cast<pid_t>(pid), SIGKILL);
        m_program.waitForFinished(15000);
    }

    /// Looks again and again, for a minute.
    static bool until(const std::function<bool()>& holds)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < VirtualDisplay::waitMs) {
            if (holds())
                return true;
            QTest::qWait(10);
        }
        return false;
    }

private:
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
    VirtualDisplay m_display;
    QProcess m_program;
};
