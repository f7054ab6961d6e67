#include "core/base/hash.h"
#include "core/formats/safetensors.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <cstring>

using namespace vetrina;
using namespace vetrina::formats;
namespace fs = std::filesystem;

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsRealWeightsAsSafetensorsDoes();
    void whatItWritesSafetensorsReads();
    void refusesHostileFiles_data();
    void refusesHostileFiles();
    void aTornFileIsRefusedAtEveryLength();
    void refusesToWriteWhatContradictsItself();

private:
    static QByteArray file(const QByteArray& header, int data, std::uint64_t claimed = 0)
    {
        const std::uint64_t length = claimed ? claimed : static_cast<std::uint64_t>(header.size());
        return QByteArray(reinterpret_cast<const char*>(&length), 8) + header + QByteArray(data, '\1');
    }
    static Result<SafetensorsFile> parse(const QByteArray& bytes)
    {
        return SafetensorsFile::parse("w", std::as_bytes(std::span(bytes.constData(), bytes.size())));
    }

    static constexpr const char* peer =
        "import sys, hashlib\n"
        "from safetensors import safe_open\n"
        "for name in sys.argv[1:]:\n"
        "    with safe_open(name, 'numpy') as f:\n"
        "        for k in sorted(f.keys()):\n"
        "            a = f.get_tensor(k)\n"
        "            print(k, f.get_slice(k).get_dtype(), *a.shape, hashlib.sha256(a.tobytes()).hexdigest())\n"
        "        for k, v in sorted((f.metadata() or {}).items()):\n"
        "            print('meta', k, v)\n";

    /// What the peer prints.
    static QByteArray lines(const SafetensorsFile& file)
    {
        std::vector<std::string> lines;
        for (const Tensor& tensor : file.tensors()) {
            std::string line = tensor.name + " " + std::string(name(tensor.type));
            for (const auto axis : tensor.shape)
                line += " " + std::to_string(axis);
            lines.push_back(line + " " + sha256(tensor.bytes) + "\n");
        }
        std::ranges::sort(lines);
        std::string all;
        for (const std::string& line : lines)
            all += line;
        for (const auto& [key, value] : file.metadata())
            all += "meta " + key + " " + value + "\n";
        return QByteArray::fromStdString(all);
    }
};

void TestSafetensors::readsRealWeightsAsSafetensorsDoes()
{
    REAL_DATA_OR_SKIP();
    PEER_OR_SKIP("safetensors");
    for (const auto& entry : fs::directory_iterator(realData() / "weights")) {
        const auto file = SafetensorsFile::open(entry.path());
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        QVERIFY(file->tensors().size() > 4);
        QCOMPARE(lines(*file), runPeer({ "-c", peer, QString::fromStdString(entry.path().string()) }));
    }
}

void TestSafetensors::whatItWritesSafetensorsReads()
{
    QTemporaryDir dir;
    const fs::path path = dir.filePath("w.safetensors").toStdString();
    const std::vector<float> kernel{ 1, 2, 3, 4, 5, 6 };
    const std::vector<std::int64_t> steps{ -7 };
    const std::vector<Tensor> tensors{
        { "conv.weight", TensorType::F32, { 2, 3 }, std::as_bytes(std::span(kernel)) },
        { "empty", TensorType::F32, { 0, 3 }, {} },
        { "step \"é\"", TensorType::I64, {}, std::as_bytes(std::span(steps)) },
    };
    QVERIFY(writeSafetensors(path, tensors, { { "family", "braai" } }));
    const auto file = SafetensorsFile::open(path);
    QVERIFY2(file, file ? "" : file.error().message.c_str());
    QCOMPARE(file->metadata().at("family"), "braai");
    QCOMPARE(file->find("conv.weight")->shape, (std::vector<std::int64_t>{ 2, 3 }));
    QCOMPARE(std::memcmp(file->find("conv.weight")->bytes.data(), kernel.data(), 24), 0);
    QVERIFY(!file->find("conv.bias"));
    PEER_OR_SKIP("safetensors");
    QCOMPARE(lines(*file), runPeer({ "-c", peer, QString::fromStdString(path.string()) }));
}

