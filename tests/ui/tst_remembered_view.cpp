#include "tests/ui/demo_window.h"
#include "ui/epochs/epoch_strip.h"
#include "ui/lightcurve/light_curve_panel.h"
#include "ui/preferences/json_file.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/opinions_panel.h"

#include <QJsonDocument>
#include <QListView>
#include <QTemporaryDir>

using namespace vetrina;
using namespace vetrina::ui;

/// What comes back with a project beside its place, order and display: the light curve and the panels that are open.
class TestRememberedView : public demo::WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void init() { open(20, usualSize, 4); }
    void cleanup() { close(); }
    void theLightCurveComesBackAsItWasDrawn();
    void panelsThatWereOpenAreOpen();
    void eachProjectHasItsOwn();
    void aViewWithoutThemChangesNothing();

private:
    [[nodiscard]] QVariantMap curve() { return page().lightCurve()->drawn(); }
    /// As it comes from its file.
    [[nodiscard]] QJsonObject view()
    {
        return QJsonDocument::fromJson(QJsonDocument(page().viewState()).toJson()).object();
    }
    void openAgain(const QJsonObject& view)
    {
        m_window->setProject(nullptr);
        m_window->setProject(m_world->project(), view);
        QTRY_VERIFY(page().shown());
    }
};

void TestRememberedView::theLightCurveComesBackAsItWasDrawn()
{
    QCOMPARE(curve(), (QVariantMap{ { "flux", false }, { "all", false }, { "forced", false } }));
    press(Qt::Key_T);
    press(Qt::Key_Y);
    const QJsonObject left = view();
    press(Qt::Key_T);
    press(Qt::Key_Y);
    QCOMPARE(curve()["flux"].toBool(), false);
    openAgain(left);
    QCOMPARE(curve(), (QVariantMap{ { "flux", true }, { "all", true }, { "forced", false } }));
    page().lightCurve()->drawNow();
    QVERIFY(page().lightCurve()->days().to - page().lightCurve()->days().from > 31); // and it is drawn so
}

void TestRememberedView::panelsThatWereOpenAreOpen()
{
    press(Qt::Key_E);
    page().facts()->showAll(true);
    page().opinions()->setUnfolded(true);
    const QJsonObject left = view();
    press(Qt::Key_Escape);
    QVERIFY(page().epochs()->isHidden());
    page().facts()->showAll(false);
    page().opinions()->setUnfolded(false);
    QWidget* before = m_window->focusWidget();
    openAgain(left);
    QVERIFY(page().epochs()->isVisible());
    QTRY_COMPARE(page().epochs()->list()->model()->rowCount() > 1, true); // with the epochs in it
    QVERIFY(page().facts()->showsAll());
    QVERIFY(page().opinions()->unfolded());
    QVERIFY(m_window->focusWidget() != page().epochs()->list()); // the keys stay where they are on opening
    QVERIFY(before);
}

void TestRememberedView::eachProjectHasItsOwn()
{
    const QTemporaryDir folder;
    m_window->setProject(nullptr);
    m_window->keepViewsIn(folder.path().toStdString());
    const auto pathOf = [](const QString& name) { return std::filesystem::path("/nights/" + name.toStdString()); };
    const auto kept = [&](const QString& name) {
        return JsonFile::read(viewFile(folder.path().toStdString(), pathOf(name)));
    };
    const auto keptFlux = [&](const QString& name) -> QJsonValue { return kept(name)["curve"].toObject()["flux"]; };
    const auto go = [&](const QString& name) {
        const QJsonObject view = kept(name);
        m_window->setProject(m_world->project(name, pathOf(name)), view);
        QTRY_VERIFY(page().shown());
    };
    go("one");
    press(Qt::Key_T);
    go("two");
    press(Qt::Key_T); // as the last one was, until it is told otherwise
    QCOMPARE(curve()["flux"].toBool(), false);
    QTRY_COMPARE(keptFlux("one"), QJsonValue(true)); // on disk
    go("one");
    QCOMPARE(curve()["flux"].toBool(), true);
    QTRY_COMPARE(keptFlux("two"), QJsonValue(false));
    go("two");
    QCOMPARE(curve()["flux"].toBool(), false);
}

void TestRememberedView::aViewWithoutThemChangesNothing()
{
    press(Qt::Key_T);
    openAgain({});
    QCOMPARE(curve()["flux"].toBool(), true);
    openAgain({ { "curve", 7 }, { "panels", "nonsense" } });
    QCOMPARE(curve()["flux"].toBool(), true);
    QVERIFY(page().epochs()->isHidden());
}

QTEST_MAIN(TestRememberedView)
#include "tst_remembered_view.moc"
