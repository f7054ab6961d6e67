#include "core/anomaly/scaling.h"
#include "tests/core/anomaly/golden.h"

#include <limits>

using namespace vetrina;
using namespace vetrina::anomaly;

class TestScaling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scalesAsScikitLearnsRobustScaler();
    void whatIsMissingStandsAtTheMedian();
    void equalQuartilesGiveWayToTheDeviation();
    void whatNeverChangesSaysNothing();
    void wideNumbersKeepTheirDigits();
    void readsBackWhatItSaved();
};

void TestScaling::scalesAsScikitLearnsRobustScaler()
{
    const Golden golden;
    const auto& column = golden.column.at("x0");
    const std::vector<double> values(column.begin(), column.end());
    const auto field = Scaling::measure(values);
    for (std::size_t i = 0; i < values.size(); ++i)
        QVERIFY(std::abs(Scaling::scaled(field, values[i]) - golden.column.at("scaled0")[i]) < 1e-6F);
}

void TestScaling::whatIsMissingStandsAtTheMedian()
{
    const double none = std::nan("");
    QVERIFY(std::isnan(Scaling::known(-999)));
    QVERIFY(std::isnan(Scaling::known(std::numeric_limits<double>::infinity())));
    QCOMPARE(Scaling::known(-998.5), -998.5);
    const std::vector<double> values{ none, 10, 20, none, 30, 40, 50, none };
    const auto field = Scaling::measure(values);
    QCOMPARE(field.median, 30.0);
    QCOMPARE(field.spread, 20.0);
    QCOMPARE(Scaling::scaled(field, none), 0.F);
    QCOMPARE(Scaling::scaled(field, 50), 1.F);
    const std::vector<double> nothing(4, none);
    const auto empty = Scaling::measure(nothing);
    QVERIFY(std::isnan(empty.median));
    QCOMPARE(Scaling::scaled(empty, 3), 0.F);
    QCOMPARE(Scaling::measure({}).spread, 0.0);
}

void TestScaling::equalQuartilesGiveWayToTheDeviation()
{
    std::vector<double> values(9, 2.0);
    values.push_back(12); // mean 3, deviation 3
    const auto field = Scaling::measure(values);
    QCOMPARE(field.median, 2.0);
    QCOMPARE(field.spread, 3.0);
}

void TestScaling::whatNeverChangesSaysNothing()
{
    const std::vector<double> values(7, 5.0);
    const auto field = Scaling::measure(values);
    QCOMPARE(field.spread, 0.0);
    QCOMPARE(Scaling::scaled(field, 1e9), 0.F);
}

void TestScaling::wideNumbersKeepTheirDigits()
{
    const std::vector<double> days{ 2460000.5, 2460000.51, 2460000.52, 2460000.53, 2460000.54 };
    QVERIFY(std::abs(Scaling::scaled(Scaling::measure(days), 2460000.54) - 1.F) < 1e-6F);
}

void TestScaling::readsBackWhatItSaved()
{
    const FittedFields fields{ { "magpsf", "odd, name" }, { { 18.5, 1.25 }, { std::nan(""), 0 } } };
    const auto saved = fields.save();
    const auto read = FittedFields::load(saved);
    QVERIFY(read.has_value());
    QCOMPARE(read->names, fields.names);
    QCOMPARE(read->scaling[0].median, 18.5);
    QCOMPARE(read->scaling[0].spread, 1.25);
    QVERIFY(std::isnan(read->scaling[1].median));
    for (std::size_t size = 0; size < saved.size(); ++size)
        QCOMPARE(FittedFields::load(std::span(saved).first(size)).error().code, Error::Code::Malformed);
}

QTEST_APPLESS_MAIN(TestScaling)
#include "tst_scaling.moc"
