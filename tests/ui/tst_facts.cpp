#include "core/base/progress.h"
#include "core/session/opinion_figures.h"
#include "tests/real_data.h"
#include "tests/ui/demo_services.h"
#include "tests/ui/fact_views.h"
#include "ui/scan/badge_strip.h"
#include "ui/scan/fact_list.h"
#include "ui/scan/fact_text.h"
#include "ui/scan/facts_chooser.h"
#include "ui/scan/facts_panel.h"
#include "ui/scan/filter_line.h"
#include "ui/scan/header_bar.h"
#include "ui/scan/queue_panel.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

data::FieldDoc unit(const char* words) { return { words, "What it means", "float" }; }

QString clipboard() { return QGuiApplication::clipboard()->text(); }

} // namespace

class TestFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valuesHaveTheDigitsOfTheirUnit_data();
    void valuesHaveTheDigitsOfTheirUnit();
    void aFilterFromAValueLetsItThrough_data();
    void aFilterFromAValueLetsItThrough();
    void docsOfPacketsStayText();
    void chosenFactsStandInTheUsersOrder();
    void theChooserTicksMovesAndResets();
    void settingsFromElsewhereAreChecked();
    void aClickCopiesAndADoubleClickFilters();
    void searchFindsMeaningsAndEscapeStepsOut();
    void keysReachTheFacts();
    void realCandidatesShowTheirFacts_data();
    void realCandidatesShowTheirFacts();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<session::Session> m_real;
};

void TestFacts::initTestCase()
{
    applyTheme(Scheme::Dark);
    if (realData().empty())
        return;
    const auto path = std::filesystem::path(m_folder.path().toStdString()) / "real.vetrina";
    auto opened = session::Session::open(path, { .create = true });
    QVERIFY(opened.has_value());
    Progress progress;
    for (const char* what : { "ztf/night", "rubin/fink-client.avro" })
        QVERIFY((*opened)->ingest().run({ realData() / what }, {}, progress).has_value());
    m_real = std::move(*opened);
}

void TestFacts::valuesHaveTheDigitsOfTheirUnit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<data::FieldValue>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* title, const char* name, data::FieldValue value, const char* unit,
                         const char* text) {
        QTest::newRow(title) << name << value << unit << QString::fromUtf8(text);
    };
    row("magnitude", "magpsf", 18.31724, "mag", "18.317");
    row("catalogue magnitude", "srmag1", 18.0231, "mag", "18.02");
    row("seconds of arc", "distpsnr1", 5.5512, "arcsec", "5.55″");
    row("many seconds of arc", "neargaia", 28.4411, "arcsec", "28.4″");
    row("pixels", "xpos", 1234.56789, "px", "1234.57 px");
    row("flux", "psfFlux", -19549.39453125, "nJy", "-19549 nJy");
    row("small flux", "psfFlux", 12.34, "nJy", "12.3 nJy");
    row("degrees", "ra", 19.6840311, "deg", "19.68403°");
    row("a small error in degrees", "raErr", 2.5e-5, "deg", "0.000025°");
    row("a tiny error in degrees", "raErr", 2.5e-8, "deg", "2.5e-08°");
    row("a date", "jd", 2460235.8349653, "d", "2460235.83497");
    row("seconds", "exptime", 30.0, "s", "30.000 s");
    row("a score", "drb", 0.99984, "", "1.000");
    row("a small score", "drb", 0.0000213, "", "2.13e-05");
    row("a date without a unit", "midpointMjdTai", 61105.093643486834, "", "61105.09364");
    row("an id", "candid", std::int64_t(2481334963515015002), "", "2481334963515015002");
    row("zero", "sky", 0.0, "DN", "0.000 DN");
    row("sentinel", "ssdistnr", -999.0, "arcsec", "none (-999)");
    row("sentinel, an integer", "objectidps1", std::int64_t(-999), "", "none (-999)");
    row("sentinel, a text", "ssnamenr", std::string("null"), "", "none (null)");
    row("an empty text", "publisher", std::string(), "", "none (empty)");
    row("null", "drb", std::monostate(), "", "none");
    row("NaN", "sky", std::nan(""), "DN", "NaN");
    row("flag", "isDipole", true, "", "yes");
}

void TestFacts::valuesHaveTheDigitsOfTheirUnit()
{
    QFETCH(const QString, name);
    QFETCH(const data::FieldValue, value);
    QFETCH(const QString, unit);
    const data::FieldDoc doc = ::unit(unit.toUtf8());
    QTEST(shortText(data::Survey::Ztf, name, value, &doc), "text");
}

