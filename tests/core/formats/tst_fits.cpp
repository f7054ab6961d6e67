#include "core/base/executor.h"
#include "core/base/hash.h"
#include "core/formats/avro.h"
#include "core/formats/avro_container.h"
#include "core/formats/fits.h"
#include "core/formats/gzip.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>

using namespace vetrina;
using namespace vetrina::formats;
namespace fs = std::filesystem;

class TestFits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryRealStampAsAstropyDoes_data();
    void readsEveryRealStampAsAstropyDoes();
    void readsEveryKindAsAstropyDoes();
    void readsHeaders();
    void whatItWritesAstropyReads();
    void refusesCards_data();
    void refusesCards();
    void refusesDamagedFiles_data();
    void refusesDamagedFiles();
    void aTornFileIsRefusedAtEveryLength();
    void aNameIsNeverReadAsAName();
    void readsOnManyThreadsAtOnce();

private:
    static std::string card(const std::string& text) { return text + std::string(80 - text.size(), ' '); }

    /// A file of the given cards and data, padded.
    static std::string file(const std::vector<std::string>& cards, std::size_t data)
    {
        std::string out;
        for (const std::string& each : cards)
            out += card(each);
        out += card("END");
        out.resize((out.size() + 2879) / 2880 * 2880, ' ');
        out.append(data, '\0');
        out.resize((out.size() + 2879) / 2880 * 2880, '\0');
        return out;
    }

    /// The line of fits_truth.py.
    static QByteArray line(const image::Plane& plane)
    {
        std::vector<float> pixels = plane.pixels;
        for (float& each : pixels)
            if (std::isnan(each))
                each = std::bit_cast<float>(0x7fc00000u);
        const auto digest = sha256(std::as_bytes(std::span(pixels)));
        return QByteArray::fromStdString(
            std::to_string(plane.width) + " " + std::to_string(plane.height) + " " + digest);
    }
};

void TestFits::readsEveryRealStampAsAstropyDoes_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("least");
    QTest::newRow("ZTF nights") << "ztf/night" << 1800;
    QTest::newRow("ZTF schemas") << "ztf/schema-mix" << 144;
    QTest::newRow("ZTF 2019") << "ztf/simulator-2019" << 1470;
    QTest::newRow("Rubin") << "rubin" << 15;
}

void TestFits::readsEveryRealStampAsAstropyDoes()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("astropy");
    QFETCH(QString, folder);
    QFETCH(int, least);
    QTemporaryDir dir;
    const std::string list = dir.filePath("stamps").toStdString();
    std::ofstream stamps(list, std::ios::binary);
    QList<QByteArray> ours;
    AvroSchemaCache schemas;
    for (const auto& entry : fs::directory_iterator(realData() / folder.toStdString())) {
        const Bytes bytes = readFile(entry.path()).value_or(Bytes());
        if (!AvroContainer::begins(bytes))
            continue;
        auto container = AvroContainer::open(entry.path().string(), bytes, schemas).value();
        while (const auto record = container.next().value()) {
            const bool rubin = folder == "rubin";
            std::vector<std::string> paths;
            for (const char* panel : { "cutoutScience", "cutoutTemplate", "cutoutDifference" })
                paths.push_back(std::string(rubin ? "value." : "") + panel + (rubin ? "" : ".stampData"));
            const AvroType& root = container.schema()->root();
            if (rubin && !root.field("value"))
                for (std::string& path : paths)
                    path = path.substr(6);
            std::array<AvroSlot, 3> slots;
            QVERIFY(AvroProbe(root, paths).run(record->bytes, slots));
            for (const AvroSlot& slot : slots) {
                const auto content = slot.content();
                QVERIFY(content);
                Bytes unpacked(content->begin(), content->end());
                if (isGzip(unpacked))
                    unpacked = gunzip(unpacked).value();
                const auto size = static_cast<std::uint64_t>(unpacked.size());
                stamps.write(reinterpret_cast<const char*>(&size), 8);
                stamps.write(reinterpret_cast<const char*>(unpacked.data()), static_cast<std::streamsize>(size));
                const auto plane = readFitsPlane(unpacked);
                QVERIFY2(plane, plane ? "" : plane.error().message.c_str());
                ours << line(*plane);
            }
        }
    }
    stamps.close();
    QVERIFY(ours.size() >= least);
    QList<QByteArray> truth =
        runPeer({ VETRINA_SOURCE_DIR "/tests/core/formats/fits_truth.py", "--stamps", QString::fromStdString(list) })
            .split('\n');
    truth.removeLast();
    QCOMPARE(ours, truth);
}

