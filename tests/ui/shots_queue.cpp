// The queue's states, for eyes to judge: a part of ui_shots.
#include "tests/ui/shots_queue.h"

#include "ui/scan/filters_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"

#include <QMenu>
#include <QScrollBar>
#include <QTest>

using namespace vetrina;

void shootQueue(ui::MainWindow& window, demo::World& world, const std::function<void(const QString&)>& shoot)
{
    ui::QueuePanel& queue = *window.scan()->queue();
    ui::FilterLine& line = *queue.filterLine();
    const auto type = [&](const char* text) {
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
    };
    {
        const std::lock_guard lock(world.filters.mutex);
        world.filters.saved = { { "real and bright", "drb > 0.9 and magpsf < 18.5" }, { "odd ones", "drb > 0.25" } };
    }
    queue.setOrder(session::QueueRequest::Order::Time);
    QTest::qWait(200);
    queue.goTo(7);
    queue.view()->verticalScrollBar()->setValue(180 * ui::size::queueRow);
    shoot("nights");
    queue.goTo(0);
    queue.setByObject(true);
    shoot("objects");
    type("drb > 0.9 and ma");
    QTest::keyClick(&line, Qt::Key_Down);
    shoot("completion");
    QTest::keyClick(&line, Qt::Key_Escape);
    type("drb > 0.9 and mgpsf < 18.5");
    QTest::keyClick(&line, Qt::Key_Escape);
    QTest::keyClick(&line, Qt::Key_Return);
    shoot("mistake");
    line.apply("false");
    QTest::qWait(200);
    shoot("nothing");
    line.apply("drb > 0.9 and label is none");
    queue.openFilters();
    QTest::qWait(300);
    shoot("filters");
    queue.list()->setFocus();
    queue.askWhereTo();
    shoot("goto");
    queue.askForField();
    shoot("field");
    queue.list()->setFocus();
    queue.goTo(queue.model().rowCount() - 1);
    QTest::qWait(200);
    shoot("end");
    line.apply({});
    queue.setRequest({});
    QTest::qWait(200);
}