void TestFacts::aFilterFromAValueLetsItThrough_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<data::FieldValue>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, data::FieldValue value, const char* unit, const char* text) {
        QTest::newRow(text) << name << value << unit << QString::fromUtf8(text);
    };
    row("magpsf", 18.317, "mag", "magpsf <= 18.317");
    row("magpsf", static_cast<double>(18.3172546F), "mag", "magpsf <= 18.318");
    row("drb", 0.25, "", "drb >= 0.25");
    row("drb", static_cast<double>(0.99984F), "", "drb >= 0.999");
    row("rcid", std::int64_t(35), "", "rcid = 35");
    row("ndethist", std::int64_t(11), "", "ndethist >= 11");
    row("diaObject.nDiaSources", std::int64_t(3), "", "diaObject.nDiaSources >= 3");
    row("isdiffpos", std::string("t"), "", "isdiffpos = \"t\"");
    row("isDipole", false, "", "not isDipole");
    row("drb", std::monostate(), "", "drb is none");
    row("ssdistnr", -999.0, "arcsec", "ssdistnr = -999");
    row("odd name", 1.0, "", "`odd name` >= 1");
}

void TestFacts::aFilterFromAValueLetsItThrough()
{
    QFETCH(const QString, name);
    QFETCH(const data::FieldValue, value);
    QFETCH(const QString, unit);
    const data::FieldDoc doc = ::unit(unit.toUtf8());
    QTEST(filterText(data::Survey::Ztf, name, value, &doc), "text");
}

void TestFacts::docsOfPacketsStayText()
{
    const ViewPtr view = viewWith({ { "evil", 1.5 } });
    const QString tip = factTip(*view, "evil");
    QVERIFY(tip.contains("&lt;img src='x'&gt; &amp; more"));
    QVERIFY(tip.contains("1.5 &lt;b&gt;"));
    QVERIFY(!tip.contains("<img"));
}

void TestFacts::chosenFactsStandInTheUsersOrder()
{
    FactsPanel panel;
    panel.set(viewWith({ { "magpsf", 18.317 }, { "sigmapsf", 0.071 }, { "drb", 0.9998 }, { "rb", 0.893 } }));
    QAbstractItemModel* facts = panel.list()->model();
    QCOMPARE(facts->index(0, 0).data(FactModel::Name), "RA, Dec");
    QCOMPARE(facts->index(0, 0).data(FactModel::Value), "01:18:44.2 -23:31:44");
    QCOMPARE(facts->index(1, 0).data(FactModel::Name), "magpsf");
    QCOMPARE(facts->index(1, 0).data(FactModel::Value), "18.317 ± 0.071");
    QCOMPARE(facts->index(2, 0).data(FactModel::Name), "drb · rb"); // what the packet lacks is left out
    QCOMPARE(facts->index(2, 0).data(FactModel::Value), "1.000 · 0.893");
    panel.setChosen({ { "ztf", QJsonArray{ "rb", "magpsf±sigmapsf", "gone" } } });
    QCOMPARE(facts->rowCount(), 2);
    QCOMPARE(facts->index(0, 0).data(FactModel::Name), "rb");
    QCOMPARE(panel.chosen()["ztf"].toArray().size(), 3); // the next packet may have it
    QVERIFY(!panel.chosen().contains("lsst"));
}

void TestFacts::theChooserTicksMovesAndResets()
{
    const ViewPtr view = viewWith({ { "magpsf", 18.317 }, { "drb", 0.9998 }, { "rb", 0.893 } });
    FactsChooser chooser(*view, { "rb", "@radec" }, { "magpsf", "drb", "rb" });
    QListWidget* list = chooser.list();
    QCOMPARE(chooser.chosen(), QStringList({ "rb", "@radec" }));
    chooser.searchLine()->setText("photometry"); // in a meaning
    int shown = 0, at = -1;
    for (int i = 0; i < list->count(); ++i)
        if (!list->item(i)->isHidden()) {
            ++shown;
            at = i;
        }
    QCOMPARE(shown, 2); // magpsf, and magpsf with its error
    list->item(at)->setCheckState(Qt::Checked);
    chooser.searchLine()->clear();
    QCOMPARE(chooser.chosen().size(), 3);
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(chooser.chosen().mid(0, 2), QStringList({ "@radec", "rb" }));
    chooser.reset();
    QCOMPARE(chooser.chosen(), shippedFacts(data::Survey::Ztf));
}

void TestFacts::settingsFromElsewhereAreChecked()
{
    FactsPanel panel;
    panel.set(viewWith({ { "rb", 0.893 } }));
    panel.setChosen({ { "ztf", 7 }, { "lsst", QJsonArray{ 3, QJsonValue(), "snr", "snr" } }, { "other", "x" } });
    QVERIFY(!panel.chosen().contains("ztf"));
    QCOMPARE(panel.chosen()["lsst"].toArray(), QJsonArray{ "snr" });
    QVERIFY(panel.list()->model()->rowCount() > 1);
}

