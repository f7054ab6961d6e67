// What each command of Scan does, in a line: for the palette, the menus and the table of keys.
#include "ui/commands/commands.h"
#include "ui/scan/scan_page.h"

#include <QAction>

namespace vetrina::ui {

void ScanPage::describeCommands()
{
    const std::pair<const char*, QString> hints[] = {
        { "label.skip", tr("On to the next, without a label") },
        { "label.flag", tr("Set aside for a second look; again takes the flag away") },
        { "label.note", tr("A line about this candidate") },
        { "edit.undo", tr("Takes back your last label, and goes there") },
        { "edit.redo", tr("Does again what was taken back") },
        { "move.next-candidate", tr("In the order of the queue") },
        { "move.candidate-before", tr("In the order of the queue") },
        { "queue.filter", tr("Leaves only what you want to see") },
        { "view.zoom-in", tr("About the middle of the stamps") },
        { "view.zoom-out", tr("About the middle of the stamps") },
        { "view.fit", tr("The whole stamp, and nothing but it") },
        { "view.stretch-before", tr("How brightness runs between the limits") },
        { "view.next-stretch", tr("How brightness runs between the limits") },
        { "view.invert", tr("The colour map from its other end") },
        { "view.crosshair", tr("Where the alert says its source is") },
        { "view.north-up-or-as-stored", tr("East left; or the first row at the bottom") },
        { "edit.copy-pixel-position-and-value", tr("Of the pixel under the cursor") },
        { "facts.search", tr("Names and values of the packet’s fields") },
        { "view.light-curve-magnitudes-or-flux", tr("How bright, or how much light") },
        { "view.light-curve-30-days-or-all", tr("Before this alert") },
        { "view.epochs-of-the-object", tr("Stamps of its earlier alerts, to step through") },
        { "view.light-curve-forced-photometry", tr("What was measured at its place without an alert") },
        { "edit.light-curve-copy-the-table", tr("As text, a point a line") },
        { "edit.light-curve-save", tr("As a picture or a table") },
    };
    for (const auto& [id, hint] : hints)
        if (const Command* command = m_commands->find(QString::fromLatin1(id)); command && command->hint.isEmpty())
            m_commands->change(command->action, [&words = hint](Command& one) { one.hint = words; });
}

} // namespace vetrina::ui
