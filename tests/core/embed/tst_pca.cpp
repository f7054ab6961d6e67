#include "core/embed/pca.h"
#include "core/embed/symmetric_eigen.h"
#include "tests/core/embed/golden.h"

#include <random>

using namespace vetrina;
using namespace vetrina::embed;

class TestPca : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eigenvectorsTakeTheMatrixApart_data();
    void eigenvectorsTakeTheMatrixApart();
    void componentsAreScikitLearns();
    void theyAreTheSameForEveryNumberOfWorkers();
    void aMeanFarAwayCostsNoDigits();
    void moreComponentsThanThereAreAreCutDown();
    void oneVectorHasNoComponents();
};

void TestPca::eigenvectorsTakeTheMatrixApart_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("rank");
    QTest::newRow("1") << 1 << 1;
    QTest::newRow("2") << 2 << 2;
    QTest::newRow("60") << 60 << 60;
    QTest::newRow("60 of rank 5") << 60 << 5;
    QTest::newRow("nothing but zeros") << 8 << 0;
}

void TestPca::eigenvectorsTakeTheMatrixApart()
{
    QFETCH(int, n);
    QFETCH(int, rank);
    const auto size = std::size_t(n);
    std::mt19937 random(3);
    std::vector<double> matrix(size * size, 0.0);
    for (int r = 0; r < rank; ++r) {
        std::vector<double> v(size);
        for (double& value : v)
            value = double(random()) / 4e9 - 0.5;
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j < size; ++j)
                matrix[i * size + j] += v[i] * v[j];
    }
    const auto eigen = symmetricEigen(matrix, size);
    QVERIFY(std::ranges::is_sorted(eigen.values, std::greater()));
    const auto row = [&](std::size_t i) { return std::span(eigen.vectors).subspan(i * size, size); };
    for (std::size_t i = 0; i < size; ++i) {
        QVERIFY(std::isfinite(eigen.values[i]));
        if (int(i) >= rank)
            QVERIFY(std::abs(eigen.values[i]) < 1e-12);
        for (std::size_t j = 0; j < size; ++j) {
            double dot = 0, product = 0; // A v = lambda v, and v are orthogonal
            for (std::size_t k = 0; k < size; ++k) {
                dot += row(i)[k] * row(j)[k];
                product += matrix[j * size + k] * row(i)[k];
            }
            QVERIFY(std::abs(dot - (i == j ? 1 : 0)) < 1e-12);
            QVERIFY(std::abs(product - eigen.values[i] * row(i)[j]) < 1e-12);
        }
    }
}

void TestPca::componentsAreScikitLearns()
{
    const auto golden = EmbedGolden::read();
    const auto& truth = golden.json["pca"];
    Crew crew("test", 2);
    const Vectors vectors{ golden.vectors, 24 };
    const auto pca = Pca::fit(vectors, 10, crew).value();
    for (std::size_t c = 0; c < 10; ++c) {
        QVERIFY(std::abs(pca.variance[c] / truth["variance"][c].get<double>() - 1) < 1e-5);
        QVERIFY(std::abs(pca.share[c] / truth["share"][c].get<double>() - 1) < 1e-5);
    }
    for (std::size_t c = 0; c < 3; ++c) // the sign too
        for (std::size_t d = 0; d < 24; ++d)
            QVERIFY(std::abs(double(pca.directions[c * 24 + d]) - truth["directions"][c][d].get<double>()) < 1e-5);
    const auto projected = pca.project(vectors, crew);
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            QVERIFY(std::abs(double(projected[i * 10 + c]) - truth["projected"][i][c].get<double>()) < 5e-5);
}

void TestPca::theyAreTheSameForEveryNumberOfWorkers()
{
    const auto golden = EmbedGolden::read();
    Crew one("test", 1), three("test", 3);
    const auto a = Pca::fit({ golden.vectors, 24 }, 4, one).value();
    const auto b = Pca::fit({ golden.vectors, 24 }, 4, three).value();
    QCOMPARE(a.directions, b.directions);
    QCOMPARE(a.variance, b.variance);
}

void TestPca::aMeanFarAwayCostsNoDigits()
{
    auto golden = EmbedGolden::read();
    Crew crew("test", 1);
    const auto near = Pca::fit({ golden.vectors, 24 }, 3, crew).value();
    for (float& value : golden.vectors)
        value += 64; // (float16 values: nothing is rounded)
    const auto far = Pca::fit({ golden.vectors, 24 }, 3, crew).value();
    for (std::size_t c = 0; c < 3; ++c)
        QVERIFY(std::abs(far.variance[c] / near.variance[c] - 1) < 1e-4);
}

void TestPca::moreComponentsThanThereAreAreCutDown()
{
    const std::vector<float> values{ 0, 0, 1, 2, 2, 4.5F };
    Crew crew("test", 1);
    const auto pca = Pca::fit({ values, 2 }, 5, crew).value();
    QCOMPARE(pca.components, 2U);
    QVERIFY(std::abs(pca.share[0] + pca.share[1] - 1) < 1e-12);
    QCOMPARE(pca.project({ values, 2 }, crew).size(), 6U);
}

void TestPca::oneVectorHasNoComponents()
{
    const std::vector<float> values{ 1, 2 };
    Crew crew("test", 1);
    QCOMPARE(Pca::fit({ values, 2 }, 1, crew).error().code, Error::Code::WrongUse);
}

QTEST_APPLESS_MAIN(TestPca)
#include "tst_pca.moc"
