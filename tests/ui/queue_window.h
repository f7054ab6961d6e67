#pragma once

#include "tests/ui/demo_window.h"
#include "ui/commands/commands.h"
#include "ui/scan/completion_popup.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/popover.h"
#include "ui/scan/queue_panel.h"

#include <QAction>
#include <QLabel>

namespace demo {

/// A test of the queue's column: what stands in it, and what a hand does there.
class QueueTest : public WindowTest {
protected:
    /// A wide window, once the filter line knows its words.
    void openQueue()
    {
        open(300, { 1600, 1000 });
        QTRY_VERIFY([this] { // the words are there
            type("drb ");
            return line().completion() && line().completion()->isVisible();
        }());
        line().clear();
        line().completion()->hide();
    }
    [[nodiscard]] ui::QueuePanel& queue() { return *m_window->scan()->queue(); }
    [[nodiscard]] ui::FilterLine& line() { return *queue().filterLine(); }
    [[nodiscard]] ui::Popover* popover()
    {
        for (ui::Popover* popover : m_window->findChildren<ui::Popover*>())
            if (popover->isVisible())
                return popover; // one that was closed goes with the next turn of the event loop
        return nullptr;
    }
    [[nodiscard]] QString wrong()
    {
        for (const QLabel* label : queue().findChildren<QLabel*>())
            if (label->property("role") == "wrong" && label->isVisible())
                return label->text();
        return {};
    }
    void type(const QString& text)
    {
        line().setFocus();
        line().selectAll();
        QTest::keyClicks(&line(), text);
    }
    void run(const char* id)
    {
        const ui::Command* command = m_window->commands()->find(id);
        QVERIFY2(command, id);
        command->action->trigger();
    }
};

} // namespace demo
