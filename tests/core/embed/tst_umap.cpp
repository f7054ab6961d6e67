#include "core/embed/fuzzy_graph.h"
#include "core/embed/layout.h"
#include "core/embed/umap.h"
#include "tests/core/embed/golden.h"

using namespace vetrina;
using namespace vetrina::embed;
using neighbours::Metric;
using neighbours::Self;

namespace {

constexpr std::size_t k = 15, old = 1000;

double number(const nlohmann::json& json) { return json.get<double>(); }

} // namespace

class TestUmap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void curvesAreUmapLearns();
    void forcesAreTheFormulas();
    void theFuzzyGraphIsUmapLearns();
    void ourJudgesAgreeWithScikitLearn();
    void mapsAreAsFaithfulAsUmapLearns();
    void newPointsAreAsWellPlacedAsUmapLearns();
    void theSameSeedGivesTheSameMap();
    void aNewPointsPlaceDependsOnItAlone();
    void twinsAndTinySetsHaveAMap_data();
    void twinsAndTinySetsHaveAMap();
    void whatIsNotFiniteIsRefused();
    void aStoppedMapIsCancelled();
};

void TestUmap::curvesAreUmapLearns()
{
    const auto golden = EmbedGolden::read();
    for (const auto& row : golden.json["curves"]) {
        const Curve curve = curveFor(number(row[0]), number(row[1]));
        QVERIFY(std::abs(curve.a / number(row[2]) - 1) < 1e-4);
        QVERIFY(std::abs(curve.b / number(row[3]) - 1) < 1e-4);
    }
}

void TestUmap::forcesAreTheFormulas()
{
    const Curve curve = curveFor(0.1, 1);
    const Forces forces(curve);
    for (double d2 = 1e-6; d2 < 1e5; d2 *= 1.37) {
        const double fade = 1 + curve.a * std::pow(d2, curve.b);
        const double pull = 2 * curve.a * curve.b * std::pow(d2, curve.b - 1) / fade;
        const double push = 2 * curve.b / ((0.001 + d2) * fade);
        QVERIFY(std::abs(double(forces.attraction(float(d2))) / pull - 1) < 0.006);
        QVERIFY(std::abs(double(forces.repulsion(float(d2))) / push - 1) < 0.01);
    }
    QVERIFY(std::isfinite(forces.attraction(0)) && std::isfinite(forces.repulsion(0)));
    QVERIFY(std::isfinite(forces.attraction(1e30F)) && std::isfinite(forces.repulsion(1e30F)));
}

void TestUmap::theFuzzyGraphIsUmapLearns()
{
    const auto golden = EmbedGolden::read();
    const auto& truth = golden.json["graph"];
    Crew crew("test", 2);
    const Vectors vectors{ golden.vectors, 24 };
    const auto near = neighbours::exactNeighbours(vectors, vectors, k - 1, Metric::Euclidean, Self::LeftOut, crew);
    for (std::size_t i = 0; i < 40; ++i) {
        const Smooth smooth = smoothDistances(near.distancesOf(i), 1);
        QVERIFY(std::abs(double(smooth.rho) / number(truth["rhos"][i]) - 1) < 1e-5);
        QVERIFY(std::abs(double(smooth.sigma) / number(truth["sigmas"][i]) - 1) < 1e-3);
    }
    const auto graph = fuzzyGraph(near, crew);
    QCOMPARE(graph.to.size(), truth["edges"].get<std::size_t>());
    double sum = 0;
    for (const float weight : graph.weight)
        sum += double(weight);
    QVERIFY(std::abs(sum / number(truth["sum"]) - 1) < 1e-4);
    for (std::size_t i = 0; i < 40; ++i) {
        const auto& ids = truth["rows"][i][0];
        QCOMPARE(graph.first[i + 1] - graph.first[i], ids.size());
        for (std::size_t e = 0; e < ids.size(); ++e) {
            QCOMPARE(graph.to[graph.first[i] + e], ids[e].get<std::int32_t>());
            QVERIFY(std::abs(double(graph.weight[graph.first[i] + e]) - number(truth["rows"][i][1][e])) < 1e-3);
        }
    }
}

void TestUmap::ourJudgesAgreeWithScikitLearn()
{
    const auto golden = EmbedGolden::read();
    const Vectors vectors{ golden.vectors, 24 };
    const auto& truth = golden.json["umap"][0];
    QVERIFY(std::abs(trustworthiness(vectors, golden.map, k) - number(truth["trustworthiness"])) < 1e-5);
    QVERIFY(std::abs(kept(vectors, vectors, golden.map, golden.map, k, Self::LeftOut) - number(truth["kept"])) < 1e-4);
}

