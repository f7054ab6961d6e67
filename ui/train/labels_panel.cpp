#include "ui/train/labels_panel.h"

#include "ui/train/run_figures.h"
#include "ui/widgets/class_style.h"
#include "ui/widgets/number_bars.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr double wide = 0.2; ///< a recall known no better than this either way says little

} // namespace

LabelsPanel::LabelsPanel(QWidget* parent)
    : TitledPanel(tr("Labels by class"), Kind::Section, parent)
    , m_bars(new NumberBars)
    , m_words(label({}, "small"))
{
    m_bars->setAccessibleName(tr("Labels by class"));
    m_words->setWordWrap(true);
    setAside(tr("what is thin"));
    body()->addWidget(m_bars);
    body()->addWidget(m_words);
}

QString LabelsPanel::words() const { return m_words->text(); }

void LabelsPanel::set(const Result<session::TrainingLabels>& labels, const ClassStyles& classes)
{
    std::vector<NumberBars::Bar> bars;
    QStringList thin;
    if (labels) {
        std::size_t most = 1;
        std::vector<std::pair<std::size_t, std::size_t>> order; // labels, class
        for (std::size_t i = 0; i < labels->classes.size(); ++i) {
            const auto& one = labels->counts[i];
            order.emplace_back(one[0] + one[1] + one[2], i);
            most = std::max(most, order.back().first);
        }
        std::ranges::stable_sort(order, std::greater(), &std::pair<std::size_t, std::size_t>::first);
        for (const auto& [all, i] : order) {
            const ClassStyle style = classes.of(labels->classes[i]);
            const auto test = labels->counts[i][2];
            PartFigures::Share half{ test / 2, test };
            const auto interval = test > 0 ? half.interval() : std::pair(0., 1.);
            const double known = (interval.second - interval.first) / 2;
            const QString number = QLocale().toString(static_cast<qulonglong>(all));
            const bool isThin = known > wide;
            bars.push_back({ style.title, isThin ? tr("%1 · thin").arg(number) : number,
                static_cast<float>(all) / static_cast<float>(most), style.colour,
                tr("train %L1, validation %L2, test %L3, unused %L4")
                    .arg(labels->counts[i][0])
                    .arg(labels->counts[i][1])
                    .arg(test)
                    .arg(labels->counts[i][3]) });
            if (isThin)
                thin << (test == 0 ? tr("%1 has none in the test part: its recall will not be known.").arg(style.title)
                                   : tr("%1 has %2 in the test part: its recall will be known to ± %3 only.")
                                         .arg(style.title)
                                         .arg(test)
                                         .arg(known, 0, 'f', 2));
        }
    }
    m_bars->set(std::move(bars));
    m_words->setText(!labels ? tr("Nothing to learn from yet.")
            : thin.isEmpty() ? tr("Each class has enough in the test part for its recall to be known to ± 0.2.")
                             : thin.join('\n'));
}

} // namespace vetrina::ui
