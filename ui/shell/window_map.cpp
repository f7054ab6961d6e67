// How Map and the rest of the window go on from each other.
#include "ui/commands/commands.h"
#include "ui/map/map_page.h"
#include "ui/map/map_view.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/workspaces.h"

#include <QAction>
#include <QLocale>
#include <QRegularExpression>

namespace vetrina::ui {

void MainWindow::makeMap()
{
    // M: the candidate on the screen, among all others.
    QAction* onMap = m_commands->add(m_scan, Command::Menu::View,
        { "view.map", tr("On the map"), tr("Where the candidate stands in Map") }, { Qt::Key_M }, [this] {
            m_map->markRow(m_scan->shown()->row);
            m_pages->open(m_map);
        });
    m_commands->change(onMap, [this](Command& command) {
        command.needsProject = true;
        command.home = m_scan; // it is of Scan, whoever adds it
        command.why = [this] { return m_scan->shown() ? QString() : tr("There is no candidate to show"); };
    });

    connect(m_map, &MapPage::openAsked, this, [this](data::Row row) {
        m_pages->open(m_scan);
        m_scan->showRow(row);
    });
    connect(m_map, &MapPage::scanAsked, this, [this] { applyFilter(QStringLiteral("selected")); });
    connect(m_scan->labelling(), &Labelling::labelledAll, this, [this](std::size_t count, const QString& words) {
        m_status->offerUndo(tr("%1 labelled %2: one undo takes all of them back.")
                                .arg(QLocale().toString(static_cast<qulonglong>(count)), words),
            [this] { m_scan->labelling()->undo(); });
    });
    connect(this, &MainWindow::projectChanged, this, [this] {
        if (!m_project)
            return;
        // A queue of what is selected is another one once something else is.
        connect(m_project.get(), &Project::selectionChanged, this, [this] {
            static const QRegularExpression word(QStringLiteral("\\bselected\\b"));
            if (QString::fromStdString(m_scan->queue()->request().filter).contains(word))
                m_scan->queue()->setRequest(m_scan->queue()->request()); // none of its places stands
        });
    });
    m_scan->keepPart(
        "map", [this] { return m_map->viewState(); }, [this](const QVariantMap& state) { m_map->restoreView(state); });
}

} // namespace vetrina::ui
