#include "core/formats/csv.h"
#include "core/formats/png.h"
#include "core/formats/table_writer.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <cmath>
#include <limits>

using namespace vetrina;
using namespace vetrina::formats;
namespace fs = std::filesystem;

/// What is written, read by Python's csv and json and by astropy; what is read, beside Python's csv.
class TestTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void othersReadWhatIsWritten_data();
    void othersReadWhatIsWritten();
    void refusesTablesThatNobodyCanRead();
    void anUnfinishedFileLeavesNothing();
    void csvComesBack();
    void readsCsvAsPythonDoes_data();
    void readsCsvAsPythonDoes();
    void refusesDamagedCsv_data();
    void refusesDamagedCsv();
    void pngComesBack_data();
    void pngComesBack();

private:
    static std::vector<ColumnSpec> columns()
    {
        using Type = ColumnSpec::Type;
        return { { "flag", Type::Bool }, { "candid", Type::Integer },
            { "magpsf", Type::Double, "mag", "phot.mag", "a < b & \"c\"" }, { "name", Type::Text } };
    }
    static std::vector<std::vector<Cell>> rows()
    {
        const double nan = std::nan("");
        return {
            { true, std::int64_t(1095578116015010001), 0.1, "ZTF18abc" },
            { false, std::int64_t(-9223372036854775807 - 1), std::numeric_limits<double>::denorm_min(),
                "a,b \"q\"\r\nc" },
            { Cell(), Cell(), Cell(), Cell() },
            { true, std::int64_t(0), nan, "" },
            { true, std::int64_t(0), std::numeric_limits<double>::infinity(), "é 中\t😀 <&>" },
            { false, std::int64_t(9223372036854775807), -1.7976931348623157e308, " blank " },
        };
    }
    static Result<void> write(const fs::path& path, TableFormat format)
    {
        auto file = OutputFile::create(path).value();
        auto writer = newTableWriter(format, columns(), file.sink(), "candidates").value();
        for (const auto& row : rows())
            if (auto written = writer->row(row); !written)
                return written;
        if (auto finished = writer->finish(); !finished)
            return finished;
        return file.commit();
    }
};

void TestTables::othersReadWhatIsWritten_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("packages");
    QTest::addColumn<QString>("script");
    // Each prints a row as: flag, candid, magpsf as its 16 hex digits, name; None for a null.
    QTest::newRow("csv") << int(TableFormat::Csv) << "csv"
                         << "rows = list(csv.DictReader(open(p, newline='', encoding='utf-8')))\n"
                            "for r in rows: show({'true': True, 'false': False}.get(r['flag']), int(r['candid']) if "
                            "r['candid'] else None,"
                            " float(r['magpsf']) if r['magpsf'] else None, r['name'])\n";
    QTest::newRow("json") << int(TableFormat::Json) << "json"
                          << "for r in json.load(open(p)): show(r['flag'], r['candid'], r['magpsf'], r['name'])\n";
    QTest::newRow("json lines")
        << int(TableFormat::JsonLines) << "json"
        << "for l in open(p):\n r = json.loads(l); show(r['flag'], r['candid'], r['magpsf'], r['name'])\n";
    QTest::newRow("votable") << int(TableFormat::VoTable) << "astropy.io.votable"
                             << "t = astropy.io.votable.parse(p, verify='exception').get_first_table()\n"
                                "f = t.fields[2]; assert (f.unit.to_string(), f.ucd, str(f.description)) == ('mag', "
                                "'phot.mag', 'a < b & \"c\"')\n"
                                "assert t.name == 'candidates'\n"
                                "a = t.array\n"
                                "for i in range(len(a)): show(*[None if a.mask[i][k] else a[n][i].item() if "
                                "hasattr(a[n][i], 'item') else a[n][i]"
                                " for k, n in enumerate(['flag', 'candid', 'magpsf', 'name'])])\n";
}

