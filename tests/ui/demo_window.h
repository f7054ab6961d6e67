#pragma once

#include "tests/ui/demo_services.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QTest>

namespace demo {

/// A test of the window on a project without a disk: what opens one, and what a hand does in it.
class WindowTest : public QObject {
protected:
    static constexpr QSize usualSize{ 1280, 800 };

    /// The window as one meets it with so many candidates, once its first one is painted; of an object so many in a
    /// row, and each with that light curve where one is given.
    void open(std::size_t count = 300, QSize size = usualSize, int alertsPerObject = 1,
        std::function<sky::LightCurve(const data::Candidate&)> curve = {})
    {
        m_world = std::make_unique<World>(count);
        m_world->candidates.alertsPerObject = alertsPerObject;
        m_world->candidates.setCurve(std::move(curve));
        m_window = std::make_unique<ui::MainWindow>();
        m_window->resize(size);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->setProject(m_world->project());
        QTRY_COMPARE(shown(), 0);
    }
    void close()
    {
        m_window.reset();
        m_world.reset();
    }

    [[nodiscard]] ui::ScanPage& page() { return *m_window->scan(); }
    [[nodiscard]] data::Row shown() { return page().shown() ? page().shown()->row : -1; }
    /// The label of the candidate that is painted; "?" where none is.
    [[nodiscard]] std::string shownLabel() { return page().shown() ? page().shown()->label : "?"; }
    [[nodiscard]] std::vector<session::Labels::Request> events()
    {
        const std::lock_guard lock(m_world->candidates.mutex);
        return m_world->labels.events;
    }
    /// To whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = m_window->focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    /// All that was said by hand is on disk.
    void settled() { QTRY_COMPARE(page().labelling()->pending(), 0); }

    std::unique_ptr<World> m_world;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace demo
