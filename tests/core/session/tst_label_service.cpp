#include "core/session/label_history.h"
#include "core/session/labels_service.h"
#include "core/store/project_table.h"
#include "tests/core/store/store_test.h"

#include <set>

using namespace vetrina;
using namespace vetrina::session;
using store::EventKind;
using Kind = Labels::Kind;

/// Does it once, and shows the words where it fails.
#define DO(call)                                                                                                       \
    do {                                                                                                               \
        const auto done = (call);                                                                                      \
        VERIFY_RESULT(done);                                                                                           \
    } while (false)

/// Labels of a project in the words of its schemes: sets, objects, undo across openings, versions.
class TestLabelService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anObjectGetsALabelAndLosesItWithOneUndo();
    void manyGetALabelAndLoseItWithOneUndo();
    void aLabelForManyIsAllOrNothing();
    void historySaysWhoWhenAndWhatOfAGroup();
    void undoAndRedoGoOnAfterTheProjectWasClosed();
    void undoSaysWhatItTookBack();
    void aSetOfClassesIsOneEvent();
    void aLabelStaysInTheSchemeItWasPressedIn();
    void anEditedSchemeIsANewVersionAndOldLabelsKeepTheirs();
    void theChosenSchemeIsKeptAPersonAndProject();
    void refusesASchemeThatIsWrong();
    void aFlagSaysOnOrOff();
    void notesAreAColumn();

private:
    /// The services over one project, as Session opens them.
    struct Opened {
        explicit Opened(const store::Project& project, const std::string& user = "ada")
            : store(store::LabelStore::open(project).value())
            , catalogue(store::Catalogue::open(project).value())
            , labels(LabelsService::open(*store, *catalogue, user).value())
        {
        }
        std::unique_ptr<store::LabelStore> store;
        std::unique_ptr<store::Catalogue> catalogue;
        std::unique_ptr<LabelsService> labels;

        [[nodiscard]] std::string labelAt(data::Row row) const
        {
            return labels->standing(catalogue->candidate(row)->candidate.key).label;
        }
    };

    /// 2,010 candidates: row n and row n + 1000 are of one object.
    static void fill(const TemporaryProject& t)
    {
        auto writer = store::CatalogueWriter::open(t.project, store::IngestLock::acquire(t.project.folder).value());
        VERIFY_RESULT(writer);
        DO(addSynthetic(**writer, 0, 2010, 40));
    }
    static Labels::Request label(data::Row row, const std::string& text)
    {
        Labels::Request request;
        request.row = row;
        request.text = text;
        request.seconds = 1.5;
        return request;
    }
    static Labels::Request mark(data::Row row, Kind kind, const std::string& text = {})
    {
        auto request = label(row, text);
        request.kind = kind;
        return request;
    }
};

void TestLabelService::anObjectGetsALabelAndLosesItWithOneUndo()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    DO(p.labels->add(label(5, "bogus")));
    const auto given = p.labels->addToObject(label(1005, "SN"));
    VERIFY_RESULT(given);
    // Rows 5, 1005 and 2005: the object is the number less its thousands.
    QCOMPARE(std::set(given->rows.begin(), given->rows.end()), (std::set<data::Row>{ 5, 1005, 2005 }));
    for (const data::Row row : { 5, 1005, 2005 })
        QCOMPARE(p.labelAt(row), "supernova");
    QCOMPARE(p.labelAt(6), "");
    const auto events = p.store->events().value();
    QCOMPARE(events.size(), 4u); // an event a candidate
    for (std::size_t i = 1; i < 4; ++i)
        QCOMPARE(events[i].gesture, events[1].event);
    QCOMPARE(events[1].seconds.value_or(0), 1.5); // of the one that was looked at
    QVERIFY(!events[2].seconds && !events[3].seconds);

    const auto undone = p.labels->undo();
    VERIFY_RESULT(undone);
    QCOMPARE(undone->row, 1005); // where the key was pressed
    QCOMPARE(undone->rows.size(), 3u);
    QCOMPARE(p.labelAt(5), "bogus");
    QCOMPARE(p.labelAt(1005), "");
    QCOMPARE(p.labelAt(2005), "");
    DO(p.labels->redo());
    QCOMPARE(p.labelAt(2005), "supernova");
    QCOMPARE(p.labels->counts()->labelled, 3u);
}

