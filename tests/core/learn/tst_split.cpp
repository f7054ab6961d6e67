#include "core/data/held_out.h"
#include "core/learn/split.h"

#include <QTest>

#include <map>
#include <set>

using namespace vetrina;
using namespace vetrina::learn;

class TestSplit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anObjectIsInOnePart();
    void testObjectsAreThoseThatAreHeldOut();
    void validationHasTheShareOfEachLabel();
    void whatWasTestedStaysSoWhenLabelsAreAdded();
    void whatWasLearnedFromTrains();
    void whatValidatedDoesSoAgain();
    void anObjectWithManySamplesIsThinned();
    void aLeakIsFound();

private:
    static std::vector<Labelled> sky(std::size_t objects);
};

/// Objects with one to four alerts; one in ten is of label 1.
std::vector<Labelled> TestSplit::sky(std::size_t objects)
{
    std::vector<Labelled> samples;
    for (std::size_t i = 0; i < objects; ++i)
        for (std::size_t alert = 0; alert <= i % 4; ++alert)
            samples.push_back({ "ZTF" + std::to_string(i), i % 10 == 0 ? std::size_t(1) : 0, false });
    return samples;
}

void TestSplit::anObjectIsInOnePart()
{
    const auto samples = sky(2000);
    const auto parts = split(samples, {});
    QVERIFY(checkLeaks(samples, parts));
    std::map<std::string, std::set<Part>> of;
    for (std::size_t i = 0; i < samples.size(); ++i)
        of[samples[i].object].insert(parts[i]);
    for (const auto& [object, own] : of)
        QCOMPARE(own.size(), std::size_t(1));
}

void TestSplit::testObjectsAreThoseThatAreHeldOut()
{
    const auto samples = sky(3000);
    const SplitOptions options{ .testShare = 0.2, .validationShare = 0.1, .seed = 5 };
    const auto parts = split(samples, options);
    for (std::size_t i = 0; i < samples.size(); ++i)
        QCOMPARE(parts[i] == Part::Test, data::isHeldOut(samples[i].object, 0.2, 5));
}

void TestSplit::validationHasTheShareOfEachLabel()
{
    const auto samples = sky(4000);
    const auto parts = split(samples, { .testShare = 0.2, .validationShare = 0.2 });
    std::map<std::size_t, std::map<Part, std::set<std::string>>> objects;
    for (std::size_t i = 0; i < samples.size(); ++i)
        objects[samples[i].label][parts[i]].insert(samples[i].object);
    for (const auto& [label, own] : objects) {
        const auto rest = own.at(Part::Train).size() + own.at(Part::Validation).size();
        // A quarter of what is not tested, to the object.
        QCOMPARE(own.at(Part::Validation).size(), (rest + 2) / 4);
    }
}

void TestSplit::whatWasTestedStaysSoWhenLabelsAreAdded()
{
    const auto few = sky(500), many = sky(1500);
    const auto before = split(few, {}), after = split(many, {});
    for (std::size_t i = 0; i < few.size(); ++i)
        QCOMPARE(before[i] == Part::Test, after[i] == Part::Test);
}

void TestSplit::whatWasLearnedFromTrains()
{
    auto samples = sky(1000);
    for (auto& sample : samples)
        sample.learned = sample.object.ends_with('7');
    const auto parts = split(samples, { .testShare = 0.5, .validationShare = 0.2 });
    QVERIFY(checkLeaks(samples, parts));
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (samples[i].learned)
            QCOMPARE(parts[i], Part::Train);
}

void TestSplit::whatValidatedDoesSoAgain()
{
    auto samples = sky(1000);
    for (auto& sample : samples) {
        sample.learned = sample.object.ends_with('7');
        sample.validated = sample.object.ends_with('3');
    }
    const auto parts = split(samples, { .testShare = 0.5, .validationShare = 0.2 });
    QVERIFY(checkLeaks(samples, parts));
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (samples[i].validated)
            QCOMPARE(parts[i], Part::Validation);
    const auto without = split(samples, { .testShare = 0.5, .validationShare = 0 });
    QVERIFY(checkLeaks(samples, without));
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (samples[i].validated)
            QCOMPARE(without[i], Part::Train);
}

void TestSplit::anObjectWithManySamplesIsThinned()
{
    std::vector<Labelled> samples(300, { "many", 0, true });
    samples.push_back({ "one", 1, true });
    const auto parts = split(samples, { .mostPerObject = 100 });
    QCOMPARE(std::ranges::count(parts, Part::Train), 101);
    QCOMPARE(std::ranges::count(parts, Part::Unused), 200);
    QVERIFY(parts == split(samples, { .mostPerObject = 100 }));
    // Not simply the first ones.
    QVERIFY(std::ranges::count(std::span(parts).first(100), Part::Train) < 60);
}

void TestSplit::aLeakIsFound()
{
    std::vector<Labelled> samples{ { "a", 0, false }, { "a", 0, false }, { "b", 0, true } };
    QVERIFY(checkLeaks(samples, std::vector<Part>{ Part::Train, Part::Unused, Part::Train }));
    QVERIFY(!checkLeaks(samples, std::vector<Part>{ Part::Train, Part::Test, Part::Train }));
    QVERIFY(!checkLeaks(samples, std::vector<Part>{ Part::Train, Part::Train, Part::Validation }));
    samples.back() = { .object = "b", .validated = true };
    QVERIFY(checkLeaks(samples, std::vector<Part>{ Part::Train, Part::Train, Part::Validation }));
    QVERIFY(!checkLeaks(samples, std::vector<Part>{ Part::Train, Part::Train, Part::Test }));
}

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"
