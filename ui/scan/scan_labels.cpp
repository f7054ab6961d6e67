// How one labels in Scan: commands, skips, flags, notes, schemes, and the end of the night.
#include "ui/commands/commands.h"
#include "ui/labels/scheme_dialog.h"
#include "ui/night/night_export_panel.h"
#include "ui/night/night_list.h"
#include "ui/night/night_page.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/labelling.h"
#include "ui/scan/notice_bar.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"

#include <QAction>
#include <QListView>

namespace vetrina::ui {

using Menu = Command::Menu;

namespace {

QKeySequence keyOf(const ClassStyle& style, int modifiers = 0)
{
    return style.key.isEmpty() ? QKeySequence() : QKeySequence(modifiers | style.key[0].toUpper().unicode());
}

} // namespace

void ScanPage::makeMarkCommands()
{
    add(Menu::Label, { "label.skip", tr("Skip"), tr("On to the next; a skip is kept where there is no label") },
        { Qt::Key_Space }, [this] { skip(); });
    m_onward = add(Menu::Label, { "label.onward", tr("Next"), tr("On to the next, the label stays") },
        { Qt::Key_Return, Qt::Key_Enter }, [this] { goOn(); });
    add(Menu::Label, { "label.none", tr("Take the label away"), tr("The candidate then has none") }, { Qt::Key_Delete },
        [this] { giveLabel({}, toWholeObject()); });
    add(Menu::Label, { "label.flag", tr("Flag") }, { Qt::Key_F }, [this] { flag(); });
    add(Menu::Label, { "label.note", tr("Note…") }, { Qt::Key_N }, [this] { writeNote(); });
    m_advance =
        add(Menu::Label, { "label.advance", tr("Go on after a label"), tr("Or stay, until Space or an arrow goes on") },
            { Qt::Key_A }, [this] { setAutoAdvance(!m_autoAdvance); });
    keepPart(
        "labelling", [this] { return labelState(); }, [this](const QVariantMap& state) { setLabelState(state); });
    m_advance->setCheckable(true);
    m_advance->setChecked(m_autoAdvance);
    makeObjectCommand();
    const auto ofLabels = [this](QAction* action) {
        m_commands->change(action, [](Command& command) {
            command.group = Command::Group::Label;
            command.everywhere = true; // all workspaces label
        });
    };
    ofLabels(add(
        Menu::Edit, { "edit.undo", tr("Undo") }, { Qt::Key_U, QKeySequence::Undo }, [this] { m_labelling->undo(); }));
    ofLabels(add(Menu::Edit, { "edit.redo", tr("Redo") },
        { QKeySequence(Qt::SHIFT | Qt::Key_U), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z) },
        [this] { m_labelling->redo(); }));
    QAction* again = add(Menu::Label,
        { "label.save-again", tr("Save again"), tr("What could not be saved, in the order of the key presses") }, {},
        [this] { m_labelling->retry(); });
    m_commands->change(again, [this](Command& command) {
        command.apart = command.everywhere = true;
        command.why = [this] { return m_labelling->failed() ? QString() : tr("Everything is saved"); };
    });
    add(Menu::Label,
        { "label.night", tr("End of the night…"), tr("What you saved, flagged and skipped; export; go back to any") },
        { QKeySequence(Qt::CTRL | Qt::Key_E) }, [this] { openNight(); });
    QAction* schemes =
        add(Menu::Label, { "label.schemes", tr("Label schemes…"), tr("Make and edit classes, their keys and colours") },
            {}, [this] { openSchemes(); });
    m_commands->change(schemes, [](Command& command) {
        command.submenu = tr("Scheme");
        command.everywhere = true;
    });

    connect(m_keys, &LabelBar::labelAsked, this, &ScanPage::label);
    connect(m_keys, &LabelBar::objectAsked, this, &ScanPage::labelObject);
    connect(m_keys, &LabelBar::skipAsked, this, &ScanPage::skip);
    connect(m_keys, &LabelBar::flagAsked, this, &ScanPage::flag);
    connect(m_keys, &LabelBar::noteAsked, this, &ScanPage::writeNote);
    connect(m_keys, &LabelBar::undoAsked, this, [this] { m_labelling->undo(); });
    connect(m_labelling, &Labelling::unsavedChanged, this, [this] {
        m_leaving = false;
        m_notice->setWrong(m_labelling->unsavedWords());
    });
    connect(m_notice, &NoticeBar::retryAsked, m_labelling, &Labelling::retry);
    connect(m_notice, &NoticeBar::nightAsked, this, &ScanPage::openNight);
}