void TestLabelService::manyGetALabelAndLoseItWithOneUndo()
{
    const TemporaryProject t;
    fill(t);
    std::vector<data::Row> rows;
    for (data::Row row = 3; row < 2010; row += 4)
        rows.push_back(row);
    {
        Opened p(t.project);
        DO(p.labels->add(label(7, "agn")));
        const auto given = p.labels->addToAll(label(3, "bogus"), rows);
        VERIFY_RESULT(given);
        QCOMPARE(given->rows, rows);
    }
    Opened p(t.project); // it was on the disk
    const auto events = p.store->events().value();
    QCOMPARE(events.size(), rows.size() + 1);
    std::set<std::int64_t> candidates;
    for (std::size_t i = 1; i < events.size(); ++i) {
        QCOMPARE(events[i].gesture, events[1].event);
        QCOMPARE(events[i].label, "bogus");
        QVERIFY(!events[i].seconds && events[i].scores.empty());
        candidates.insert(events[i].candidate.id);
    }
    QCOMPARE(candidates.size(), rows.size());
    QCOMPARE(p.labels->counts()->labelled, rows.size());
    QCOMPARE(p.labelAt(1003), "bogus");
    QCOMPARE(p.labelAt(1004), "");
    const auto history = historyOf(*p.store, p.catalogue->candidate(1003)->candidate.key, "transient-types");
    VERIFY_RESULT(history);
    QCOMPARE(history->at(0).alerts, rows.size());
    QCOMPARE(history->at(0).aside, "with 501 more");

    const auto undone = p.labels->undo();
    VERIFY_RESULT(undone);
    QCOMPARE(std::set(undone->rows.begin(), undone->rows.end()), std::set(rows.begin(), rows.end()));
    QCOMPARE(p.labelAt(7), "agn");
    QCOMPARE(p.labels->counts()->labelled, 1u);
    DO(p.labels->redo());
    QCOMPARE(p.labels->counts()->labelled, rows.size());
}

void TestLabelService::aLabelForManyIsAllOrNothing()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    QVERIFY(!p.labels->addToAll(label(1, "bogus"), { 1, 2, 999999 }));
    QVERIFY(!p.labels->addToAll(label(1, "no such class"), { 1, 2 }));
    QCOMPARE(p.labels->addToAll(label(1, "bogus"), {}).error().code, Error::Code::WrongUse);
    QVERIFY(p.store->events()->empty());
    QCOMPARE(p.labels->counts()->labelled, 0u);
}

void TestLabelService::historySaysWhoWhenAndWhatOfAGroup()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    DO(p.labels->addToObject(label(5, "agn")));
    DO(p.labels->add(mark(1005, Kind::Note, "double host?")));
    DO(p.labels->undo());
    DO(p.labels->undo());
    const auto key = p.catalogue->candidate(1005)->candidate.key;
    auto history = historyOf(*p.store, key, p.labels->scheme().name);
    VERIFY_RESULT(history);
    QCOMPARE(history->size(), 4u); // newest first
    QCOMPARE(history->at(3).what, "agn");
    QCOMPARE(history->at(3).who, "ada");
    QCOMPARE(history->at(3).alerts, 3u);
    QCOMPARE(history->at(3).aside, "with 2 more of the object");
    QVERIFY(!history->at(3).stands);
    QVERIFY(history->at(3).jd > 2461000 && history->at(3).jd < 2500000);
    QCOMPARE(history->at(2).what, "“double host?”");
    QVERIFY(!history->at(2).stands);
    QCOMPARE(history->at(1).what, "undid “double host?”");
    QCOMPARE(history->at(0).what, "undid agn");
    QCOMPARE(history->at(0).alerts, 3u);
    DO(p.labels->redo());
    history = historyOf(*p.store, key, "morphology");
    QCOMPARE(history->at(0).what, "did again agn");
    QVERIFY(history->at(4).stands);
    QCOMPARE(history->at(4).aside, "scheme transient-types, with 2 more of the object");
}

