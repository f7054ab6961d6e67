#include "core/embed/repulsion.h"
#include "core/embed/tsne.h"
#include "tests/core/embed/golden.h"

#include <cmath>
#include <complex>
#include <numbers>
#include <random>

using namespace vetrina;
using namespace vetrina::embed;
using neighbours::Metric;
using neighbours::Self;

namespace {

constexpr std::size_t k = 15, old = 1000;

/// The sums that Repulsion stands for, pair by pair.
double pushes(const std::vector<float>& xy, std::vector<double>& forces)
{
    double total = 0;
    forces.assign(xy.size(), 0);
    for (std::size_t i = 0; i < xy.size(); i += 2)
        for (std::size_t j = 0; j < xy.size(); j += 2) {
            const double dx = double(xy[i] - xy[j]), dy = double(xy[i + 1] - xy[j + 1]);
            const double near = 1 / (1 + dx * dx + dy * dy);
            total += i == j ? 0 : near;
            forces[i] += near * near * dx;
            forces[i + 1] += near * near * dy;
        }
    return total;
}

} // namespace

class TestTsne : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void transformsAreTheFormula_data();
    void transformsAreTheFormula();
    void pushesAreTheSumsOverAllPairs_data();
    void pushesAreTheSumsOverAllPairs();
    void aGridServesWhileTheMapGrows();
    void affinitiesAreScikitLearns();
    void mapsAreAsFaithfulAsScikitLearns();
    void newPointsFallAmongTheirNeighbours();
    void theSameSeedGivesTheSameMap();
    void twinsAndTinySetsHaveAMap_data();
    void twinsAndTinySetsHaveAMap();
    void whatIsNotFiniteIsRefused();
    void aStoppedMapIsCancelled();
};

void TestTsne::transformsAreTheFormula_data()
{
    QTest::addColumn<int>("length");
    for (const int length : { 1, 2, 3, 4, 5, 6, 15, 64, 120, 300, 450, 1024 })
        QTest::addRow("%d", length) << length;
}

void TestTsne::transformsAreTheFormula()
{
    QFETCH(int, length);
    const auto n = std::size_t(length);
    QCOMPARE(Fft::atLeast(n), n);
    const Fft fft(n);
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    std::vector<float> numbers(4 * n * Fft::lanes);
    for (float& number : numbers)
        number = normal(random);
    const auto given = numbers;
    float* at[4];
    for (std::size_t i = 0; i < 4; ++i)
        at[i] = numbers.data() + i * n * Fft::lanes;
    const auto done = fft.run({ at[0], at[1] }, { at[2], at[3] });
    for (const std::size_t lane : { std::size_t(0), std::size_t(7), std::size_t(15) })
        for (std::size_t to = 0; to < n; to += 1 + n / 40) {
            std::complex<double> sum;
            for (std::size_t from = 0; from < n; ++from)
                sum += std::polar(1., -2 * std::numbers::pi * double(from * to % n) / double(n))
                    * std::complex<double>(
                        double(given[from * Fft::lanes + lane]), double(given[(n + from) * Fft::lanes + lane]));
            QVERIFY(std::abs(sum.real() - double(done.re[to * Fft::lanes + lane])) < 2e-6 * std::sqrt(double(n)) * 8);
            QVERIFY(std::abs(sum.imag() - double(done.im[to * Fft::lanes + lane])) < 2e-6 * std::sqrt(double(n)) * 8);
        }
    QCOMPARE(Fft::atLeast(7), 8u);
    QCOMPARE(Fft::atLeast(301), 320u);
}

void TestTsne::pushesAreTheSumsOverAllPairs_data()
{
    QTest::addColumn<float>("wide");
    QTest::newRow("at the beginning") << 1e-4F;
    QTest::newRow("narrow") << 3.F;
    QTest::newRow("usual") << 20.F;
    QTest::newRow("wide") << 50.F;
}

