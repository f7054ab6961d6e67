#include "store_test.h"

#include "core/store/catalogue_search.h"

#include <map>
#include <set>

using namespace vetrina;
using namespace vetrina::store;

/// What is typed against names and ids held beside it.
class TestCatalogueSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void objectsComeByTheBeginningOfTheirName_data();
    void objectsComeByTheBeginningOfTheirName();
    void idsComeByTheirFirstDigits_data();
    void idsComeByTheirFirstDigits();
    void oddWordsFindNothing();
    void whatArrivesIsFound();

private:
    TemporaryProject m_project;
    std::map<std::string, std::vector<data::Row>> m_objects;
    std::map<std::int64_t, data::Row> m_ids;
};

void TestCatalogueSearch::initTestCase()
{
    auto writer = CatalogueWriter::open(m_project.project).value();
    const auto schema = writer->schema("the schema").value();
    std::vector<SyntheticCandidate> made;
    for (int i = 0; i < 3000; ++i) {
        made.emplace_back(i, 300);
        made.back().candidate.object = QString("ZTF18%1").arg(i / 3, 4, 36, QChar('a')).toStdString();
        if (i % 100 == 0) // ids of every length
            made.back().candidate.key.id = i / 100;
        if (i % 100 == 1) // as long as ZTF's
            made.back().candidate.key.id = 2481334963515010000 + i;
    }
    std::vector<NewCandidate> batch;
    for (const auto& one : made)
        batch.push_back(one.asNew(schema));
    QCOMPARE(writer->add(batch).value().added, 3000);
    for (std::size_t row = 0; row < made.size(); ++row) {
        m_objects[made[row].candidate.object].push_back(static_cast<data::Row>(row));
        m_ids[made[row].candidate.key.id] = static_cast<data::Row>(row);
    }
}

void TestCatalogueSearch::objectsComeByTheBeginningOfTheirName_data()
{
    QTest::addColumn<QString>("prefix");
    for (const char* prefix : { "ZTF18", "ZTF18aa", "ZTF18aar", "ZTF18aaqz", "Z", "ZTF18zzzz", "ztf" })
        QTest::newRow(prefix) << prefix;
}

void TestCatalogueSearch::objectsComeByTheBeginningOfTheirName()
{
    QFETCH(QString, prefix);
    const auto search = CatalogueSearch::open(m_project.project).value();
    constexpr std::size_t limit = 20;
    std::vector<std::pair<std::string, std::size_t>> expected;
    for (const auto& [object, rows] : m_objects)
        if (object.starts_with(prefix.toStdString()) && expected.size() < limit)
            expected.emplace_back(object, rows.size());
    const auto found = search->objects(prefix.toStdString(), limit);
    VERIFY_RESULT(found);
    QCOMPARE(found->size(), expected.size());
    for (std::size_t i = 0; i < found->size(); ++i) {
        QCOMPARE((*found)[i].object, expected[i].first);
        QCOMPARE(static_cast<std::size_t>((*found)[i].alerts), expected[i].second);
        QCOMPARE((*found)[i].last, m_objects[expected[i].first].back());
    }
}

void TestCatalogueSearch::idsComeByTheirFirstDigits_data()
{
    QTest::addColumn<QString>("digits");
    for (const char* digits : { "1", "2", "10", "0", "1000000", "100000001", "1000000000037", "2481334963515010201",
             "2481", "9999999999999999999" })
        QTest::newRow(digits) << digits;
}

void TestCatalogueSearch::idsComeByTheirFirstDigits()
{
    QFETCH(QString, digits);
    const auto search = CatalogueSearch::open(m_project.project).value();
    std::set<data::Row> expected;
    for (const auto& [id, row] : m_ids)
        if (QString::number(id).startsWith(digits))
            expected.insert(row);
    const auto found = search->ids(digits.toStdString(), 5000);
    VERIFY_RESULT(found);
    QVERIFY(std::set<data::Row>(found->begin(), found->end()) == expected);
    QCOMPARE(found->size(), expected.size());
    const auto few = search->ids(digits.toStdString(), 2);
    VERIFY_RESULT(few);
    QCOMPARE(few->size(), std::min<std::size_t>(2, expected.size()));
    if (!few->empty() && m_ids.contains(digits.toLongLong()))
        QCOMPARE(few->front(), m_ids[digits.toLongLong()]); // what was typed whole goes first
}

void TestCatalogueSearch::oddWordsFindNothing()
{
    const auto search = CatalogueSearch::open(m_project.project).value();
    for (const char* word : { "", "12x", "-5", "99999999999999999999", " 1" })
        QVERIFY(search->ids(word, 10)->empty());
    for (const char* word : { "", "%", "ZTF%", "'; --", "\xff\xff" })
        QVERIFY2(search->objects(word, 10)->empty(), word);
}

void TestCatalogueSearch::whatArrivesIsFound()
{
    const auto search = CatalogueSearch::open(m_project.project).value();
    QVERIFY(search->objects("ZTF99", 10)->empty());
    auto writer = CatalogueWriter::open(m_project.project).value();
    SyntheticCandidate one(5000, 300);
    one.candidate.object = "ZTF99new";
    QCOMPARE(writer->add(std::vector{ one.asNew(writer->schema("the schema").value()) }).value().added, 1);
    QCOMPARE(search->objects("ZTF99", 10)->size(), 1u);
}

QTEST_APPLESS_MAIN(TestCatalogueSearch)
#include "tst_catalogue_search.moc"
