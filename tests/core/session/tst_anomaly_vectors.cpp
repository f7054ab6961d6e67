#include "core/session/anomaly.h"
#include "core/session/candidates.h"
#include "tests/core/session/embedded_night.h"

#include <algorithm>
#include <cmath>

using namespace vetrina;
using namespace vetrina::session;

/// Anomalies among a model's vectors: 60 alerts, vectors of 100 numbers about one direction, one of them elsewhere.
class TestAnomalyVectors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOneThatLooksLikeNoOtherComesFirst_data();
    void theOneThatLooksLikeNoOtherComesFirst();
    void whoGetsAVectorLaterIsMeasuredByTheSame();
    void whatWasLearntOutlivesTheSession();
    void saysWhatItCannotDo();

private:
    static constexpr data::Row strange = 17;

    struct Opened : EmbeddedNight {
        Opened()
            : EmbeddedNight(100)
        {
        }
        void embed(data::Row first, data::Row last) const
        {
            std::vector<data::Row> rows;
            std::vector<float> values;
            for (data::Row row = first; row < last; ++row) {
                rows.push_back(row);
                for (int k = 0; k < 100; ++k) {
                    const auto wave = std::sin(static_cast<float>(row) * 1.7F + static_cast<float>(k) * 0.31F);
                    values.push_back((row == strange && k == 40 ? 6.F : 0.F) + 0.2F * wave);
                }
            }
            QVERIFY(store->put(model, rows, values));
        }
        [[nodiscard]] std::vector<float> values() const
        {
            const auto table = session->candidates().table().value();
            const auto column = table->column("anomaly.looks");
            std::vector<float> out;
            for (std::size_t row = 0; column && row < (*column)->rows; ++row)
                out.push_back((*column)->isValid(row) ? (*column)->floats[row] : NAN);
            return out;
        }
    };

    static Anomaly::Request request(const std::string& scorer = "knn")
    {
        Anomaly::Request request;
        request.scorer = scorer;
        request.name = "looks";
        request.on = "embedding:net";
        request.neighbours = 5;
        return request;
    }
};

void TestAnomalyVectors::theOneThatLooksLikeNoOtherComesFirst_data()
{
    QTest::addColumn<QString>("scorer");
    QTest::newRow("knn") << "knn";
    QTest::newRow("forest") << "forest";
}

void TestAnomalyVectors::theOneThatLooksLikeNoOtherComesFirst()
{
    QFETCH(QString, scorer);
    const Opened p;
    p.embed(0, 50);
    Progress progress;
    const auto report = p.session->anomaly().run(request(scorer.toStdString()), {}, progress);
    VERIFY_RESULT(report);
    QCOMPARE(report->scored, 50u);
    QCOMPARE(report->skipped, 10u);
    QVERIFY(report->fields.empty());
    QCOMPARE(progress.done.load(), 60u);
    const auto values = p.values();
    QCOMPARE(values.size(), 60u);
    for (data::Row row = 0; row < 60; ++row) {
        const float value = values[static_cast<std::size_t>(row)];
        QCOMPARE(std::isnan(value), row >= 50);
        QVERIFY(row == strange || row >= 50 || value < values[strange]);
    }
    const auto why = p.session->anomaly().strangeness("looks", strange);
    VERIFY_RESULT(why);
    QCOMPARE(why->value, values[strange]);
    QCOMPARE(why->percentile, std::optional<float>(100.F));
    QVERIFY(why->fields.empty()); // no component means anything by itself
    const auto scorers = p.session->anomaly().scorers().value();
    QCOMPARE(scorers.size(), 1u);
    QCOMPARE(scorers[0].on, std::string("embedding:net:2"));
    QVERIFY(scorers[0].fields.empty());
}

void TestAnomalyVectors::whoGetsAVectorLaterIsMeasuredByTheSame()
{
    const Opened p;
    p.embed(0, 40);
    Progress progress;
    VERIFY_RESULT(p.session->anomaly().run(request(), {}, progress));
    const auto before = p.values();
    QCOMPARE(p.session->anomaly().scoreMissing("looks", {}, progress)->scored, 0u);
    p.embed(40, 60);
    const auto more = p.session->anomaly().scoreMissing("looks", {}, progress);
    VERIFY_RESULT(more);
    QCOMPARE(more->scored, 20u);
    QCOMPARE(more->skipped, 0u);
    const auto after = p.values();
    for (std::size_t row = 0; row < 60; ++row)
        QVERIFY(row < 40 ? after[row] == before[row] : after[row] >= 0 && after[row] < after[strange]);
}

void TestAnomalyVectors::whatWasLearntOutlivesTheSession()
{
    Opened p;
    p.embed(0, 60);
    Progress progress;
    VERIFY_RESULT(p.session->anomaly().run(request("forest"), {}, progress));
    const float value = p.values()[strange];
    p.session.reset();
    p.session = p.night.open();
    const auto why = p.session->anomaly().strangeness("looks", strange);
    VERIFY_RESULT(why);
    QCOMPARE(why->value, value);
}

void TestAnomalyVectors::saysWhatItCannotDo()
{
    const Opened p;
    Progress progress;
    auto report = p.session->anomaly().run(request(), {}, progress); // the model is known, nobody has a vector
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::WrongUse);
    QVERIFY2(
        report.error().remedy.find("vetrina embed --model net:2") != std::string::npos, report.error().remedy.c_str());
    auto other = request();
    other.on = "embedding:nobody";
    report = p.session->anomaly().run(other, {}, progress);
    QVERIFY(!report);
    QCOMPARE(report.error().code, Error::Code::NotFound);
    QVERIFY2(report.error().message.starts_with("embedding:nobody"), report.error().message.c_str());
    p.embed(0, 30);
    VERIFY_RESULT(p.session->anomaly().run(request(), {}, progress));
    QCOMPARE(p.session->anomaly().strangeness("looks", 45).error().code, Error::Code::WrongUse);
}

QTEST_APPLESS_MAIN(TestAnomalyVectors)
#include "tst_anomaly_vectors.moc"