void TestTables::othersReadWhatIsWritten()
{
    QFETCH(int, format);
    QFETCH(QString, packages);
    QFETCH(QString, script);
    if (!peerHas(packages))
        QSKIP("the peer libraries are not here: packaging/peers installs them");
    QTemporaryDir dir;
    const QString path = dir.filePath("table");
    QVERIFY(write(path.toStdString(), static_cast<TableFormat>(format)));
    const QByteArray printed = runPeer({ "-W", "error", "-c",
        "import sys, struct, math, " + packages
            + "\np = sys.argv[1]\n"
              "def show(flag, candid, mag, name):\n"
              "    print(flag, candid, None if mag is None or math.isnan(mag) else struct.pack('>d', mag).hex(), "
              "ascii(name))\n"
            + script,
        path });
    // NaN can't be told from null in two of the formats; an infinity is null in JSON; CSV's null text is empty.
    const bool json = packages == "json";
    const bool votable = packages.startsWith("astropy");
    const QByteArray none = json ? "None" : votable ? "''" : "''";
    QCOMPARE(printed.split('\n'),
        (QList<QByteArray>{
            "True 1095578116015010001 3fb999999999999a 'ZTF18abc'",
            "False -9223372036854775808 0000000000000001 'a,b \"q\"\\r\\nc'",
            "None None None " + none,
            "True 0 None ''",
            QByteArray("True 0 ") + (json ? "None" : "7ff0000000000000") + " '\\xe9 \\u4e2d\\t\\U0001f600 <&>'",
            QByteArray("False 9223372036854775807 ffefffffffffffff ")
                + (votable ? "'blank'" : "' blank '"), // astropy trims cells
            "",
        }));
}

void TestTables::refusesTablesThatNobodyCanRead()
{
    const ByteSink sink = [](std::string_view) { return Result<void>(); };
    QVERIFY(!newTableWriter(TableFormat::Csv, {}, sink));
    QVERIFY(!newTableWriter(TableFormat::Csv, { { "a" }, { "a" } }, sink));
    QVERIFY(!newTableWriter(TableFormat::Csv, { { "" } }, sink));
    const auto writer = newTableWriter(TableFormat::VoTable, { { "a" } }, sink).value();
    QCOMPARE(writer->row(std::vector<Cell>{ 1.5 }).error().code, Error::Code::WrongUse);
    QCOMPARE(writer->row({}).error().code, Error::Code::WrongUse);
    const auto full = newTableWriter(TableFormat::Csv, { { "a" } },
        [](std::string_view) -> Result<void> { return fail(Error::Code::Full, "full"); });
    QCOMPARE(full.error().code, Error::Code::Full);
}

void TestTables::anUnfinishedFileLeavesNothing()
{
    QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    {
        auto file = OutputFile::create(folder / "a.csv").value();
        QVERIFY(file.write("half"));
    }
    QVERIFY(fs::is_empty(folder));
    QCOMPARE(OutputFile::create(folder / "none" / "a.csv").error().code, Error::Code::NotFound);
}

void TestTables::csvComesBack()
{
    std::string text;
    const auto writer = newTableWriter(TableFormat::Csv, columns(), [&](std::string_view bytes) {
        text += bytes;
        return Result<void>();
    }).value();
    for (const auto& row : rows())
        QVERIFY(writer->row(row));
    auto reader = CsvReader::open("t.csv", text);
    QVERIFY(reader);
    QCOMPARE(reader->column("name").value(), 3u);
    for (const auto& row : rows()) {
        const auto read = reader->next();
        QVERIFY2(read && *read, read ? "too few" : read.error().message.c_str());
        const auto* name = std::get_if<std::string>(&row[3]);
        QCOMPARE((*read)->cells[3], name ? *name : std::string());
    }
    QVERIFY(!reader->next().value());
}

void TestTables::readsCsvAsPythonDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("LF") << QByteArray("a,b\n1,2\n3,4\n");
    QTest::newRow("CRLF, no last end") << QByteArray("a,b\r\n1,2\r\n3,4");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                   "a,b\n1,2\n");
    QTest::newRow("quotes") << QByteArray("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n\"\",z\n");
    QTest::newRow("empty cells") << QByteArray("a,b\n,\n,x\ny,\n");
    QTest::newRow("semicolons") << QByteArray("a;b\n1,5;2\n");
    QTest::newRow("tabs") << QByteArray("a\tb\n1\t2\n");
    QTest::newRow("one column") << QByteArray("a\n1\n2\n");
    QTest::newRow("CR in a cell") << QByteArray("a,b\n\"x\ry\",2\r\n");
    QTest::newRow("UTF-8") << QByteArray("a,é\n中,😀\n");
}

