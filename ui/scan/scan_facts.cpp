#include "ui/scan/scan_page.h"

#include "ui/commands/commands.h"
#include "ui/scan/candidate_menus.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/header_bar.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/queue_panel.h"

namespace vetrina::ui {

using Menu = Command::Menu;

/// What one can do with what is known of the candidate: search, choose, copy, look elsewhere.
void ScanPage::makeFactCommands()
{
    const auto find = [this](QAction* action) {
        m_commands->change(action, [](Command& command) { command.group = Command::Group::Find; });
        return action;
    };
    find(add(Menu::Edit, { "facts.search", tr("Search the fields") }, { QKeySequence::Find },
        [this] { m_facts->search(); }));
    find(add(Menu::View, { "facts.choose", tr("Choose the facts…"), tr("Which facts stand in front, in which order") },
        { Qt::Key_D }, [this] { m_facts->choose(); }));
    find(add(Menu::View, { "facts.all", tr("All fields or the chosen facts") }, {},
        [this] { m_facts->showAll(!m_facts->showsAll()); }));
    find(add(Menu::View, { "opinions.others", tr("Opinions of the other models") }, {},
        [this] { m_opinions->setUnfolded(!m_opinions->unfolded()); }));
    find(add(Menu::Edit, { "copy.position", tr("Copy the position") }, { QKeySequence(Qt::SHIFT | Qt::Key_C) },
        [this] { m_header->menus()->copyPosition(); }));
    for (const QString& site : CandidateMenus::sites()) {
        const QString id = QString(site).toLower().replace(' ', '-');
        QAction* action = find(add(Menu::None, { "open." + id, tr("Open in %1").arg(site) }, {},
            [this, site] { m_header->menus()->open(site); }));
        m_commands->change(action,
            [this, site](Command& command) { command.why = [this, site] { return m_header->menus()->why(site); }; });
    }
}

/// Behind what stands there; the filter is asked when typing rests, as if it had been written.
void ScanPage::addToFilter(const QString& condition)
{
    FilterLine* line = m_queue->filterLine();
    const QString text = line->text().trimmed();
    line->setFocus(Qt::OtherFocusReason);
    line->setText(text.isEmpty() ? condition : text + " and " + condition);
    line->setCursorPosition(static_cast<int>(line->text().size()));
    Q_EMIT said(tr("Added to the filter: %1").arg(condition), false);
}

} // namespace vetrina::ui