void TestFacts::aClickCopiesAndADoubleClickFilters()
{
    FactsPanel panel;
    panel.resize(296, 400);
    panel.set(viewWith({ { "magpsf", 18.317 }, { "sigmapsf", 0.071 } }));
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy filters(&panel, &FactsPanel::filterAsked), said(&panel, &FactsPanel::said);
    const QPoint at = panel.list()->visualRect(panel.list()->model()->index(1, 0)).center();
    QTest::mouseClick(panel.list()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(clipboard(), "18.317 0.071");
    QCOMPARE(said.size(), 1);
    QTest::mouseDClick(panel.list()->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(filters.size(), 1);
    QCOMPARE(filters[0][0].toString(), "magpsf <= 18.317");
}

void TestFacts::searchFindsMeaningsAndEscapeStepsOut()
{
    FactsPanel panel;
    panel.set(viewWith({ { "magpsf", 18.317 }, { "drb", 0.9998 }, { "rb", 0.893 } }));
    panel.show();
    panel.search();
    QVERIFY(panel.showsAll());
    QCOMPARE(panel.list()->model()->rowCount(), 3);
    panel.searchLine()->setText("photometry");
    QCOMPARE(panel.list()->model()->rowCount(), 1);
    QTest::keyClick(panel.searchLine(), Qt::Key_Escape);
    QVERIFY(panel.searchLine()->text().isEmpty() && panel.showsAll());
    QTest::keyClick(panel.searchLine(), Qt::Key_Escape);
    QVERIFY(!panel.showsAll());
    panel.search();
    panel.searchLine()->setText("r");
    QTest::keyClick(panel.searchLine(), Qt::Key_Down);
    QTest::keyClick(panel.list(), Qt::Key_Escape); // from the list too
    QVERIFY(!panel.showsAll() && panel.searchLine()->text().isEmpty());
}

void TestFacts::keysReachTheFacts()
{
    demo::World world(20);
    MainWindow window;
    window.resize(1280, 800);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.setProject(world.project());
    QTRY_VERIFY(window.scan()->shown() != nullptr);
    QTest::keyClick(&window, Qt::Key_C, Qt::ShiftModifier);
    QCOMPARE(clipboard(), QString::fromStdString("01:18:44.16 -23:31:44.4"));
    QTest::keyClick(&window, Qt::Key_D);
    auto* chooser = window.findChild<FactsChooser*>();
    QVERIFY(chooser && chooser->isVisible());
    QTest::keyClick(chooser, Qt::Key_Escape);
    QTRY_VERIFY(!window.findChild<FactsChooser*>());
    QVERIFY(window.scan()->header()->badges()->badges().size() > 0);
    Q_EMIT window.scan()->facts()->filterAsked("magpsf <= 18.317");
    QCOMPARE(window.scan()->queue()->filterLine()->text(), "magpsf <= 18.317");
    Q_EMIT window.scan()->facts()->filterAsked("drb >= 0.5");
    QCOMPARE(window.scan()->queue()->filterLine()->text(), "magpsf <= 18.317 and drb >= 0.5");
}

void TestFacts::realCandidatesShowTheirFacts_data()
{
    QTest::addColumn<qint64>("candid");
    QTest::addColumn<QString>("badge");
    QTest::addColumn<int>("fewest");
    QTest::newRow("asteroid") << qint64(2481329603715015008) << "SSO" << 11;
    QTest::newRow("star") << qint64(1095578115815010005) << "star" << 11;
    QTest::newRow("edge") << qint64(2481528092515015006) << "edge" << 11;
    QTest::newRow("NaN") << qint64(1095578115815010008) << "masked" << 11;
    QTest::newRow("Rubin, an asteroid") << qint64(170094456480989258) << "SSO 2004 JQ12" << 11;
    QTest::newRow("Rubin, a dipole") << qint64(170094456523456557) << "dipole" << 11;
}

void TestFacts::realCandidatesShowTheirFacts()
{
    REAL_DATA_OR_SKIP();
    QVERIFY(m_real);
    QFETCH(const qint64, candid);
    QFETCH(const QString, badge);
    QFETCH(const int, fewest);
    const auto row = m_real->candidates().find(candid);
    QVERIFY(row.has_value());
    auto read = m_real->candidates().view(*row);
    QVERIFY(read.has_value());
    const auto view = std::make_shared<const session::CandidateView>(std::move(*read));
    FactsPanel panel;
    panel.set(view);
    QVERIFY2(
        panel.list()->model()->rowCount() >= fewest, qPrintable(QString::number(panel.list()->model()->rowCount())));
    panel.showAll(true);
    const QAbstractItemModel* all = panel.list()->model();
    QCOMPARE(all->rowCount(), static_cast<int>(view->fields.size()));
    for (int i = 0; i < all->rowCount(); ++i) {
        QVERIFY(!all->index(i, 0).data(FactModel::Value).toString().isEmpty());
        QVERIFY(all->index(i, 0).data(Qt::ToolTipRole).toString().startsWith("<qt><b>"));
    }
    HeaderBar bar;
    bar.set(view, {});
    const auto& badges = bar.badges()->badges();
    QVERIFY(std::ranges::any_of(
        badges, [&](const session::Badge& b) { return QString::fromStdString(b.text).contains(badge); }));
}

QTEST_MAIN(TestFacts)
#include "tst_facts.moc"
