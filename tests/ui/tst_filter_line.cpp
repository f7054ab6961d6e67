#include "tests/ui/queue_window.h"
#include "ui/preferences/settings.h"
#include "ui/scan/filters_panel.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

/// The filter line: what it offers, what it remembers, what is wrong in it, and filters that have names.
class TestFilterLine : public demo::QueueTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { openQueue(); }
    void cleanup() { close(); }
    void completionIsTakenByKeysAndNeverHoldsTyping();
    void completionOffersTheClassesOfALabel();
    void earlierFiltersComeBackWithTheArrows();
    void theHistoryIsKeptByProject();
    void aMistakeIsMarkedAndMendedWithAClick();
    void halfAFilterIsNoMistakeYet();
    void namedFiltersAreListedCountedAndApplied();
    void aFilterIsSavedRenamedDeletedAndBroughtBack();
    void aShippedNameIsRefusedInPlace();
    void onlyWithoutALabelIsAToggle();
};

void TestFilterLine::completionIsTakenByKeysAndNeverHoldsTyping()
{
    type("mag");
    QVERIFY(line().completion()->isVisible());
    QCOMPARE(line().completion()->completion().words.front().text, "magpsf");
    QTest::keyClick(&line(), Qt::Key_Tab);
    QCOMPARE(line().text(), "magpsf ");
    QVERIFY(line().hasFocus());
    QVERIFY(line().completion()->isVisible()); // comparisons
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Return); // the second one: <
    QCOMPARE(line().text(), "magpsf < ");
    QTest::keyClicks(&line(), "18.5 an");
    QTest::keyClick(&line(), Qt::Key_Escape); // only what is offered goes
    QVERIFY(line().hasFocus());
    QVERIFY(!line().completion()->isVisible());
    QTest::keyClicks(&line(), "d drb > 0.9");
    QSignalSpy asked(&line(), &FilterLine::asked);
    QTest::keyClick(&line(), Qt::Key_Return); // nothing chosen: the filter is asked
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toString(), "magpsf < 18.5 and drb > 0.9");
    QVERIFY(!line().completion()->isVisible());
}

void TestFilterLine::completionOffersTheClassesOfALabel()
{
    type("label = s");
    QVERIFY(line().completion()->isVisible());
    QTest::mouseClick(line().completion(), Qt::LeftButton, {}, QPoint(40, 14));
    QCOMPARE(line().text().trimmed(), "label = 'supernova'");
    type("label = ");
    QCOMPARE(line().completion()->completion().words.size(), 6u);
}

void TestFilterLine::earlierFiltersComeBackWithTheArrows()
{
    for (const char* filter : { "drb > 0.1", "drb > 0.2", "drb > 0.1" }) {
        type(filter);
        QTest::keyClick(&line(), Qt::Key_Return);
    }
    QCOMPARE(line().history(), QStringList({ "drb > 0.1", "drb > 0.2" })); // each once, the latest first
    type("drb > 0.99 ");
    line().completion()->hide();
    QTest::keyClick(&line(), Qt::Key_Up);
    QCOMPARE(line().text(), "drb > 0.1");
    QTest::keyClick(&line(), Qt::Key_Up);
    QCOMPARE(line().text(), "drb > 0.2");
    QTest::keyClick(&line(), Qt::Key_Up); // there is none before it
    QCOMPARE(line().text(), "drb > 0.2");
    QTest::keyClick(&line(), Qt::Key_Down);
    QTest::keyClick(&line(), Qt::Key_Down);
    QCOMPARE(line().text(), "drb > 0.99 "); // what was being typed is not lost
    for (int i = 0; i < 60; ++i)
        line().apply(QString("drb > %1").arg(i));
    QCOMPARE(line().history().size(), FilterLine::remembered);
    QCOMPARE(line().history().front(), "drb > 59");
}

void TestFilterLine::theHistoryIsKeptByProject()
{
    QTemporaryDir folder;
    Settings memory(folder.filePath("memory.json").toStdString());
    demo::World other(10);
    const auto open = [&](const std::filesystem::path& path, QueuePanel& panel) {
        auto project = std::make_unique<Project>(other.project()->services(), "x", path, ClassStyles());
        panel.setMemory(&memory);
        panel.setProject(project.get());
        return project;
    };
    {
        QueuePanel panel;
        const auto project = open("/nights/a.vetrina", panel);
        panel.filterLine()->apply("drb > 0.5");
        panel.setProject(nullptr);
    }
    QueuePanel panel;
    const auto b = open("/nights/b.vetrina", panel);
    QVERIFY(panel.filterLine()->history().isEmpty());
    const auto a = open("/nights/a.vetrina", panel);
    QCOMPARE(panel.filterLine()->history(), QStringList{ "drb > 0.5" });
    panel.setProject(nullptr);
}