void TestSafetensors::refusesHostileFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto one = [](const char* entry, int data) { return file(QByteArray("{\"a\":") + entry + "}", data); };
    QTest::newRow("empty") << QByteArray() << "too short";
    QTest::newRow("text") << QByteArray("<html>not found</html>") << "not a safetensors file";
    QTest::newRow("a header of 2^60 bytes")
        << file("{}", 0, std::uint64_t(1) << 60) << "a header of 1152921504606846976";
    QTest::newRow("no JSON") << file("{\"a\":", 0) << "no JSON object";
    QTest::newRow("a list") << file("[]", 0) << "no JSON object";
    QTest::newRow("deep") << file(QByteArray(100'000, '['), 0) << "no JSON object";
    QTest::newRow("deep in an object") << file("{\"a\":" + QByteArray(100'000, '['), 0) << "no JSON object";
    QTest::newRow("no object") << one("1", 0) << "'a' is not described";
    QTest::newRow("pickled") << one(R"({"dtype":"O","shape":[1],"data_offsets":[0,8]})", 8) << "no element type";
    QTest::newRow("no offsets") << one(R"({"dtype":"F32","shape":[1]})", 4) << "no two offsets";
    QTest::newRow("one offset") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[0]})", 4) << "no two offsets";
    QTest::newRow("beyond the end") << one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 4)
                                    << "out of the file";
    QTest::newRow("backwards") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[4,0]})", 4) << "out of the file";
    QTest::newRow("2^64 - 1") << one(R"({"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615]})", 4)
                              << "no two offsets";
    QTest::newRow("another shape") << one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})", 8)
                                   << "its shape needs 12";
    QTest::newRow("a shape that overflows")
        << one(R"({"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0]})", 0) << "no shape";
    QTest::newRow("a negative shape") << one(R"({"dtype":"F32","shape":[-1],"data_offsets":[0,4]})", 4) << "no shape";
    QTest::newRow("a shape of fractions")
        << one(R"({"dtype":"F32","shape":[1.5],"data_offsets":[0,4]})", 4) << "no shape";
    QTest::newRow("overlap") << file(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
                                     R"("b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}})",
        6) << "'b' overlaps";
    QTest::newRow("gap") << file(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                                 R"("b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}})",
        6) << "'b' overlaps another or leaves a gap";
    QByteArray keys = "{";
    for (int i = 0; i < 300'000; ++i)
        keys += "\"" + QByteArray::number(i) + "\":0,";
    QTest::newRow("300,000 arrays") << file(keys + "\"a\":0}", 0) << "is not described";
    QTest::newRow("left over") << one(R"({"dtype":"U8","shape":[2],"data_offsets":[0,2]})", 5)
                               << "3 bytes belong to no";
}

void TestSafetensors::refusesHostileFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto file = parse(bytes);
    QVERIFY(!file);
    QCOMPARE(file.error().code, Error::Code::Malformed);
    QVERIFY2(QString::fromStdString(file.error().message).contains(says), file.error().message.c_str());
    QVERIFY(file.error().message.starts_with("w: ") && !file.error().remedy.empty());
}

void TestSafetensors::aTornFileIsRefusedAtEveryLength()
{
    const QByteArray whole = file(R"({"a":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}})", 20);
    QVERIFY(parse(whole));
    for (int size = 0; size < whole.size(); ++size)
        QVERIFY(!parse(whole.first(size)));
}

void TestSafetensors::refusesToWriteWhatContradictsItself()
{
    QTemporaryDir dir;
    const std::vector<float> two{ 1, 2 };
    const Tensor good{ "a", TensorType::F32, { 2 }, std::as_bytes(std::span(two)) };
    Tensor bad = good;
    bad.shape = { 3 };
    const fs::path path = dir.filePath("w").toStdString();
    QCOMPARE(writeSafetensors(path, std::vector{ bad }).error().code, Error::Code::WrongUse);
    QCOMPARE(writeSafetensors(path, std::vector{ good, good }).error().code, Error::Code::WrongUse);
    QVERIFY(!fs::exists(path));
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
