#include "ui/anomaly/anomaly_choices.h"
#include "ui/anomaly/anomaly_panel.h"
#include "ui/commands/commands.h"
#include "ui/project/project.h"
#include "ui/scan/opinions_panel.h"
#include "ui/scan/order_control.h"
#include "ui/scan/popover.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/queue_view.h"
#include "ui/scan/scan_page.h"

#include <QListWidget>

#include <algorithm>

namespace vetrina::ui {

/// What is unusual in the night: found from the menu, then an order of the queue.
void ScanPage::makeAnomalyCommands()
{
    AnomalyPanel* anomaly = m_opinions->anomaly();
    connect(anomaly, &AnomalyPanel::said, this, &ScanPage::said);
    connect(
        anomaly, &AnomalyPanel::columnsChanged, this, [this, anomaly] { m_queue->setAnomalies(anomaly->columns()); });
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
            { "model.anomaly", tr("Find what is unusual…"),
                tr("A forest, or the distance to neighbours, learns what is usual among the survey's fields or a "
                   "model's vectors; the strangest come first") },
            {}, [this] { askForAnomaly(); }),
        [this, anomaly] {
            return m_project && m_project->readOnly() ? tr("This project is open for reading only")
                : anomaly->finding()                  ? tr("It is being looked for")
                                                      : QString();
        });
    why(add(Command::Menu::View, { "queue.strangest", tr("Order: strangest first") }, {}, strangestFirst), [anomaly] {
        return anomaly->column().isEmpty() ? tr("First let Model > Find what is unusual look for it") : QString();
    });
}

void ScanPage::askForAnomaly()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_life.token();
    then(m_project->vectorSets(stop), this, stop, [this](const Result<std::vector<session::VectorSet>>& sets) {
        const auto choices =
            anomalyChoices(sets ? *sets : std::vector<session::VectorSet>(), m_queue->request().filter);
        Popover::Question question{ tr("Find what is unusual"), tr("by what, among what"), {}, {}, {},
            tr("Each has a column of its own: sort, filter and colour the map by it.") };
        const bool vectors = std::ranges::any_of(choices, [](const auto& one) { return !one.request.on.empty(); });
        if (!vectors)
            question.note += ' '
                + tr(
                    "Once they are embedded, in the Map or under Looks like, what a model sees can be looked at, too.");
        for (const AnomalyChoice& choice : choices) {
            question.choices << choice.words;
            question.about << choice.about;
        }
        Popover* popover = Popover::ask(m_queue->orderControl(), question);
        popover->list()->setCurrentRow(std::max(0, static_cast<int>(question.choices.indexOf(m_anomalyChosen))));
        connect(popover, &Popover::answered, this, [this, popover, choices](const QString& words) {
            const auto chosen = std::ranges::find(choices, words, &AnomalyChoice::words);
            if (chosen == choices.end())
                return popover->sayWrong(tr("Choose one of those above."));
            m_anomalyChosen = words;
            popover->close();
            m_queue->list()->setFocus();
            m_opinions->anomaly()->find(chosen->request);
        });
    });
}

} // namespace vetrina::ui