void TestTsne::pushesAreTheSumsOverAllPairs()
{
    QFETCH(float, wide);
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    std::vector<float> xy(6000);
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        const float island = i % 3 == 0 ? 0.5F : i % 3 == 1 ? -1.F : 1.5F;
        xy[i] = wide * (island + 0.2F * normal(random)) + 7;
        xy[i + 1] = wide * (0.4F * island * island + 0.2F * normal(random)) - 100;
    }
    std::vector<double> truth;
    const double total = pushes(xy, truth);
    Crew one("test", 1), three("test", 3);
    std::vector<float> forces(xy.size()), again(xy.size());
    Repulsion repulsion(one);
    const double measured = repulsion.measure(xy, forces);
    // What is left of a point's push on itself counts more the fewer others are near.
    const double all = total + double(xy.size() / 2);
    QVERIFY2(std::abs(measured - total) < 1e-3 * all, qPrintable(QString("%1 of %2").arg(measured).arg(total)));
    double error = 0, size = 0;
    for (std::size_t i = 0; i < xy.size(); ++i) {
        error += (double(forces[i]) - truth[i]) * (double(forces[i]) - truth[i]);
        size += truth[i] * truth[i];
    }
    qInfo("forces %.1e, their total %.1e from the sums", std::sqrt(error / size), std::abs(measured - total) / all);
    QVERIFY(std::sqrt(error / size) < 1e-2);
    Repulsion shared(three);
    QCOMPARE(shared.measure(xy, again), measured);
    QCOMPARE(again, forces);
}

void TestTsne::aGridServesWhileTheMapGrows()
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    std::vector<float> xy(1000), forces(1000);
    for (float& value : xy)
        value = normal(random);
    Crew crew("test", 2);
    Repulsion repulsion(crew);
    std::vector<double> truth;
    for (int step = 0; step < 40; ++step) { // grows to 45 times, and shrinks again
        for (float& value : xy)
            value *= step < 30 ? 1.135F : 0.7F;
        const double total = pushes(xy, truth), measured = repulsion.measure(xy, forces);
        QVERIFY2(std::abs(measured - total) < 5e-3 * (total + 500),
            qPrintable(QString("step %1: %2 of %3").arg(step).arg(measured).arg(total)));
        double error = 0, size = 0;
        for (std::size_t i = 0; i < xy.size(); ++i) {
            error += (double(forces[i]) - truth[i]) * (double(forces[i]) - truth[i]);
            size += truth[i] * truth[i];
        }
        QVERIFY(std::sqrt(error / size) < 1e-2);
    }
}

void TestTsne::affinitiesAreScikitLearns()
{
    const auto golden = EmbedGolden::read();
    const auto& truth = golden.json["affinities"];
    Crew crew("test", 2);
    const Vectors vectors{ golden.vectors, 24 };
    const auto near = neighbours::exactNeighbours(vectors, vectors, 90, Metric::Euclidean, Self::LeftOut, crew);
    const auto graph = affinities(near, 30, crew);
    QCOMPARE(graph.to.size(), truth["edges"].get<std::size_t>());
    for (std::size_t i = 0; i < 40; ++i) {
        const auto& ids = truth["rows"][i][0];
        QCOMPARE(graph.first[i + 1] - graph.first[i], ids.size());
        for (std::size_t e = 0; e < ids.size(); ++e) {
            QCOMPARE(graph.to[graph.first[i] + e], ids[e].get<std::int32_t>());
            const auto theirs = truth["rows"][i][1][e].get<double>();
            QVERIFY(std::abs(double(graph.weight[graph.first[i] + e]) - theirs) < 1e-3 * theirs + 1e-9);
        }
    }
}

void TestTsne::mapsAreAsFaithfulAsScikitLearns()
{
    const auto golden = EmbedGolden::read();
    const Vectors vectors{ golden.vectors, 24 };
    double trust = 0, keeps = 0, divergence = 0;
    Crew crew("test", 2);
    for (std::size_t i = 0; i < 3; ++i) { // the means of three seeds
        const auto map = tsne(vectors, { .seed = i + 1 }, crew).value();
        trust += trustworthiness(vectors, map.xy, k) / 3;
        keeps += kept(vectors, vectors, map.xy, map.xy, k, Self::LeftOut) / 3;
        divergence += map.divergence / 3;
    }
    const auto theirs = [&](const char* what) { return golden.json["tsne"][what].get<double>(); };
    qInfo("trustworthiness %.4f, scikit-learn %.4f; neighbours kept %.4f, %.4f; divergence %.4f, %.4f", trust,
        theirs("trustworthiness"), keeps, theirs("kept"), divergence, theirs("divergence"));
    QVERIFY(trust >= theirs("trustworthiness") - 0.005);
    QVERIFY(keeps >= theirs("kept") - 0.005);
    QVERIFY(divergence <= theirs("divergence") + 0.02);
}

