// A class for the candidate in Scan: put in or taken out, for the alert alone or for all alerts of its object.
#include "core/data/label_set.h"
#include "ui/commands/commands.h"
#include "ui/scan/label_bar.h"
#include "ui/scan/labelling.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"

#include <QAction>

namespace vetrina::ui {

void ScanPage::makeObjectCommand()
{
    m_whole = add(Command::Menu::Label,
        { "label.whole-object", tr("Labels go to the whole object"),
            tr("By object, a class goes to all its alerts; one undo for all") },
        { QKeySequence(Qt::SHIFT | Qt::Key_O) }, [this] { setWholeObject(!m_wholeObject); });
    m_whole->setCheckable(true);
    m_commands->change(m_whole, [this](Command& command) {
        command.why = [this, why = command.why] {
            const QString other = why();
            if (!other.isEmpty() || m_queue->request().byObject)
                return other;
            return tr("The queue is by alert; Shift with a class key labels the whole object");
        };
    });
    connect(m_keys, &LabelBar::wholeObjectAsked, m_whole, &QAction::trigger);
}

/// By alert, each alert is a line of its own and gets its own label, whatever was chosen for objects.
bool ScanPage::toWholeObject() const { return m_wholeObject && m_queue->request().byObject; }

void ScanPage::setWholeObject(bool on)
{
    m_wholeObject = on;
    showObject();
    Q_EMIT said(on ? tr("A class goes to all alerts of the object.")
                   : tr("A class goes to the newest alert alone; with Shift to all of the object."),
        false);
}

/// How many alerts a key is about, where the queue is by object.
void ScanPage::showObject()
{
    m_whole->setChecked(m_wholeObject);
    const bool byObject = m_project && m_row >= 0 && m_queue->request().byObject;
    m_keys->setObject(
        byObject ? static_cast<int>(m_queue->model().alertsOf(m_row)) : 0, m_wholeObject, keyText(m_whole->shortcut()));
}

/// The candidate's label by hand: the disk may not have it yet.
void ScanPage::giveLabel(const std::string& label, bool object)
{
    if (!mayLabel() || (label.empty() && m_view->label.empty() && !object))
        return;
    if (object)
        m_labelling->labelObject(m_row, label, m_view.get(), m_look.seconds());
    else
        m_labelling->label(m_row, label, m_view.get(), m_look.seconds());
    if (!label.empty() && !staysAfterLabel())
        goOn();
    else
        showLabel(label);
}

void ScanPage::giveClass(int classIndex, bool object)
{
    if (!mayLabel())
        return;
    const ClassStyles& classes = m_project->classes();
    const std::string& name = classes.all()[static_cast<std::size_t>(classIndex)].name;
    giveLabel(data::toggled(classes.scheme(), m_view->label, name), object);
}

void ScanPage::label(int classIndex) { giveClass(classIndex, toWholeObject()); }

void ScanPage::labelObject(int classIndex) { giveClass(classIndex, true); }

void ScanPage::showLabel(const std::string& label)
{
    auto changed = std::make_shared<session::CandidateView>(*m_view);
    changed->label = label;
    present(changed);
}

} // namespace vetrina::ui