void TestLabelService::undoAndRedoGoOnAfterTheProjectWasClosed()
{
    const TemporaryProject t;
    fill(t);
    constexpr int many = 120;
    {
        Opened p(t.project);
        for (int i = 0; i < many; ++i)
            DO(p.labels->add(label(i, i % 2 == 0 ? "real" : "bogus")));
        DO(p.labels->undo());
    }
    {
        Opened other(t.project, "bob"); // whose events are none of ada's
        DO(other.labels->add(label(3, "agn")));
        QCOMPARE(other.labels->redo().error().code, Error::Code::NotFound);
    }
    {
        Opened p(t.project);
        DO(p.labels->redo()); // of before it was closed
        QCOMPARE(p.labelAt(many - 1), "bogus");
        for (int i = many - 1; i >= 0; --i) {
            const auto undone = p.labels->undo();
            VERIFY_RESULT(undone);
            QCOMPARE(undone->row, i);
            QCOMPARE(undone->what, i % 2 == 0 ? "real" : "bogus");
        }
        QCOMPARE(p.labels->undo().error().code, Error::Code::NotFound);
        QCOMPARE(p.labels->counts()->labelled, 0u);
    }
    Opened p(t.project);
    for (int i = 0; i < many; ++i) {
        const auto again = p.labels->redo();
        VERIFY_RESULT(again);
        QCOMPARE(again->row, i);
    }
    QCOMPARE(p.labels->redo().error().code, Error::Code::NotFound);
    QCOMPARE(p.labels->counts()->labelled, std::uint64_t(many));
    DO(p.labels->add(label(0, "agn"))); // something new: what was undone stays undone
    QCOMPARE(p.labels->redo().error().code, Error::Code::NotFound);
    QCOMPARE(Opened(t.project, "bob").labelAt(3), "agn");
}

void TestLabelService::undoSaysWhatItTookBack()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    DO(p.labels->add(label(7, "real")));
    DO(p.labels->add(label(7, "supernova")));
    DO(p.labels->add(mark(7, Kind::Flag, "on")));
    DO(p.labels->add(mark(7, Kind::Note, "ask")));
    DO(p.labels->add(mark(8, Kind::Skip)));
    const std::vector<std::tuple<data::Row, Kind, std::string, std::string>> expected{ { 8, Kind::Skip, "", "" },
        { 7, Kind::Note, "ask", "supernova" }, { 7, Kind::Flag, "on", "supernova" },
        { 7, Kind::Label, "supernova", "real" }, { 7, Kind::Label, "real", "" } };
    for (const auto& [row, kind, what, left] : expected) {
        const auto undone = p.labels->undo();
        VERIFY_RESULT(undone);
        QCOMPARE(undone->row, row);
        QVERIFY(undone->kind == kind);
        QCOMPARE(undone->what, what);
        QCOMPARE(undone->label, left);
        QVERIFY(!undone->object.empty());
    }
}

void TestLabelService::aSetOfClassesIsOneEvent()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    auto forms = data::LabelScheme::shipped().value()[2];
    forms.multi = true;
    DO(p.labels->saveScheme(forms));
    DO(p.labels->useScheme("morphology"));
    QVERIFY(p.labels->scheme().multi);
    DO(p.labels->add(label(4, "merger")));
    DO(p.labels->add(label(4, "merger+disc")));
    QCOMPARE(p.labelAt(4), "disc+merger"); // in the scheme's order
    const auto table = store::ProjectTable::open(t.project, { "ada", "morphology", {} });
    VERIFY_RESULT(table);
    QCOMPARE(p.store->events()->size(), 2u);
    DO(p.labels->undo());
    QCOMPARE(p.labelAt(4), "merger");
    DO(p.labels->add(label(4, ""))); // the last class taken out
    QCOMPARE(p.labelAt(4), "");
    QCOMPARE(p.labels->counts()->labelled, 0u);
    QVERIFY(p.labels->exported("csv")->find("disc+merger") != std::string::npos);
    QCOMPARE(p.labels->add(label(4, "merger+quasar")).error().code, Error::Code::WrongUse);
}

void TestLabelService::aLabelStaysInTheSchemeItWasPressedIn()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    auto pressed = label(9, "real");
    pressed.scheme = p.labels->scheme().name;
    DO(p.labels->useScheme("real-bogus")); // while the label waited
    DO(p.labels->add(pressed));
    QCOMPARE(p.labelAt(9), "");
    QCOMPARE(p.store->events()->back().scheme, "transient-types");
}