void TestTsne::newPointsFallAmongTheirNeighbours()
{
    const auto golden = EmbedGolden::read();
    const std::span<const float> all(golden.vectors);
    const Vectors mapped{ all.first(old * 24), 24 }, added{ all.subspan(old * 24), 24 };
    Crew crew("test", 2);
    const auto map = tsne(mapped, {}, crew).value();
    const auto placed = placeOnTsne(added, mapped, map.xy, Metric::Euclidean, crew).value();
    QCOMPARE(placed.size(), added.count() * 2);
    const double share = kept(added, mapped, placed, map.xy, k, Self::Counts);
    double theirs = 0; // of umap-learn's own placing, on its own map
    for (const auto& one : golden.json["placed"])
        theirs += one.get<double>() / 3;
    qInfo("neighbours kept of new points %.4f", share);
    QVERIFY(share >= theirs - 0.005);
    const auto one = placeOnTsne({ all.subspan(old * 24, 24), 24 }, mapped, map.xy, Metric::Euclidean, crew).value();
    QCOMPARE(one[0], placed[0]); // each by itself
    QCOMPARE(one[1], placed[1]);
    QVERIFY(!placeOnTsne(added, mapped, std::span(map.xy).first(10), Metric::Euclidean, crew));
}

void TestTsne::theSameSeedGivesTheSameMap()
{
    const auto golden = EmbedGolden::read();
    Crew one("test", 1), three("test", 3);
    const auto ask = [&](std::uint64_t seed, Crew& crew) {
        return tsne(
            { golden.vectors, 24 }, { .metric = Metric::Cosine, .early = 30, .iterations = 30, .seed = seed }, crew)
            .value()
            .xy;
    };
    QCOMPARE(ask(4, one), ask(4, three));
    QVERIFY(ask(4, one) != ask(5, one));
}

void TestTsne::twinsAndTinySetsHaveAMap_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("twins");
    for (const int count : { 3, 4, 10, 100 })
        for (const bool twins : { false, true })
            QTest::addRow("%d%s", count, twins ? " twins" : "") << count << twins;
}

void TestTsne::twinsAndTinySetsHaveAMap()
{
    QFETCH(int, count);
    QFETCH(bool, twins);
    std::vector<float> values;
    for (int i = 0; i < count; ++i)
        for (int d = 0; d < 8; ++d)
            values.push_back(twins ? 1.F : std::sin(float(i * 8 + d)));
    Crew crew("test", 2);
    const auto map = tsne({ values, 8 }, { .early = 60, .iterations = 60 }, crew);
    QVERIFY(map);
    QCOMPARE(map->xy.size(), std::size_t(count) * 2);
    QVERIFY(std::ranges::all_of(map->xy, [](float v) { return std::isfinite(v) && std::abs(v) < 1e4F; }));
}

void TestTsne::whatIsNotFiniteIsRefused()
{
    std::vector<float> values(30, 0.5F);
    values[17] = NAN;
    Crew crew("test", 1);
    const auto map = tsne({ values, 3 }, {}, crew);
    QVERIFY(!map);
    QCOMPARE(map.error().code, Error::Code::WrongUse);
    QVERIFY2(map.error().message.starts_with("vector 5:"), map.error().message.c_str());
    QCOMPARE(tsne({ std::span(values).first(6), 3 }, {}, crew).error().code, Error::Code::WrongUse);
}

void TestTsne::aStoppedMapIsCancelled()
{
    const auto golden = EmbedGolden::read();
    Crew crew("test", 2);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(tsne({ golden.vectors, 24 }, {}, crew, stop.get_token()).error().code, Error::Code::Cancelled);
}

QTEST_APPLESS_MAIN(TestTsne)
#include "tst_tsne.moc"