void TestFits::readsEveryKindAsAstropyDoes()
{
    PEER_OR_SKIP("astropy");
    QTemporaryDir dir;
    runPeer({ VETRINA_SOURCE_DIR "/tests/core/formats/fits_make.py", dir.path() });
    QStringList words{ VETRINA_SOURCE_DIR "/tests/core/formats/fits_truth.py" };
    QList<QByteArray> ours;
    for (const auto& entry : fs::directory_iterator(dir.path().toStdString())) {
        const auto plane = readFitsPlane(readFile(entry.path()).value());
        QVERIFY2(plane, plane ? "" : plane.error().message.c_str());
        ours << line(*plane);
        words << QString::fromStdString(entry.path().string());
    }
    QList<QByteArray> truth = runPeer(words).split('\n');
    truth.removeLast();
    QCOMPARE(ours.size(), 9);
    for (int i = 0; i < ours.size(); ++i)
        QVERIFY2(ours[i] == truth.value(i), qPrintable(words[i + 1] + ": " + ours[i] + " is not " + truth.value(i)));
}

void TestFits::readsHeaders()
{
    const std::string image =
        file({ "SIMPLE  =                    T / conforms", "BITPIX  =                  -32",
                 "NAXIS   =                    2", "NAXIS1  =                    3", "NAXIS2  =                    2",
                 "CTYPE1  = 'RA---TAN'           / axis", "CRVAL1  =            +1.875D+02",
                 "NOTE    = 'it''s / a slash  '", "COMMENT NOTE    = 'no card'" },
            24);
    const auto header = readFitsHeader(asBytes(image));
    QVERIFY(header);
    QCOMPARE(header->text("CTYPE1").value(), "RA---TAN");
    QCOMPARE(header->number("CRVAL1").value(), 187.5);
    QCOMPARE(header->text("NOTE").value(), "it's / a slash");
    QCOMPARE(header->integer("NAXIS1").value(), 3);
    QCOMPARE(header->logical("SIMPLE").value(), true);
    QVERIFY(!header->number("CTYPE1") && !header->text("CRVAL1") && !header->has("CRVAL2"));
    QCOMPARE(header->cards().size(), 9u * 80u);
    QCOMPARE(header->card(5).keyword, "CTYPE1");
}

void TestFits::whatItWritesAstropyReads()
{
    PEER_OR_SKIP("astropy");
    image::Plane plane{ 3, 2, { 1.5f, std::nanf(""), -3.4e38f, 1e-42f, 0, 7 } };
    QTemporaryDir dir;
    const fs::path out = dir.filePath("[1:2] (a|b).fits").toStdString(); // a plain name, whatever is in it
    const std::vector<FitsCardText> cards{ { "OBJECT", "'ZTF18abc'", "the object" }, { "CRVAL1", "187.5", "" } };
    QVERIFY(writeFits(out, plane.view(), cards));
    QCOMPARE(line(readFitsPlane(readFile(out).value()).value()), line(plane));
    const QByteArray truth =
        runPeer({ VETRINA_SOURCE_DIR "/tests/core/formats/fits_truth.py", QString::fromStdString(out.string()) });
    QCOMPARE(truth.trimmed(), line(plane));
    const QByteArray verified = runPeer({ "-W", "error", "-c",
        "import sys; from astropy.io import fits; h = fits.open(sys.argv[1]); h.verify('exception');"
        "print(h[0].header['OBJECT'], h[0].header['CRVAL1'], len(h))",
        QString::fromStdString(out.string()) });
    QCOMPARE(verified.trimmed(), "ZTF18abc 187.5 1");
}

void TestFits::refusesCards_data()
{
    QTest::addColumn<QByteArray>("keyword");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("too long a keyword") << QByteArray("TOOLONGNAME") << QByteArray("1");
    QTest::newRow("small letters") << QByteArray("object") << QByteArray("1");
    QTest::newRow("END") << QByteArray("END") << QByteArray("1");
    QTest::newRow("a line's end in the value") << QByteArray("OBJECT") << QByteArray("'a\nb'");
    QTest::newRow("too long a value") << QByteArray("OBJECT") << QByteArray(80, '1');
}

void TestFits::refusesCards()
{
    QFETCH(QByteArray, keyword);
    QFETCH(QByteArray, value);
    const image::Plane plane{ 1, 1, { 1 } };
    const std::vector<FitsCardText> cards{ { keyword.toStdString(), value.toStdString(), "" } };
    const auto bytes = fitsBytes(plane.view(), cards);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, Error::Code::WrongUse);
}