void TestLabelService::anEditedSchemeIsANewVersionAndOldLabelsKeepTheirs()
{
    const TemporaryProject t;
    fill(t);
    {
        Opened p(t.project);
        DO(p.labels->add(label(1, "asteroid")));
        auto edited = p.labels->scheme();
        QCOMPARE(p.labels->saveScheme(edited)->version, 1); // nothing changed
        edited.classes.pop_back(); // asteroids go
        edited.classes.push_back({ "kilonova", "Kilonova", "KN", "KN", "7", "agn", "diamond" });
        const auto saved = p.labels->saveScheme(edited);
        VERIFY_RESULT(saved);
        QCOMPARE(saved->version, 2);
        QCOMPARE(p.labels->scheme().version, 2); // the one in use is the new one
        DO(p.labels->add(label(2, "kilonova")));
        QCOMPARE(p.labels->add(label(3, "asteroid")).error().code, Error::Code::WrongUse);
    }
    Opened p(t.project);
    QCOMPARE(p.labels->scheme().version, 2);
    const auto events = p.store->events().value();
    QCOMPARE(events[0].schemeVersion, 1);
    QCOMPARE(events[1].schemeVersion, 2);
    QCOMPARE(p.labelAt(1), "asteroid"); // it still stands, and can be read
    QVERIFY(p.labels->schemeVersion("transient-types", 1)->find("asteroid"));
    QVERIFY(!p.labels->schemeVersion("transient-types", 2)->find("asteroid"));
    QCOMPARE(p.labels->schemeVersion("transient-types", 3).error().code, Error::Code::NotFound);
    const auto retired = p.labels->retiredClasses();
    QCOMPARE(retired.size(), 1u);
    QCOMPARE(retired[0].code, "SSO");
    QCOMPARE(p.labels->schemes().size(), 3u); // the latest of each
}

void TestLabelService::theChosenSchemeIsKeptAPersonAndProject()
{
    const TemporaryProject t;
    fill(t);
    {
        Opened p(t.project);
        DO(p.labels->chooseScheme("real-bogus"));
        DO(p.labels->useScheme("morphology")); // for this run only
        QCOMPARE(p.labels->chooseScheme("nothing").error().code, Error::Code::NotFound);
    }
    QCOMPARE(Opened(t.project).labels->scheme().name, "real-bogus");
    QCOMPARE(Opened(t.project, "bob").labels->scheme().name, "transient-types");
    DO(store::LabelStore::open(t.project).value()->setActiveScheme("morphology")); // for all who chose none
    QCOMPARE(Opened(t.project, "bob").labels->scheme().name, "morphology");
    QCOMPARE(Opened(t.project).labels->scheme().name, "real-bogus");
}

void TestLabelService::refusesASchemeThatIsWrong()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    auto wrong = p.labels->scheme();
    wrong.classes[1].key = wrong.classes[0].key;
    const auto saved = p.labels->saveScheme(wrong);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, Error::Code::WrongUse);
    QVERIFY(saved.error().message.find("class 2: key: Real has that key") != std::string::npos);
    QVERIFY(p.store->schemes()->empty());
}

void TestLabelService::aFlagSaysOnOrOff()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    const auto flagged = [&] { return p.labels->standing(p.catalogue->candidate(3)->candidate.key).flagged; };
    for (const auto& [text, after] :
        { std::pair("on", true), { "on", true }, { "off", false }, { "", true }, { "", false } }) {
        DO(p.labels->add(mark(3, Kind::Flag, text)));
        QCOMPARE(flagged(), after);
    }
}

void TestLabelService::notesAreAColumn()
{
    const TemporaryProject t;
    fill(t);
    Opened p(t.project);
    DO(p.labels->add(mark(3, Kind::Note, "double host?")));
    DO(p.labels->add(mark(4, Kind::Note, "first")));
    DO(p.labels->add(mark(4, Kind::Note, "second")));
    DO(p.labels->add(mark(5, Kind::Note, "gone")));
    DO(p.labels->add(mark(5, Kind::Note, "")));
    DO(p.labels->add(mark(6, Kind::Note, "undone")));
    DO(p.labels->undo());
    const auto notes = p.store->notes("ada");
    VERIFY_RESULT(notes);
    std::map<data::Row, std::string> byRow;
    for (const auto& [key, note] : *notes)
        byRow[p.catalogue->rowOf(key).value()] = note;
    QCOMPARE(byRow, (std::map<data::Row, std::string>{ { 3, "double host?" }, { 4, "second" } }));
    QVERIFY(p.store->notes("bob")->empty());
}

QTEST_GUILESS_MAIN(TestLabelService)
#include "tst_label_service.moc"
