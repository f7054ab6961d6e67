#include "core/formats/npy.h"
#include "tests/core/formats/run_peer.h"
#include "tests/real_data.h"

#include <QTemporaryDir>

#include <bit>
#include <cmath>

using namespace vetrina;
using namespace vetrina::formats;

class TestNpy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatNumpyWrites();
    void whatItWritesNumpyReads();
    void readsTheRealTriplets();
    void refusesDamagedFiles_data();
    void refusesDamagedFiles();

private:
    static QByteArray file(const QByteArray& header, int data, char version = 1)
    {
        QByteArray bytes("\x93NUMPY");
        bytes += version;
        bytes += '\0';
        bytes += static_cast<char>(header.size() & 255);
        bytes += static_cast<char>(header.size() >> 8);
        return bytes + header + QByteArray(data, '\0');
    }
};

void TestNpy::readsWhatNumpyWrites()
{
    PEER_OR_SKIP("numpy");
    QTemporaryDir dir;
    // Each type and byte order, with its extremes, beside the same as float32.
    runPeer({ "-c",
        "import sys, numpy as np\n"
        "values = [0, 1, -2, 100, float('nan'), float('inf'), 65504, 6e-8]\n"
        "for t in ['<f4', '>f4', '<f8', '>f8', '<f2', '>f2']:\n"
        "    a = np.array(values).astype(t).reshape(2, 4)\n"
        "    np.save(f'{sys.argv[1]}/{t[1:]}{ord(t[0])}.npy', a); np.save(f'{sys.argv[1]}/{t[1:]}{ord(t[0])}.truth', "
        "a.astype('<f4'))\n"
        "for t in ['i1', 'u1', '<i2', '>u2', '<i4', '>u4', '<i8', '>u8', '?']:\n"
        "    k = np.dtype(t); lo, hi = (0, 1) if t == '?' else (np.iinfo(k).min, np.iinfo(k).max)\n"
        "    a = np.array([0, 1, lo, hi]).astype(k)\n"
        "    n = f'{sys.argv[1]}/{k.kind}{k.itemsize}'; np.save(n + '.npy', a); np.save(n + '.truth', "
        "a.astype('<f4'))\n"
        "np.save(f'{sys.argv[1]}/scalar.npy', np.float32(7)); np.save(f'{sys.argv[1]}/scalar.truth', np.float32(7))\n"
        "np.save(f'{sys.argv[1]}/none.npy', np.zeros((0, 3), '<f4')); np.save(f'{sys.argv[1]}/none.truth', "
        "np.zeros((0, 3), '<f4'))\n",
        dir.path() });
    int files = 0;
    for (const QString& name : QDir(dir.path()).entryList({ "*.npy" })) {
        if (name.endsWith(".truth.npy"))
            continue;
        const auto ours = readNpy(std::filesystem::path(dir.filePath(name).toStdString()));
        QVERIFY2(ours, ours ? "" : ours.error().message.c_str());
        const auto truth = readNpy(std::filesystem::path(dir.filePath(name.chopped(4) + ".truth.npy").toStdString()));
        QVERIFY2(truth, truth ? "" : truth.error().message.c_str());
        QCOMPARE(ours->shape, truth->shape);
        QCOMPARE(ours->values.size(), truth->values.size());
        for (std::size_t i = 0; i < ours->values.size(); ++i)
            QVERIFY2(
                ours->values[i] == truth->values[i] || (std::isnan(ours->values[i]) && std::isnan(truth->values[i])),
                qPrintable(name));
        ++files;
    }
    QCOMPARE(files, 17);
}

void TestNpy::whatItWritesNumpyReads()
{
    PEER_OR_SKIP("numpy");
    QTemporaryDir dir;
    const std::vector<std::vector<std::int64_t>> shapes{ { 2, 3 }, { 6 }, { 1, 1, 6 } };
    const std::vector<float> values{ 1.5f, std::nanf(""), -0.f, 3.4e38f, 1e-42f, 6 };
    for (const auto& shape : shapes) {
        const QString path = dir.filePath("a.npy");
        QVERIFY(writeNpy(path.toStdString(), shape, values));
        const QByteArray printed = runPeer({ "-c",
            "import sys, numpy as np; a = np.load(sys.argv[1]);"
            "print(a.dtype.str, list(a.shape), a.tobytes().hex())",
            path });
        QByteArray expected("<f4 [");
        for (std::size_t i = 0; i < shape.size(); ++i)
            expected += (i ? ", " : "") + QByteArray::number(qlonglong(shape[i]));
        expected += "] " + QByteArray(reinterpret_cast<const char*>(values.data()), 24).toHex();
        QCOMPARE(printed.trimmed(), expected);
    }
}

void TestNpy::readsTheRealTriplets()
{
    REAL_DATA_OR_SKIP();
    const auto triplets = readNpy(realData() / "btsbot" / "usage_triplets.npy");
    QVERIFY2(triplets, triplets ? "" : triplets.error().message.c_str());
    QCOMPARE(triplets->shape, (std::vector<std::int64_t>{ 39, 63, 63, 3 }));
}

void TestNpy::refusesDamagedFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QByteArray() << "does not begin";
    QTest::newRow("text") << QByteArray("<html>not found</html>") << "does not begin";
    QTest::newRow("cut header") << file("{'descr'", 0).chopped(2) << "torn in its header";
    QTest::newRow("code") << file("{'descr': __import__('os').system('true'), }", 0) << "does not write";
    QTest::newRow("no shape") << file("{'descr': '<f4', 'fortran_order': False, }", 4) << "does not write";
    QTest::newRow("objects") << file("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 8) << "type '|O'";
    QTest::newRow("a table") << file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", 8)
                             << "structured";
    QTest::newRow("no type") << file("{'descr': '', 'fortran_order': False, 'shape': (1,), }", 8) << "type ''";
    QTest::newRow("Fortran") << file("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", 8) << "Fortran";
    QTest::newRow("2^62 elements") << file(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648, 2147483648), }", 4)
                                   << "more than 2^31";
    QTest::newRow("a negative side") << file("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4)
                                     << "does not write";
    QTest::newRow("torn") << file("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", 15)
                          << "needs 16 bytes, 15";
    QTest::newRow("too long") << file("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", 17)
                              << "needs 16 bytes, 17";
    QTest::newRow("many sides") << file(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + QByteArray("1,").repeated(40) + "), }", 4)
                                << "does not write";
}

void TestNpy::refusesDamagedFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto array = readNpy(std::as_bytes(std::span(bytes.constData(), bytes.size())));
    QVERIFY(!array);
    QVERIFY2(QString::fromStdString(array.error().message).contains(says), array.error().message.c_str());
    QVERIFY(!array.error().remedy.empty());
}

QTEST_GUILESS_MAIN(TestNpy)
#include "tst_npy.moc"
