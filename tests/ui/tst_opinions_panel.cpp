#include "core/session/opinion_figures.h"
#include "tests/ui/demo_services.h"
#include "ui/scan/history_list.h"
#include "ui/scan/opinions_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

/// What stands at the right: the models, how sure they are, and what was done before.
class TestOpinionsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void aModelThatIsNotCalibratedSaysSo();
    void otherModelsAreFolded();
    void historyTellsTheTime();
};

void TestOpinionsPanel::aModelThatIsNotCalibratedSaysSo()
{
    session::Opinion opinion{ "net:1", { "SN", "AGN", "BOG" }, { 0.7f, 0.25f, 0.05f } };
    const ClassStyles classes;
    QCOMPARE(confidenceText(opinion, classes), "H 0.75 nat · calibration not known"); // scipy.stats.entropy: 0.7460
    opinion.calibration = session::Opinion::Calibration::None;
    QCOMPARE(confidenceText(opinion, classes), "H 0.75 nat · not calibrated");
    QVERIFY(!session::calibratedSet(opinion));
    opinion.calibration = session::Opinion::Calibration::Temperature;
    opinion.temperature = 1.3;
    QCOMPARE(confidenceText(opinion, classes), "H 0.75 nat · 90 % set: SN, AGN · calibrated");
    QCOMPARE(*session::calibratedSet(opinion, 0.5), std::vector<std::string>{ "SN" });
    opinion.probabilities = { 0.7f, 0.7f, 0.7f }; // each on its own
    QVERIFY(!session::entropyNat(opinion) && !session::calibratedSet(opinion));
    opinion.probabilities = { 1, 0, std::nanf("") };
    QVERIFY(!session::entropyNat(opinion) && !session::calibratedSet(opinion));
    QCOMPARE(*session::entropyNat({ "net:1", { "a", "b" }, { 1.f, 0.f } }), 0.0);
}

void TestOpinionsPanel::otherModelsAreFolded()
{
    demo::World world(3);
    const auto view = world.candidates.view(0, {});
    OpinionsPanel panel;
    panel.show();
    panel.set(&*view, ClassStyles());
    const auto sections = [&] {
        int count = 0;
        for (const TitledPanel* section : panel.findChildren<TitledPanel*>())
            count += section->isVisible() && section->accessibleName() == "Classifier";
        return count;
    };
    QCOMPARE(view->opinions.size(), 2u);
    QCOMPARE(sections(), 1);
    panel.setUnfolded(true);
    QCOMPARE(sections(), 2);
    panel.set(nullptr, ClassStyles());
    QCOMPARE(sections(), 0); // nobody was asked about none
    auto unscored = *view;
    unscored.opinions.clear();
    panel.set(&unscored, ClassStyles());
    QCOMPARE(sections(), 1); // that there are none
    unscored.triplet[data::Panel::Science].problem = "the packet has no such cutout";
    panel.set(&unscored, ClassStyles());
    QStringList words;
    for (const QLabel* label : panel.findChildren<QLabel*>())
        if (label->isVisible())
            words << label->text();
    QVERIFY2(words.contains("No scores: the packet has no such cutout"), qPrintable(words.join('|')));
}

void TestOpinionsPanel::historyTellsTheTime()
{
    const double noon = 2440587.5 + 19000.5;
    QCOMPARE(momentText(noon, true), "22-01-08");
    QCOMPARE(momentText(std::nan(""), true), QString());
    const double now = 2440587.5 + static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 86400e3;
    QCOMPARE(momentText(now, true).size(), 5);
    HistoryList list;
    list.set({ { noon, "mk", "flagged", {}, 0.9 } }, ClassStyles());
    const QString tip = list.model()->index(0, 0).data(Qt::ToolTipRole).toString();
    list.set({ { noon, "mk", "flagged", {}, 0.9, "imported", false } }, ClassStyles());
    QVERIFY(list.model()->index(0, 0).data(Qt::ToolTipRole).toString().contains("imported<br>It was undone since."));
    QVERIFY(tip.contains("2022-01-08 12:00:00 UTC") && tip.contains("0.9 s") && tip.contains("by mk"));
}

QTEST_MAIN(TestOpinionsPanel)
#include "tst_opinions_panel.moc"
