#include "ui/anomaly/anomaly_panel.h"
#include "ui/commands/commands.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"

namespace vetrina::ui {

/// What is unusual in the night: found from the menu, then an order of the queue.
void ScanPage::makeAnomalyCommands()
{
    AnomalyPanel* anomaly = m_opinions->anomaly();
    connect(anomaly, &AnomalyPanel::said, this, &ScanPage::said);
    connect(anomaly, &AnomalyPanel::columnChanged, this, [this, anomaly] { m_queue->setAnomaly(anomaly->column()); });
    const auto strangestFirst = [this, anomaly] { m_queue->orderBy(anomaly->column(), true); };
    connect(anomaly, &AnomalyPanel::strangestAsked, this, strangestFirst);

    const auto why = [this](QAction* action, std::function<QString()> words) {
        m_commands->change(action, [&](Command& command) {
            command.why = [before = command.why, words = std::move(words)] {
                const QString other = before();
                return other.isEmpty() ? words() : other;
            };
        });
    };
    why(add(Command::Menu::Model,
            { "model.anomaly", tr("Find what is unusual"),
                tr("An isolation forest learns from the survey's fields what is usual; the strangest come first") },
            {}, [anomaly] { anomaly->find(); }),
        [this, anomaly] {
            return m_project && m_project->readOnly() ? tr("This project is open for reading only")
                : anomaly->finding()                  ? tr("It is being looked for")
                                                      : QString();
        });
    why(add(Command::Menu::View, { "queue.strangest", tr("Order: strangest first") }, {}, strangestFirst), [anomaly] {
        return anomaly->column().isEmpty() ? tr("First let Model > Find what is unusual look for it") : QString();
    });
}

} // namespace vetrina::ui
