#include "core/prepare/pipeline.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace vetrina;
using namespace vetrina::prepare;
using Json = nlohmann::json;

/// Maps over a network's input come back to the stamp's pixels.
class TestPipelineBack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachPixelComesBackToItsPlace_data();
    void eachPixelComesBackToItsPlace();
    void amountsGoBackAsTheResizeTookThem_data();
    void amountsGoBackAsTheResizeTookThem();
    void heightsKeepTheirPeakWhereItWas();

private:
    static Pipeline pipeline(int height, int width, const Json& steps)
    {
        const Json input{ { "kind", "triplet" }, { "channels", { "science" } }, { "height", height },
            { "width", width } };
        auto made = Pipeline::parse(input, steps);
        if (!made)
            qFatal("%s", made.error().message.c_str());
        return *made;
    }
    /// A stamp of these pixels as the network sees it.
    static image::Plane seen(const Pipeline& pipeline, image::Plane stamp)
    {
        data::Triplet triplet;
        triplet.stamps[0].plane = std::move(stamp);
        image::Plane out{ pipeline.shape().width, pipeline.shape().height,
            std::vector<float>(pipeline.shape().size()) };
        if (!pipeline.run(triplet, out.pixels))
            qFatal("not prepared");
        return out;
    }
    static Json pad(int height, int width, const char* corner)
    {
        return { { "step", "pad" }, { "height", height }, { "width", width }, { "value", 0 }, { "corner", corner } };
    }
    static Json crop(int height, int width)
    {
        return { { "step", "crop" }, { "height", height }, { "width", width }, { "renormalise", false } };
    }
    static Json resize(int height, int width)
    {
        return { { "step", "resize" }, { "method", "bilinear" }, { "height", height }, { "width", width } };
    }
};

void TestPipelineBack::eachPixelComesBackToItsPlace_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("kept"); ///< pixels that the network sees
    const auto row = [](const char* name, const Json& steps, int width, int height, int kept) {
        QTest::newRow(name) << QString::fromStdString(steps.dump()) << width << height << kept;
    };
    row("as it is", Json::array(), 8, 6, 48);
    row("padded at the corner", Json::array({ pad(6, 8, "bottom-right") }), 5, 3, 15);
    row("padded about the middle", Json::array({ pad(6, 8, "centre") }), 5, 3, 15);
    row("cut", Json::array({ crop(6, 8) }), 11, 9, 48);
    row("cut and padded", { crop(4, 4), pad(6, 8, "centre") }, 7, 3, 12);
    row("padded, then cut", Json::array({ pad(9, 13, "centre"), crop(6, 8) }), 5, 9, 30);
}

void TestPipelineBack::eachPixelComesBackToItsPlace()
{
    QFETCH(QString, steps);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, kept);
    const auto prepared = pipeline(6, 8, Json::parse(steps.toStdString()));
    image::Plane stamp{ width, height, std::vector<float>(static_cast<std::size_t>(width * height)) };
    for (std::size_t i = 0; i < stamp.pixels.size(); ++i)
        stamp.pixels[i] = static_cast<float>(i + 1);
    for (const auto spread : { Spread::Heights, Spread::Amounts }) {
        const auto back = prepared.back(seen(prepared, stamp), width, height, spread);
        QCOMPARE(back.width, width);
        QCOMPARE(back.height, height);
        int same = 0;
        for (std::size_t i = 0; i < stamp.pixels.size(); ++i) {
            QVERIFY(back.pixels[i] == stamp.pixels[i] || back.pixels[i] == 0);
            same += back.pixels[i] != 0;
        }
        QCOMPARE(same, kept);
    }
}

void TestPipelineBack::amountsGoBackAsTheResizeTookThem_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("from larger") << 13 << 10;
    QTest::newRow("from smaller") << 4 << 3;
    QTest::newRow("from one pixel") << 1 << 1;
    QTest::newRow("from the same") << 8 << 6;
}

void TestPipelineBack::amountsGoBackAsTheResizeTookThem()
{
    QFETCH(int, width);
    QFETCH(int, height);
    // The transpose: what a map weighs in the resized image, the map brought back weighs in the stamp.
    const auto prepared = pipeline(6, 8, Json::array({ resize(6, 8) }));
    const auto random = [state = std::uint32_t(7)](int w, int h) mutable {
        image::Plane plane{ w, h, std::vector<float>(static_cast<std::size_t>(w * h)) };
        for (float& v : plane.pixels)
            v = static_cast<float>((state = state * 1664525U + 1013904223U) >> 8) / (1 << 24);
        return plane;
    };
    auto make = random;
    const auto stamp = make(width, height), map = make(8, 6);
    const auto resized = seen(prepared, stamp), back = prepared.back(map, width, height, Spread::Amounts);
    double there = 0, here = 0, before = 0, after = 0;
    for (std::size_t i = 0; i < map.pixels.size(); ++i) {
        there += static_cast<double>(resized.pixels[i]) * static_cast<double>(map.pixels[i]);
        before += static_cast<double>(map.pixels[i]);
    }
    for (std::size_t i = 0; i < stamp.pixels.size(); ++i) {
        here += static_cast<double>(stamp.pixels[i]) * static_cast<double>(back.pixels[i]);
        after += static_cast<double>(back.pixels[i]);
    }
    QVERIFY(std::abs(there - here) < 1e-5 * there);
    QVERIFY(std::abs(before - after) < 1e-5 * before); // so nothing is lost
}

void TestPipelineBack::heightsKeepTheirPeakWhereItWas()
{
    const auto prepared = pipeline(6, 8, Json::array({ resize(6, 8) }));
    image::Plane map{ 8, 6, std::vector<float>(48, 0.F) };
    map.pixels[2 * 8 + 5] = 1; // middle at (5.5, 2.5) of 8 x 6: (11, 5) of 16 x 12
    const auto back = prepared.back(map, 16, 12, Spread::Heights);
    QCOMPARE(back.view().at(10, 4), back.view().at(11, 5));
    QCOMPARE(*std::ranges::max_element(back.pixels), back.view().at(11, 5));
    QVERIFY(back.view().at(11, 5) > 0.5F);
    QCOMPARE(back.view().at(2, 9), 0.F);
}

QTEST_GUILESS_MAIN(TestPipelineBack)
#include "tst_pipeline_back.moc"
