// Help, hints and preferences of the window.
#include "core/session/models.h"
#include "ui/commands/commands.h"
#include "ui/help/about.h"
#include "ui/help/hints.h"
#include "ui/help/tour.h"
#include "ui/palette/palette.h"
#include "ui/preferences/preferences.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/key_sheet.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/search_field.h"
#include "ui/shell/status_line.h"
#include "ui/shell/welcome_page.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QAction>
#include <QLineEdit>

namespace vetrina::ui {

void MainWindow::makeHelp()
{
    using Menu = Command::Menu;
    const auto add = [this](Menu menu, const CommandName& name, const QList<QKeySequence>& keys,
                         std::function<void()> act, Command::Group group = Command::Group::Window) {
        QAction* action = m_commands->add(this, menu, name, keys, std::move(act));
        m_commands->change(action, [group](Command& command) { command.group = group; });
        return action;
    };
    m_tour = new Tour(this);
    m_hints = new Hints(*m_settings, *m_status, this);
    m_commands->change(
        add(Menu::Edit, { "window.preferences", tr("Preferences…"), tr("Theme, display, keys, engine") },
            { QKeySequence(Qt::CTRL | Qt::Key_Comma) }, [this] { showPreferences(Preferences::Appearance); }),
        [](Command& command) { command.apart = true; });
    add(Menu::Help, { "help.tour", tr("Tour…"), tr("Five minutes through the window") }, {}, [this] { showTour(); });
    add(
        Menu::Help, { "help.keys", tr("Keys"), tr("Every key, as it is now") }, { Qt::Key_Question },
        [this] { showKeys(); }, Command::Group::Find);
    add(Menu::Help, { "help.give-keys", tr("Change keys…"), tr("Give a command another key") }, {},
        [this] { showPreferences(Preferences::Keys); });
    m_commands->change(add(Menu::Help, { "help.about", tr("About Vetrina…"), tr("Versions and licence") }, {},
                           [this] {
                               auto parts = m_parts;
                               parts.emplace_back(
                                   tr("Scores"), m_engineWords.isEmpty() ? tr("no engine loaded yet") : m_engineWords);
                               About about(parts, this);
                               about.exec();
                           }),
        [](Command& command) { command.apart = true; });

    const auto hint = [this] { // a hint is about the candidate in sight: without one there is none
        m_hints->setWork(m_project && !m_project->readOnly() && m_scan->shown(), m_scan->labelled());
    };
    connect(m_scan, &ScanPage::countsChanged, this, hint);
    connect(m_scan, &ScanPage::presented, this, hint);
    connect(this, &MainWindow::projectChanged, this, [this, hint] {
        hint();
        if (m_preferences)
            m_preferences->setProjectOpen(m_project != nullptr);
    });
    connect(m_scan, &ScanPage::countsChanged, this, [this] {
        if (m_scan->labelled() > 0)
            m_hints->done("label");
    });
    connect(m_palette, &Palette::found, this, [this] { m_hints->done("palette"); });
    connect(m_scan->queue()->filterLine(), &FilterLine::asked, this, [this] { m_hints->done("filter"); });
}

void MainWindow::showPreferences(int page)
{
    if (!m_preferences) {
        m_preferences = new Preferences(*m_settings, *m_commands, this);
        m_preferences->setProjectOpen(m_project != nullptr);
        connect(m_preferences, &Preferences::reopenAsked, this, [this] {
            if (m_project)
                Q_EMIT openAsked(QString::fromStdString(m_project->path().string()));
        });
        connect(m_preferences, &Preferences::modelsAsked, this, [this] {
            if (!m_project || !m_project->services().models)
                return;
            auto models = m_project->services().io->submit(
                [models = m_project->services().models](std::stop_token) { return models->list(); });
            then(std::move(models), m_preferences, [this](Result<std::vector<session::Models::Entry>> list) {
                if (list)
                    m_preferences->setModels(*list);
            });
        });
    }
    m_preferences->showPage(static_cast<Preferences::Page>(page));
}

void MainWindow::showTour()
{
    const bool open = m_project != nullptr;
    std::vector<Tour::Step> steps;
    const auto add = [&steps](const QString& title, const QString& text, std::function<QWidget*()> at = {}) {
        steps.push_back({ title, text, std::move(at) });
    };
    const auto key = [this](const char* id) {
        const Command* command = m_commands->find(id);
        return command ? keyText(command->action->shortcut()) : QString();
    };
    add(tr("What Vetrina is for"),
        tr("You look at the alerts of a night, one after the other, and say what each of them is. Every answer is on "
           "the disk before the window says Saved. Nothing you drop here is changed: a project stands beside it."));
    if (!open) {
        add(tr("Begin with packets"),
            tr("Drop alert packets, a folder of them or a .tar.gz anywhere on this window: a project is made beside "
               "them and its candidates stand in the queue while the rest still comes in. A project that was open "
               "before is at the left."),
            [this] { return m_welcome; });
    }
    add(tr("The queue"),
        tr("Who comes next, in the order you choose: the likeliest first, the most uncertain, the newest. What is "
           "behind you stays in its place; what arrives goes in ahead of you. %1 and %2 move.")
            .arg(key("move.next-candidate"), key("move.candidate-before")),
        [this] { return m_scan->queue(); });
    add(tr("The filter line"),
        tr("Leaves only what you want to see: drb > 0.9 and magpsf < 18.5, or label is none. %1 goes there, Enter "
           "comes back. A mistake is underlined and said.")
            .arg(key("queue.filter")),
        [this] { return m_scan->queue()->filterLine(); });
    add(tr("Three stamps"),
        tr("Science, template and their difference, north up, on the pixels as they were measured. The wheel zooms "
           "about "
           "the cursor, the middle button moves, the right one drags contrast; double-click takes it back. Position "
           "and value under the cursor stand at the right of the status bar."),
        [this] { return m_scan->stamps(); });
    add(tr("What the packet says"),
        tr("Every field of the alert under the survey’s own name. %1 searches them; any of them can stand in a "
           "filter.")
            .arg(key("facts.search")),
        [this] { return m_scan->lower(); });
    add(tr("What the models say"),
        tr("The classifier’s probabilities, the survey’s own scores beside them, and what was said of this candidate "
           "before. The candidate on screen is scored first."),
        [this] { return m_scan->opinionsPanel(); });
    add(tr("One key, one label"),
        tr("A number labels and goes on. Space skips, %1 takes back, without end and after a restart too; %2 flags, %3 "
           "writes a note. Keys act wherever the focus is, except in a text field.")
            .arg(key("edit.undo"), key("label.flag"), key("label.note")),
        [this] { return m_scan->labelKeys(); });
    add(tr("Everything else"),
        tr("%1 finds every command, field and filter, an object by its name, and the candidate nearest to coordinates "
           "that you paste. %2 shows every key; Ctrl+Enter on a command gives it another one.")
            .arg(key("window.palette"), key("help.keys")),
        [this] { return m_search; });
    add(tr("Is it saved?"),
        tr("Green and “Saved”: everything you said is on the disk, whatever happens now. Quit when you like: the "
           "window "
           "comes back at this candidate."),
        [this] { return m_status; });
    m_tour->open(std::move(steps));
}

} // namespace vetrina::ui
