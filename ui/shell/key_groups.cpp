#include "ui/commands/commands.h"
#include "ui/shell/key_sheet.h"

#include <QAction>

#include <array>

namespace vetrina::ui {

namespace {

using Group = Command::Group;

/// "1 – 6" where the keys follow each other; else all of them.
QString span(const QStringList& keys)
{
    for (qsizetype i = 1; i < keys.size(); ++i)
        if (keys[i].size() != 1 || keys[i - 1].size() != 1 || keys[i][0].unicode() != keys[i - 1][0].unicode() + 1)
            return keys.join(' ');
    return keys.size() > 1 ? keys.front() + QStringLiteral(" – ") + keys.back() : keys.value(0);
}

/// As a line of a list: "Next candidate" -> "next candidate", but "FITS" as it is.
QString inLine(QString title)
{
    if (title.size() > 1 && title[1].isLower())
        title[0] = title[0].toLower();
    while (title.endsWith(QChar(0x2026)))
        title.chop(1);
    return title;
}

} // namespace

std::vector<KeySheet::Group> keyGroups(const Commands& commands)
{
    std::vector<KeySheet::Group> groups;
    for (const Group wanted : { Group::Label, Group::Move, Group::Look, Group::Find, Group::Window }) {
        KeySheet::Group group{ groupTitle(wanted), {} };
        QStringList classes, objects;
        for (const Command& command : commands.all()) {
            if (command.group != wanted || !command.action->isEnabled() || command.action->shortcut().isEmpty())
                continue;
            if (command.ofScheme) {
                (command.submenu.isEmpty() ? classes : objects) << keyText(command.action->shortcut());
                continue;
            }
            KeySheet::Line line{ {}, inLine(command.title) };
            for (const QKeySequence& key : command.action->shortcuts())
                line.keys << keyText(key);
            group.lines.push_back(std::move(line));
        }
        if (!classes.isEmpty())
            group.lines.insert(
                group.lines.begin(), { { span(classes) }, KeySheet::tr("a class of the scheme, and on") });
        if (!objects.isEmpty())
            group.lines.insert(group.lines.begin() + 1,
                { { KeySheet::tr("Shift %1").arg(span(classes)) }, KeySheet::tr("to the whole object") });
        if (wanted == Group::Move) {
            group.lines.push_back({ { KeySheet::tr("Tab") }, KeySheet::tr("next control") });
            group.lines.push_back({ { KeySheet::tr("Esc") }, KeySheet::tr("one step out") });
        }
        if (!group.lines.empty())
            groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace vetrina::ui