void TestTables::readsCsvAsPythonDoes()
{
    QFETCH(QByteArray, text);
    PEER_OR_SKIP("csv");
    QTemporaryDir dir;
    QFile file(dir.filePath("t.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const QByteArray truth = runPeer({ "-X", "utf8", "-c",
        "import sys, csv\n"
        "f = open(sys.argv[1], newline='', encoding='utf-8-sig'); first = f.readline(); f.seek(0)\n"
        "d = next((c for c in ',;\\t' if c in first), ',')\n"
        "for r in csv.reader(f, delimiter=d): print('|'.join(c.encode().hex() for c in r))",
        file.fileName() });
    QByteArray ours;
    const auto add = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            ours += (i ? "|" : "") + QByteArray::fromStdString(cells[i]).toHex();
        ours += '\n';
    };
    auto reader = CsvReader::open("t.csv", { text.constData(), static_cast<std::size_t>(text.size()) });
    QVERIFY2(reader, reader ? "" : reader.error().message.c_str());
    add(reader->names());
    for (;;) {
        const auto row = reader->next();
        QVERIFY2(row, row ? "" : row.error().message.c_str());
        if (!*row)
            break;
        add((*row)->cells);
    }
    QCOMPARE(ours, truth);
}

void TestTables::refusesDamagedCsv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << "t.csv:1: empty";
    QTest::newRow("blank") << QByteArray("\n\r\n") << "empty";
    QTest::newRow("no name") << QByteArray("a,,b\n") << ":1: a column without a name";
    QTest::newRow("a name twice") << QByteArray("a,b,a\n") << ":1: column 'a' stands twice";
    QTest::newRow("too few cells") << QByteArray("a,b\n1,2\n3\n") << ":3: 1 cells, the names are 2";
    QTest::newRow("too many cells") << QByteArray("a,b\n\n1,2,3\n") << ":3: 3 cells";
    QTest::newRow("open quote") << QByteArray("a,b\n1,\"x\n\n") << ":2: a quote that is not closed";
    QTest::newRow("quote within") << QByteArray("a,b\n1,x\"y\n") << ":2: a quote in the middle";
    QTest::newRow("text after a quote") << QByteArray("a,b\n1,\"x\"y\n") << ":2: text follows";
    QTest::newRow("NUL") << QByteArray("a,b\n1,\0\n", 8) << ":2: text that is not UTF-8";
    QTest::newRow("Latin-1") << QByteArray("a,b\n1,\xe9\n") << ":2: text that is not UTF-8";
    QTest::newRow("an image") << QByteArray("\x89PNG\r\n\x1a\n") << ":1: text that is not UTF-8";
    QTest::newRow("a million columns") << QByteArray("a,").repeated(1'000'000) << "more than 10000 columns";
}

void TestTables::refusesDamagedCsv()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    auto reader = CsvReader::open("t.csv", { text.constData(), static_cast<std::size_t>(text.size()) });
    Error error;
    if (!reader) {
        error = reader.error();
    } else {
        auto row = reader->next();
        while (row && *row)
            row = reader->next();
        QVERIFY(!row);
        error = row.error();
        QVERIFY(!reader->next().value());
    }
    QCOMPARE(error.code, Error::Code::Malformed);
    QVERIFY2(QString::fromStdString(error.message).contains(says), error.message.c_str());
    QVERIFY(error.message.starts_with("t.csv:") && !error.remedy.empty());
}

void TestTables::pngComesBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("grey") << int(PngPixels::Gray8) << QByteArray("L");
    QTest::newRow("RGB") << int(PngPixels::Rgb8) << QByteArray("RGB");
    QTest::newRow("RGBA") << int(PngPixels::Rgba8) << QByteArray("RGBA");
}

void TestTables::pngComesBack()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, mode);
    PEER_OR_SKIP("PIL");
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(5 * 3 * kind));
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(i * 37);
    QTemporaryDir dir;
    const QString path = dir.filePath("a.png");
    QVERIFY(writePng(path.toStdString(), 5, 3, static_cast<PngPixels>(kind), pixels, { { "Description", "é" } }));
    const QByteArray printed = runPeer({ "-X", "utf8", "-c",
        "import sys; from PIL import Image; i = Image.open(sys.argv[1]);"
        "print(i.mode, i.size, i.tobytes().hex(), i.text['Description'])",
        path });
    QCOMPARE(printed.trimmed(),
        mode + " (5, 3) " + QByteArray(reinterpret_cast<const char*>(pixels.data()), qsizetype(pixels.size())).toHex()
            + " é");
    QVERIFY(!pngBytes(6, 3, static_cast<PngPixels>(kind), pixels));
    QVERIFY(!pngBytes(0, 0, static_cast<PngPixels>(kind), {}));
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
