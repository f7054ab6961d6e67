#pragma once

#include "ui/commands/commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"

#include <QtWidgets>

#include <QTest>

/// Whoever presses things and looks whether anything happened: in the window's picture, among the windows there are,
/// in the focus, on the clipboard, in what was said, in what the window asks of others.
class Hand : public QObject {
public:
    explicit Hand(vetrina::ui::MainWindow& window)
        : m_window(window)
    {
        using vetrina::ui::MainWindow;
        for (const auto& signal : { &MainWindow::closeAsked, &MainWindow::demoAsked, &MainWindow::scoringAsked,
                 &MainWindow::stopAsked, &MainWindow::projectChanged })
            connect(&window, signal, this, [this] { m_asked = true; });
        const auto asked = [this] { m_asked = true; };
        connect(&window, &MainWindow::openAsked, this, asked);
        connect(&window, &MainWindow::newProjectAsked, this, asked);
        connect(&window, &MainWindow::packetsGiven, this, asked);
        connect(window.commands(), &vetrina::ui::Commands::said, this, [this](const QString& words, bool) {
            m_said << words;
            m_asked = true;
        });
        connect(&m_dialogs, &QTimer::timeout, this, [this] { // what waits for an answer gets one: no
            if (QWidget* popup = QApplication::activePopupWidget()) {
                m_asked = true;
                popup->close();
            }
            if (QWidget* modal = QApplication::activeModalWidget()) {
                m_asked = true;
                modal->close();
            }
        });
        m_dialogs.start(20);
    }

    /// Takes everything away that stands over the workspace.
    void clear()
    {
        for (QWidget* top : QApplication::topLevelWidgets())
            if (top != &m_window && top->isVisible() && top->isWindow())
                top->close();
        for (const char* over : { "vetrina::ui::Palette", "vetrina::ui::KeySheet", "vetrina::ui::Tour" })
            for (QWidget* widget : m_window.findChildren<QWidget*>())
                if (widget->isVisible() && QLatin1String(widget->metaObject()->className()) == QLatin1String(over))
                    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : widget, Qt::Key_Escape);
        if (m_window.isFullScreen())
            m_window.showNormal();
        m_window.activateWindow();
        QTest::qWait(1);
    }

    /// Until the picture does not change any more by itself.
    void rest()
    {
        QImage before = picture();
        for (int i = 0; i < 40; ++i) {
            QTest::qWait(25);
            QImage now = picture();
            if (now == before)
                return;
            before = std::move(now);
        }
    }

    void watch()
    {
        m_asked = false;
        m_said.clear();
        QGuiApplication::clipboard()->clear();
        m_before = picture();
        m_focus = QApplication::focusWidget();
        m_windows = shownWindows();
    }

    /// Within a second and a half of what was pressed.
    [[nodiscard]] bool sawSomething()
    {
        return QTest::qWaitFor(
            [this] {
                return m_asked || QApplication::focusWidget() != m_focus || shownWindows() != m_windows
                    || !QGuiApplication::clipboard()->text().isEmpty() || !m_window.isVisible()
                    || picture() != m_before;
            },
            1500);
    }
    [[nodiscard]] QString said() const { return m_said.join('\n') + m_window.status()->message(); }

    [[nodiscard]] static QString nameOf(const QAbstractButton* button)
    {
        return button->accessibleName().isEmpty() ? button->text() : button->accessibleName();
    }

private:
    [[nodiscard]] QImage picture() const { return m_window.grab().toImage(); }
    [[nodiscard]] static qsizetype shownWindows()
    {
        return std::ranges::count_if(
            QApplication::topLevelWidgets(), [](const QWidget* widget) { return widget->isVisible(); });
    }

    vetrina::ui::MainWindow& m_window;
    QTimer m_dialogs;
    QImage m_before;
    QPointer<QWidget> m_focus;
    QStringList m_said;
    qsizetype m_windows = 0;
    bool m_asked = false;
};
