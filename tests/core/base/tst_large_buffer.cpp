#include "core/base/large_buffer.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <new>

using namespace vetrina;

class TestLargeBuffer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatIsWritten_data();
    void holdsWhatIsWritten();
    void saysWhenThereIsNoMemory();
    void thePoolGivesWhatComesBack();
    void buffersMayOutliveTheirPool();
};

void TestLargeBuffer::holdsWhatIsWritten_data()
{
    QTest::addColumn<qulonglong>("size");
    for (const qulonglong size : { 0, 1, 4096, 100'000, 2 << 20, (2 << 20) + 1, 9'999'999 })
        QTest::addRow("%llu", size) << size;
}

void TestLargeBuffer::holdsWhatIsWritten()
{
    QFETCH(qulonglong, size);
    LargeBuffer buffer(size);
    QCOMPARE(buffer.size(), size);
    QCOMPARE(reinterpret_cast<std::uintptr_t>(buffer.bytes().data()) % (size ? 2 << 20 : 1), 0u);
    std::ranges::fill(buffer.bytes(), std::byte{ 0x5a });
    LargeBuffer moved = std::move(buffer);
    QCOMPARE(moved.size(), size);
    QCOMPARE(buffer.size(), 0u);
    QVERIFY(std::ranges::all_of(moved.bytes(), [](std::byte b) { return b == std::byte{ 0x5a }; }));
}

void TestLargeBuffer::saysWhenThereIsNoMemory()
{
    QVERIFY_EXCEPTION_THROWN(LargeBuffer(SIZE_MAX), std::bad_alloc);
    QVERIFY_EXCEPTION_THROWN(LargeBuffer(SIZE_MAX / 2), std::bad_alloc);
}

void TestLargeBuffer::thePoolGivesWhatComesBack()
{
    BufferPool pool(2, 8 << 20);
    auto a = pool.take(100), b = pool.take(8 << 20), large = pool.take(20 << 20);
    QVERIFY(a->size() >= 100 && large->size() >= (20 << 20));
    const auto* atA = a->bytes().data();
    const auto* atB = b->bytes().data();
    QVERIFY(atA != atB);
    a.reset();
    QCOMPARE(pool.take(8 << 20)->bytes().data(), atA); // any of them is large enough
    b.reset();
    large.reset(); // too large to keep
    const auto c = pool.take(1), d = pool.take(1);
    QVERIFY((c->bytes().data() == atA && d->bytes().data() == atB)
        || (c->bytes().data() == atB && d->bytes().data() == atA));
}

void TestLargeBuffer::buffersMayOutliveTheirPool()
{
    std::shared_ptr<const LargeBuffer> last;
    {
        BufferPool pool(1, 1 << 20);
        last = pool.take(1 << 20);
    }
    std::ranges::fill(last->bytes(), std::byte{ 1 });
    last.reset();
}

QTEST_APPLESS_MAIN(TestLargeBuffer)
#include "tst_large_buffer.moc"