void TestUmap::mapsAreAsFaithfulAsUmapLearns()
{
    const auto golden = EmbedGolden::read();
    const Vectors vectors{ golden.vectors, 24 };
    double theirTrust = 0, theirKept = 0, trust = 0, keeps = 0;
    Crew crew("test", 2);
    for (std::size_t i = 0; i < 3; ++i) { // the means of three seeds each
        theirTrust += number(golden.json["umap"][i]["trustworthiness"]) / 3;
        theirKept += number(golden.json["umap"][i]["kept"]) / 3;
        const auto map = umap(vectors, { .seed = i + 1 }, crew).value();
        trust += trustworthiness(vectors, map.xy, k) / 3;
        keeps += kept(vectors, vectors, map.xy, map.xy, k, Self::LeftOut) / 3;
    }
    qInfo("trustworthiness %.4f, umap-learn %.4f; neighbours kept %.4f, umap-learn %.4f", trust, theirTrust, keeps,
        theirKept);
    QVERIFY(trust >= theirTrust - 0.005);
    QVERIFY(keeps >= theirKept - 0.005);
}

void TestUmap::newPointsAreAsWellPlacedAsUmapLearns()
{
    const auto golden = EmbedGolden::read();
    const std::span<const float> all(golden.vectors);
    const Vectors mapped{ all.first(old * 24), 24 }, added{ all.subspan(old * 24), 24 };
    double theirs = 0, ours = 0;
    Crew crew("test", 2);
    for (std::size_t i = 0; i < 3; ++i) {
        theirs += number(golden.json["placed"][i]) / 3;
        const UmapOptions options{ .seed = i + 1 };
        const auto map = umap(mapped, options, crew).value();
        const auto placed = placeOnMap(added, mapped, map.xy, options, crew).value();
        ours += kept(added, mapped, placed, map.xy, k, Self::Counts) / 3;
    }
    qInfo("neighbours kept of new points %.4f, umap-learn %.4f", ours, theirs);
    QVERIFY(ours >= theirs - 0.005);
}

void TestUmap::theSameSeedGivesTheSameMap()
{
    const auto golden = EmbedGolden::read();
    Crew one("test", 1), three("test", 3);
    const auto ask = [&](std::uint64_t seed, Crew& crew) {
        return umap({ golden.vectors, 24 }, { .epochs = 20, .seed = seed }, crew).value().xy;
    };
    QCOMPARE(ask(4, one), ask(4, three));
    QVERIFY(ask(4, one) != ask(5, one));
}

void TestUmap::aNewPointsPlaceDependsOnItAlone()
{
    const auto golden = EmbedGolden::read();
    const std::span<const float> all(golden.vectors);
    const Vectors mapped{ all.first(old * 24), 24 };
    Crew crew("test", 2);
    const auto map = umap(mapped, { .epochs = 20 }, crew).value();
    const auto many = placeOnMap({ all.subspan(old * 24), 24 }, mapped, map.xy, {}, crew).value();
    const auto first = placeOnMap({ all.subspan(old * 24, 24), 24 }, mapped, map.xy, {}, crew).value();
    QCOMPARE(first.size(), 2U);
    QVERIFY(many[0] == first[0] && many[1] == first[1]);
    QCOMPARE(placeOnMap({ {}, 24 }, mapped, map.xy, {}, crew).value().size(), 0U);
}

void TestUmap::twinsAndTinySetsHaveAMap_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<bool>("twins");
    QTest::newRow("three") << 3 << 5 << false;
    QTest::newRow("all alike") << 50 << 5 << true;
    QTest::newRow("one value each") << 40 << 1 << false;
}

void TestUmap::twinsAndTinySetsHaveAMap()
{
    QFETCH(int, count);
    QFETCH(int, dimensions);
    QFETCH(bool, twins);
    std::vector<float> values;
    for (int i = 0; i < count * dimensions; ++i)
        values.push_back(twins ? 1.F : float(i * i % 17));
    Crew crew("test", 1);
    const auto map = umap({ values, std::size_t(dimensions) }, {}, crew).value();
    QCOMPARE(map.xy.size(), std::size_t(count) * 2);
    for (const float value : map.xy)
        QVERIFY(std::isfinite(value) && std::abs(value) < 1000);
}

void TestUmap::whatIsNotFiniteIsRefused()
{
    std::vector<float> values(40, 1.F);
    values[21] = NAN;
    Crew crew("test", 1);
    const auto map = umap({ values, 4 }, {}, crew);
    QCOMPARE(map.error().code, Error::Code::WrongUse);
    QVERIFY(map.error().message.find("vector 5") != std::string::npos);
    QCOMPARE(umap({ std::span(values).first(8), 4 }, {}, crew).error().code, Error::Code::WrongUse);
}

void TestUmap::aStoppedMapIsCancelled()
{
    const auto golden = EmbedGolden::read();
    Crew crew("test", 1);
    std::stop_source stop;
    stop.request_stop();
    const embed::Vectors all{ golden.vectors, 24 };
    QCOMPARE(umap(all, {}, crew, stop.get_token()).error().code, Error::Code::Cancelled);
    const embed::Vectors added{ std::span(golden.vectors).first(24 * 10), 24 };
    QCOMPARE(placeOnMap(added, all, golden.map, {}, crew, stop.get_token()).error().code, Error::Code::Cancelled);
}

QTEST_APPLESS_MAIN(TestUmap)
#include "tst_umap.moc"
