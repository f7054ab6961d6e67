#include "ui/scan/scan_page.h"

#include "ui/commands/commands.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/header_bar.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/stamp/display_bar.h"
#include "ui/stamp/stamp_row.h"

#include <QAction>
#include <QLineEdit>

namespace vetrina::ui {

using Menu = Command::Menu;

QAction* ScanPage::add(Menu menu, const CommandName& name, const QList<QKeySequence>& keys, std::function<void()> act)
{
    QAction* action = m_commands->add(this, menu, name, keys, std::move(act));
    m_commands->change(action, [this, menu](Command& command) {
        command.needsProject = true;
        command.why = [this, menu] {
            if (isAway())
                return tr("Esc goes back to Scan first");
            if (menu != Menu::Label || !m_project)
                return QString();
            return m_project->readOnly() ? tr("This project is open for reading only")
                : m_row < 0              ? tr("There is no candidate to label")
                                         : QString();
        };
    });
    return action;
}

void ScanPage::makeCommands()
{
    makeMarkCommands();
    add(Menu::Move, { "move.next-candidate", tr("Next candidate") }, { Qt::Key_Right, Qt::Key_J },
        [this] { m_queue->goBy(1); });
    add(Menu::Move, { "move.candidate-before", tr("Candidate before") }, { Qt::Key_Left, Qt::Key_K },
        [this] { m_queue->goBy(-1); });

    add(Menu::View, { "view.zoom-in", tr("Zoom in") }, { Qt::Key_Z }, [this] { m_stamps->zoomBy(1.2); });
    add(Menu::View, { "view.zoom-out", tr("Zoom out") }, { QKeySequence(Qt::SHIFT | Qt::Key_Z) },
        [this] { m_stamps->zoomBy(1 / 1.2); });
    add(Menu::View, { "view.fit", tr("Fit") }, { Qt::Key_0 }, [this] { m_stamps->fit(); });
    add(Menu::View, { "view.stretch-before", tr("Stretch before") }, { Qt::Key_BracketLeft },
        [this] { m_stamps->stretchBy(-1); });
    add(Menu::View, { "view.next-stretch", tr("Next stretch") }, { Qt::Key_BracketRight },
        [this] { m_stamps->stretchBy(1); });
    add(Menu::View, { "view.invert", tr("Invert") }, { Qt::Key_I }, [this] { m_display->toggle(DisplayBar::Invert); });
    add(Menu::View, { "view.crosshair", tr("Crosshair") }, { Qt::Key_X },
        [this] { m_display->toggle(DisplayBar::Crosshair); });
    add(Menu::View, { "view.north-up-or-as-stored", tr("North up or as stored") }, { Qt::Key_O },
        [this] { m_display->toggle(DisplayBar::NorthUp); });
    makeStampCommands();
    add(Menu::Edit, { "edit.copy-pixel-position-and-value", tr("Copy pixel, position and value") }, { Qt::Key_C },
        [this] { copyReadout(); });
    makeFactCommands();
    makeAnomalyCommands();
    makeSimilarCommands();
    makeLightCurveCommands();
    describeCommands();
}

} // namespace vetrina::ui
