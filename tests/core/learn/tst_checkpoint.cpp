#include "core/base/file.h"
#include "core/learn/checkpoint.h"
#include "core/learn/image_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::learn;

class TestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNumberComesBack();
    void whatIsNoCheckpointIsRefused();
    void imagesStayWhereTheyWerePut();
    void roomThatIsNotThereIsSaid();

private:
    [[nodiscard]] std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    QTemporaryDir m_folder;
};

void TestCheckpoint::everyNumberComesBack()
{
    Checkpoint at;
    at.recipe = "abc";
    at.state = { { 1.5F, -0.F, 3e-41F }, { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
    at.best = { 0.1F, 0.2F, 0.3F };
    at.bestEpoch = 2;
    at.bestLoss = 0.1;
    at.epoch = 3;
    at.batch = 7;
    at.step = 107;
    at.lossSum = 1.0 / 3;
    at.weightSum = 448;
    at.seconds = 12.5;
    at.history.push_back({ 1, 0.5, std::nan(""), std::nan(""), 0.25, 1e-3, 6, { 1, 2, 3, 4 } });
    QVERIFY(at.write(file("a.safetensors")));
    const auto back = Checkpoint::read(file("a.safetensors"));
    QVERIFY(back);
    QCOMPARE(back->recipe, at.recipe);
    QVERIFY(back->state.weights == at.state.weights && std::signbit(back->state.weights[1]));
    QVERIFY(back->state.first == at.state.first && back->state.second == at.state.second);
    QVERIFY(back->state.average == at.state.average && back->best == at.best);
    QVERIFY(back->bestLoss == at.bestLoss && back->lossSum == at.lossSum && back->weightSum == at.weightSum);
    QVERIFY(back->epoch == 3 && back->batch == 7 && back->step == 107 && back->bestEpoch == 2);
    QCOMPARE(back->history.size(), std::size_t(1));
    QVERIFY(std::isnan(back->history[0].auc) && back->history[0].macroF1 == 0.25);
    QVERIFY(back->history[0].confusion == at.history[0].confusion);
}

void TestCheckpoint::whatIsNoCheckpointIsRefused()
{
    QCOMPARE(Checkpoint::read(file("none")).error().code, Error::Code::NotFound);
    Checkpoint at;
    at.state.weights = { 1, 2, 3 };
    QVERIFY(at.write(file("whole.safetensors")));
    const auto bytes = readFile(file("whole.safetensors"));
    QVERIFY(bytes);
    for (std::size_t length = 0; length < bytes->size(); ++length) { // cut anywhere
        QVERIFY(replaceFile(file("cut.safetensors"), std::span(*bytes).first(length)));
        const auto cut = Checkpoint::read(file("cut.safetensors"));
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, Error::Code::Malformed);
        QVERIFY(cut.error().message.find("cut.safetensors") != std::string::npos);
    }
}

void TestCheckpoint::imagesStayWhereTheyWerePut()
{
    auto store = ImageStore::create(m_folder.path().toStdString(), 100, 50);
    QVERIFY(store);
    QCOMPARE(store->count(), std::size_t(100));
    for (std::size_t i = 0; i < 100; ++i)
        std::ranges::fill((*store)[i], static_cast<float>(i));
    const ImageStore kept = std::move(*store);
    for (std::size_t i = 0; i < 100; ++i)
        QVERIFY(kept[i].front() == static_cast<float>(i) && kept[i].back() == static_cast<float>(i));
    QVERIFY(QDir(m_folder.path()).entryList({ "images-*" }).isEmpty()); // nobody has to remove it
}

void TestCheckpoint::roomThatIsNotThereIsSaid()
{
    const auto none = ImageStore::create("/no/such/folder", 1, 1);
    QVERIFY(!none);
    QCOMPARE(none.error().code, Error::Code::NotFound);
    const auto huge = ImageStore::create(m_folder.path().toStdString(), std::size_t(1) << 40, 1 << 10);
    QVERIFY(!huge);
    QVERIFY(QDir(m_folder.path()).entryList({ "images-*" }).isEmpty());
}

QTEST_APPLESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
