#pragma once

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QObject>

namespace vetrina::ui {

/// How long a candidate was looked at: from its first paint on, while the program has the keyboard. What an event calls
/// `seconds` is what it says at the key press.
class LookClock : public QObject {
public:
    explicit LookClock(QObject* parent = nullptr)
        : QObject(parent)
    {
        connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
            if (state == Qt::ApplicationActive)
                run();
            else
                rest();
        });
    }

    /// Another candidate was painted.
    void start()
    {
        m_before = 0;
        m_clock.start();
    }
    [[nodiscard]] double seconds() const
    {
        return static_cast<double>(m_before + (m_clock.isValid() ? m_clock.elapsed() : 0)) / 1000;
    }

private:
    void run()
    {
        if (!m_clock.isValid())
            m_clock.start();
    }
    void rest()
    {
        if (m_clock.isValid())
            m_before += m_clock.elapsed();
        m_clock.invalidate();
    }

    QElapsedTimer m_clock; ///< valid while it runs
    qint64 m_before = 0; ///< ms until the last rest
};

} // namespace vetrina::ui