void TestFits::refusesDamagedFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const std::string simple = "SIMPLE  =                    T";
    const std::string bitpix = "BITPIX  =                  -32";
    const std::string two = "NAXIS   =                    2";
    const std::string width = "NAXIS1  =                    2";
    const std::string height = "NAXIS2  =                    2";
    const auto add = [](const char* name, const std::string& bytes, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << says;
    };
    add("empty", "", "empty");
    add("text", "<html>not found</html>", "does not begin with SIMPLE");
    add("no END", card(simple) + card(bitpix), "no END");
    add("no BITPIX", file({ simple, two, width, height }, 16), "BITPIX is missing");
    add("odd BITPIX", file({ simple, "BITPIX  =                   33", two, width, height }, 16), "BITPIX is missing");
    add("no NAXIS", file({ simple, bitpix }, 16), "NAXIS is missing");
    add("NAXIS of 2 billion", file({ simple, bitpix, "NAXIS   =           2000000000" }, 16), "NAXIS is missing");
    add("NAXIS of 999", file({ simple, bitpix, "NAXIS   =                  999" }, 16), "NAXIS is missing");
    add("a side of 2 billion", file({ simple, bitpix, two, "NAXIS1  =           2000000000", height }, 16),
        "2000000000 x 2 pixels, more than");
    add("both sides of 2 billion",
        file({ simple, bitpix, two, "NAXIS1  =           2000000000", "NAXIS2  =           2000000000" }, 16),
        "NAXISn, PCOUNT or GCOUNT");
    add("a negative side", file({ simple, bitpix, two, "NAXIS1  =                   -2", height }, 16), "NAXISn");
    add("more pixels than data", file({ simple, bitpix, two, "NAXIS1  =                 2000", height }, 16), "torn");
    add("sides that say no groups",
        file({ simple, bitpix, two, "NAXIS1  =                 8000", "NAXIS2  =                 8000",
                 "GCOUNT  =                    0" },
            16),
        "no image of two axes");
    add("a line, no image", file({ simple, bitpix, "NAXIS   =                    1", width }, 16), "no image");
    add("a cube",
        file({ simple, bitpix, "NAXIS   =                    3", width, height, "NAXIS3  =                    2" }, 32),
        "no image");
    add("a keyword given twice", file({ simple, bitpix, two, width, height, "NAXIS1  =                 9999" }, 16),
        "");
}

void TestFits::refusesDamagedFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto plane = readFitsPlane(std::as_bytes(std::span(bytes.constData(), bytes.size())));
    if (says.isEmpty()) {
        QVERIFY(!plane || plane->pixels.size() == 4); // the first one counts
        return;
    }
    QVERIFY(!plane);
    QVERIFY2(QString::fromStdString(plane.error().message).contains(says), plane.error().message.c_str());
    QVERIFY(!plane.error().remedy.empty());
}

void TestFits::aTornFileIsRefusedAtEveryLength()
{
    const image::Plane plane{ 9, 7, std::vector<float>(63, 1.f) };
    const Bytes whole = fitsBytes(plane.view()).value();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto read = readFitsPlane(std::span(whole).first(size));
        QCOMPARE(bool(read), size >= 2880 + 63 * 4); // the padding may be missing
    }
}

void TestFits::aNameIsNeverReadAsAName()
{
    // What CFITSIO would take for a command, a URL or a filter is content here, and no file at all.
    QTemporaryDir dir;
    const QString touched = dir.filePath("touched");
    for (const QString& name : { "|touch " + touched, QStringLiteral("http://127.0.0.1:9/x.fits"),
             QStringLiteral("mem://x[1:2]"), QStringLiteral("!") + touched }) {
        const QByteArray bytes = name.toUtf8();
        QVERIFY(!readFitsPlane(std::as_bytes(std::span(bytes.constData(), bytes.size()))));
        QVERIFY(!QFile::exists(touched));
    }
    const image::Plane plane{ 1, 1, { 1 } };
    const fs::path odd = dir.filePath("!a(b)[c].fits.gz").toStdString();
    QVERIFY(writeFits(odd, plane.view()));
    QVERIFY(fs::exists(odd));
}

void TestFits::readsOnManyThreadsAtOnce()
{
    image::Plane plane{ 63, 63, std::vector<float>(63 * 63) };
    for (std::size_t i = 0; i < plane.pixels.size(); ++i)
        plane.pixels[i] = static_cast<float>(i);
    const Bytes whole = fitsBytes(plane.view()).value();
    const Bytes torn(whole.begin(), whole.begin() + 5000);
    Executor pool("fits", 4, 64, Executor::WhenFull::Wait);
    std::vector<std::future<Result<bool>>> jobs;
    for (int job = 0; job < 32; ++job)
        jobs.push_back(pool.submit([&](const std::stop_token&) -> Result<bool> {
            for (int i = 0; i < 50; ++i)
                if (readFitsPlane(whole).value().pixels != plane.pixels || readFitsPlane(torn)
                    || fitsBytes(plane.view()) != whole)
                    return false;
            return true;
        }));
    for (auto& job : jobs)
        QVERIFY(job.get().value());
}

QTEST_GUILESS_MAIN(TestFits)
#include "tst_fits.moc"
