#include "core/data/verdicts.h"

#include <QTest>

using namespace vetrina::data;

class TestVerdicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typesOfRealExcludeBogus();
    void otherAnswersStay();
};

void TestVerdicts::typesOfRealExcludeBogus()
{
    std::vector<std::string> classes{ "real", "supernova", "agn" };
    std::vector<float> p{ 0.75F, 0.5F, 0.25F };
    toVerdicts(classes, p);
    QVERIFY((classes == std::vector<std::string>{ "bogus", "supernova", "agn" }));
    QCOMPARE(p[0] + p[1] + p[2], 1.F);
    QCOMPARE(p[0], 0.25F);
}

void TestVerdicts::otherAnswersStay()
{
    for (const auto& all : { std::vector<std::string>{ "real" }, { "real", "bogus" }, { "a", "b", "real" } }) {
        auto classes = all;
        std::vector<float> p(all.size(), 0.3F);
        toVerdicts(classes, p);
        QVERIFY(classes == all && p == std::vector<float>(all.size(), 0.3F));
    }
}

QTEST_APPLESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