/// The classes of the scheme in use, for this candidate and for its whole object.
void ScanPage::makeLabelCommands()
{
    for (QAction* action : m_labelActions)
        m_commands->remove(action);
    m_labelActions.clear();
    showOnward();
    if (!m_project)
        return;
    const ClassStyles& classes = m_project->classes();
    for (const bool object : { false, true }) {
        int index = 0;
        for (const ClassStyle& style : classes.all()) {
            const QKeySequence key = keyOf(style, object ? int(Qt::SHIFT) : 0);
            const QString name = QString::fromStdString(style.name);
            const CommandName words = object
                ? CommandName("label.object." + name, tr("%1, all its alerts").arg(style.title),
                    tr("Every alert of this object gets the label; one undo for all"))
                : CommandName("label.class." + name, style.title,
                    classes.scheme().multi ? tr("Put it in or take it out")
                                           : tr("Label it %1, and on to the next").arg(style.title));
            QAction* action =
                add(Menu::Label, words, key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{ key },
                    [this, index, object] { object ? labelObject(index) : label(index); });
            m_commands->change(action, [object](Command& command) {
                command.ofScheme = true;
                if (object)
                    command.submenu = tr("Whole object");
            });
            m_labelActions.push_back(action);
            ++index;
        }
    }
}

/// A command a scheme of the project: chosen there, it is in use from then on.
void ScanPage::makeSchemeCommands()
{
    for (QAction* action : m_schemeActions)
        m_commands->remove(action);
    m_schemeActions.clear();
    if (!m_project)
        return;
    then(m_project->schemes(), this, m_life.token(), [this](Result<std::vector<data::LabelScheme>> schemes) {
        if (!schemes || !m_schemeActions.empty())
            return;
        for (const data::LabelScheme& scheme : *schemes) {
            QAction* action = add(Menu::Label,
                { QString::fromStdString("label.scheme." + scheme.name),
                    tr("Scheme: %1").arg(QString::fromStdString(scheme.title)), QString::fromStdString(scheme.about) },
                {}, [this, name = scheme.name] { chooseScheme(name); });
            m_commands->change(action, [](Command& command) {
                command.submenu = tr("Scheme");
                command.everywhere = true;
            });
            action->setCheckable(true);
            action->setChecked(scheme.name == m_project->classes().scheme().name);
            m_schemeActions.push_back(action);
        }
    });
}

void ScanPage::chooseScheme(const std::string& name)
{
    if (!m_project)
        return;
    m_switching = true; // no key may mean one class and give another
    then(m_project->chooseScheme(name), this, m_life.token(), [this](Result<ClassStyles> styles) {
        m_switching = false;
        if (!styles) {
            Q_EMIT said(QString::fromStdString(styles.error().message + " · " + styles.error().remedy), true);
            makeSchemeCommands(); // the tick goes back
            return;
        }
        m_project->setClasses(std::move(*styles));
        Q_EMIT said(tr("Labelling with %1.").arg(QString::fromStdString(m_project->classes().scheme().title)), false);
    });
}

void ScanPage::classesChanged()
{
    m_keys->setClasses(m_project->classes());
    makeLabelCommands();
    makeSchemeCommands();
    m_queue->model().outdated(m_queue->model().order());
    m_queue->refreshSoon();
    askCounts();
    if (m_row >= 0)
        load(m_row);
    if (isAway())
        m_night->refresh();
}