void TestFilterLine::aMistakeIsMarkedAndMendedWithAClick()
{
    const int before = m_world->queue.asked;
    type("drb > 0.9 and mgpsf < 18");
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY2(wrong().contains("column 15: there is no column 'mgpsf'"), qPrintable(wrong()));
    QVERIFY(wrong().contains("magpsf"));
    QVERIFY(line().property("wrong").toBool());
    QCOMPARE(m_world->queue.asked, before); // what means nothing is not asked
    QLabel* words = nullptr;
    for (QLabel* label : queue().findChildren<QLabel*>())
        if (label->property("role") == "wrong")
            words = label;
    Q_EMIT words->linkActivated("magpsf");
    QCOMPARE(line().text(), "drb > 0.9 and magpsf < 18");
    QTRY_COMPARE(m_world->queue.asked, before + 1);
    QTRY_VERIFY(wrong().isEmpty());
    QVERIFY(!line().property("wrong").toBool());
    QCOMPARE(queue().request().filter, "drb > 0.9 and magpsf < 18");
}

void TestFilterLine::halfAFilterIsNoMistakeYet()
{
    type("drb > 0.9 and ma");
    QVERIFY(line().completion()->isVisible());
    QTest::qWait(700); // typing rests, but what it may become is still offered
    QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));
    QTest::keyClick(&line(), Qt::Key_Escape);
    QTest::keyClick(&line(), Qt::Key_Return);
    QVERIFY(!wrong().isEmpty());
}

void TestFilterLine::namedFiltersAreListedCountedAndApplied()
{
    {
        const std::lock_guard lock(m_world->filters.mutex);
        m_world->filters.saved["odd ones"] = "drb > 0.25";
    }
    m_window->scan()->queue()->list()->setFocus();
    QTest::keyClick(queue().list(), Qt::Key_L, Qt::ControlModifier);
    FiltersPanel* panel = queue().filters();
    QTRY_VERIFY(panel->isVisible() && panel->list()->count() == 11); // eight filters under three captions
    QTRY_COMPARE(panel->countOf("bright"), QLocale().toString(13000)); // "magpsf < 18.5" has 13 bytes
    QTRY_COMPARE(panel->countOf("odd ones"), QLocale().toString(10000));
    QCOMPARE(m_world->filters.counted, 7); // what can't be used is not counted
    const auto rowOf = [panel](const QString& name) {
        for (int i = 0; i < panel->list()->count(); ++i)
            if (panel->list()->item(i)->data(Qt::UserRole).toString() == name)
                return panel->list()->item(i);
        return static_cast<QListWidgetItem*>(nullptr);
    };
    const auto click = [&](const QString& name, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(
            panel->list()->viewport(), Qt::LeftButton, keys, panel->list()->visualItemRect(rowOf(name)).center());
    };
    click("young"); // it asks for columns that are not there
    QVERIFY(panel->isVisible());
    click("bright");
    QVERIFY(!panel->isVisible());
    QCOMPARE(line().text(), "filter \"bright\"");
    QTRY_COMPARE(queue().request().filter, "filter \"bright\"");
    queue().openFilters();
    QTRY_COMPARE(panel->list()->count(), 11);
    click("odd ones", Qt::ControlModifier);
    QCOMPARE(queue().request().filter, "filter \"bright\" and filter \"odd ones\"");
    line().apply("drb > 0.1 or magpsf < 5");
    queue().openFilters();
    QTRY_COMPARE(panel->list()->count(), 11);
    click("unseen", Qt::ControlModifier); // `and` binds closer than `or`
    QCOMPARE(queue().request().filter, "(drb > 0.1 or magpsf < 5) and filter \"unseen\"");
}