void ScanPage::openSchemes()
{
    then(m_project->schemes(), this, m_life.token(), [this](Result<std::vector<data::LabelScheme>> schemes) {
        if (!schemes || !m_project)
            return;
        std::map<std::string, std::string> taken;
        for (const Command& command : m_commands->all())
            for (const QKeySequence& key : command.action->shortcuts())
                if (const QString text = key.toString(QKeySequence::PortableText); !command.ofScheme
                    && (text.size() == 1 || (text.size() == 7 && text.startsWith(QLatin1String("Shift+")))))
                    taken.emplace(text.right(1).toLower().toStdString(), command.title.toStdString());
        auto* dialog = new SchemeDialog(m_project, std::move(*schemes), std::move(taken), window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show(m_project->classes().scheme().name);
        connect(this, &ScanPage::projectClosing, dialog, &QDialog::reject);
        connect(dialog, &SchemeDialog::saved, this, [this](const QString& title, int version) {
            Q_EMIT said(tr("%1, version %2: saved and in use.").arg(title).arg(version), false);
        });
        dialog->open();
    });
}

bool ScanPage::mayLabel() const
{
    // What was never painted is not labelled, however fast the keys come; nor what an undo is about to leave.
    return m_project && !m_project->readOnly() && m_row >= 0 && m_view && m_view->row == m_row && !m_switching
        && !m_labelling->takingBack();
}

bool ScanPage::staysAfterLabel() const { return !m_autoAdvance || (m_project && m_project->classes().scheme().multi); }

/// Enter goes on where a label does not; elsewhere it is left to lists and fields.
void ScanPage::showOnward()
{
    m_commands->change(m_onward,
        [this](Command& command) { command.rests = staysAfterLabel() ? QString() : tr("A label goes on by itself"); });
}

void ScanPage::setAutoAdvance(bool on)
{
    m_autoAdvance = on;
    m_advance->setChecked(on);
    showOnward();
    m_keys->setStays(staysAfterLabel());
    Q_EMIT said(on ? tr("A label goes on to the next.") : tr("A label stays on the candidate; Space goes on."), false);
}

QVariantMap ScanPage::labelState() const
{
    QVariantMap state{ { "advance", m_autoAdvance }, { "wholeObject", m_wholeObject } };
    if (m_night) {
        const session::NightExport form = m_night->exports()->choice();
        state["nightFormat"] = QString::fromStdString(form.format);
        state["nightLine"] = QString::fromStdString(form.line);
    } else {
        state.insert(m_nightForm);
    }
    return state;
}

void ScanPage::setLabelState(const QVariantMap& state)
{
    m_autoAdvance = state.value("advance", true).toBool();
    m_advance->setChecked(m_autoAdvance);
    m_wholeObject = state.value("wholeObject", false).toBool();
    showObject();
    m_keys->setStays(staysAfterLabel());
    showOnward();
    for (const char* name : { "nightFormat", "nightLine" })
        if (state.contains(name))
            m_nightForm[name] = state[name];
    if (m_night)
        m_night->exports()->setForm(m_nightForm["nightFormat"].toString(), m_nightForm["nightLine"].toString());
}

void ScanPage::skip()
{
    if (m_labelling->takingBack())
        return;
    if (mayLabel() && m_view->label.empty())
        m_labelling->skip(m_row);
    goOn();
}

void ScanPage::flag()
{
    if (!mayLabel())
        return;
    const bool flagged = !m_view->flagged;
    m_labelling->flag(m_row, flagged);
    auto changed = std::make_shared<session::CandidateView>(*m_view);
    changed->flagged = flagged;
    present(changed); // before the disk has it
}

void ScanPage::writeNote()
{
    if (mayLabel())
        m_keys->writeNote(QString::fromStdString(m_view->note));
}

void ScanPage::noteWritten(const QString& text)
{
    if (!mayLabel() || text.toStdString() == m_view->note)
        return;
    m_labelling->note(m_row, text);
    auto changed = std::make_shared<session::CandidateView>(*m_view);
    changed->note = text.toStdString();
    present(changed);
}

/// What stands on the disk of the candidate on the screen is another now: its history, above all.
void ScanPage::wasSaved(data::Row row)
{
    if (row == m_row && m_view && m_view->row == row && m_labelling->pending() == 0)
        load(row);
}

void ScanPage::goOn()
{
    const int before = m_queue->position();
    m_queue->goBy(1);
    if (m_queue->position() != before)
        return;
    if (m_queue->model().rowCount() > 0)
        m_notice->setEnded(m_queue->endWords());
    load(m_row);
}

bool ScanPage::isAway() const { return m_night && m_night->isVisible(); }

void ScanPage::openNight()
{
    if (!m_project)
        return;
    if (!m_night) {
        m_night = new NightPage(this);
        m_night->exports()->setForm(m_nightForm["nightFormat"].toString(), m_nightForm["nightLine"].toString());
        m_night->setProject(m_project);
        connect(m_night, &NightPage::backAsked, this, &ScanPage::closeNight);
        connect(m_night, &NightPage::said, this, &ScanPage::said);
        connect(m_night, &NightPage::goAsked, this, [this](data::Row row) {
            closeNight();
            showRow(row);
        });
        connect(m_night, &NightPage::againAsked, this, [this](const QString& filter) {
            closeNight();
            m_queue->filterLine()->setText(filter);
            Q_EMIT m_queue->filterLine()->asked(filter);
        });
    }
    m_notice->setEnded({});
    m_night->setGeometry(rect());
    m_night->show();
    m_night->raise();
    m_night->refresh();
    m_night->list()->setFocus(Qt::OtherFocusReason);
}

void ScanPage::closeNight()
{
    if (!isAway())
        return;
    m_night->hide();
    m_queue->list()->setFocus(Qt::OtherFocusReason);
}

bool ScanPage::mayLeave()
{
    if (m_labelling->failed() == 0 || m_leaving)
        return true;
    m_leaving = true; // asked once
    Q_EMIT said(tr("%n not saved. Save again, or leave once more to lose it.", nullptr, m_labelling->failed()), true);
    return false;
}

} // namespace vetrina::ui