void TestFilterLine::aFilterIsSavedRenamedDeletedAndBroughtBack()
{
    line().apply("drb > 0.75");
    queue().openFilters();
    FiltersPanel* panel = queue().filters();
    const auto press = [panel](const QString& words) {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text() == words && button->isEnabled())
                return button->click(), true;
        return false;
    };
    const auto saved = [this] {
        const std::lock_guard lock(m_world->filters.mutex);
        return m_world->filters.saved;
    };
    QTRY_VERIFY(panel->list()->count() > 3);
    QVERIFY(press("Save this filter…"));
    QVERIFY(popover());
    QTest::keyClicks(popover()->field(), "sharp ones");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QTRY_COMPARE(saved(), (std::map<std::string, std::string>{ { "sharp ones", "drb > 0.75" } }));
    QTRY_VERIFY(!popover() || !popover()->isVisible());
    QTRY_VERIFY([this] { // a saved one is offered, and may be used at once
        line().setText("filter \"sharp");
        line().complete();
        return !line().completion()->completion().words.empty();
    }());
    line().apply("filter \"sharp ones\"");
    QVERIFY2(wrong().isEmpty(), qPrintable(wrong()));

    const auto openAt = [&](const QString& name) {
        queue().openFilters();
        QTRY_VERIFY(!panel->list()->findItems("*", Qt::MatchWildcard).isEmpty() || panel->list()->count() > 3);
        QTRY_VERIFY([&] {
            for (int i = 0; i < panel->list()->count(); ++i)
                if (panel->list()->item(i)->data(Qt::UserRole).toString() == name) {
                    panel->list()->setCurrentRow(i);
                    return true;
                }
            return false;
        }());
    };
    openAt("bright");
    QVERIFY(!press("Rename…")); // it ships
    QVERIFY(!press("Delete"));
    openAt("sharp ones");
    QTest::keyClick(panel->list(), Qt::Key_F2);
    QVERIFY(popover());
    popover()->field()->setText("sharpest");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    QTRY_COMPARE(saved().count("sharpest"), 1u);
    QTRY_VERIFY(!popover() || !popover()->isVisible());
    openAt("sharpest");
    QTest::keyClick(panel->list(), Qt::Key_Delete);
    QTRY_VERIFY(saved().empty());
    QPushButton* undo = nullptr;
    QTRY_VERIFY([&] {
        for (QPushButton* button : m_window->findChildren<QPushButton*>())
            if (button->text() == "Undo" && button->isVisible() && button->property("role") == "flat")
                undo = button;
        return undo != nullptr;
    }());
    undo->click();
    QTRY_COMPARE(saved(), (std::map<std::string, std::string>{ { "sharpest", "drb > 0.75" } }));
}

void TestFilterLine::aShippedNameIsRefusedInPlace()
{
    line().apply("drb > 0.75");
    queue().openFilters();
    for (QPushButton* button : queue().filters()->findChildren<QPushButton*>())
        if (button->text() == "Save this filter…")
            button->click();
    QVERIFY(popover());
    QTest::keyClicks(popover()->field(), "bright");
    QTest::keyClick(popover()->field(), Qt::Key_Return);
    const auto said = [this] {
        for (const QLabel* label : popover()->findChildren<QLabel*>())
            if (label->property("role") == "wrong")
                return label->text();
        return QString();
    };
    QTRY_VERIFY(said().contains("ships with Vetrina"));
    QVERIFY(popover()->isVisible());
    QTest::keyClick(popover()->field(), Qt::Key_Escape);
    QVERIFY(!popover() || !popover()->isVisible());
}

void TestFilterLine::onlyWithoutALabelIsAToggle()
{
    const auto press = [this] {
        QTest::keyClick(queue().list(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        return QString::fromStdString(queue().request().filter);
    };
    queue().list()->setFocus();
    QCOMPARE(press(), "label is none");
    QVERIFY(queue().isUnlabelledOnly());
    QCOMPARE(press(), "");
    line().apply("drb > 0.9");
    queue().list()->setFocus();
    QCOMPARE(press(), "drb > 0.9 and label is none");
    QCOMPARE(press(), "drb > 0.9");
    line().apply("drb > 0.9 or magpsf < 1");
    queue().list()->setFocus();
    QCOMPARE(press(), "(drb > 0.9 or magpsf < 1) and label is none");
    QCOMPARE(press(), "drb > 0.9 or magpsf < 1");
}

QTEST_MAIN(TestFilterLine)
#include "tst_filter_line.moc"
