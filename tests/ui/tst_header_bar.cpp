#include "tests/ui/demo_services.h"
#include "tests/ui/fact_views.h"
#include "ui/scan/badge_strip.h"
#include "ui/scan/candidate_menus.h"
#include "ui/scan/header_bar.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace vetrina;
using namespace vetrina::ui;

namespace {

QString clipboard() { return QGuiApplication::clipboard()->text(); }

/// Takes links instead of a browser.
class Browser : public QObject {
    Q_OBJECT

public:
    QList<QUrl> opened;

public Q_SLOTS:
    void take(const QUrl& url) { opened << url; }
};

} // namespace

/// What stands over the stamps: where a candidate leads elsewhere, and its badges.
class TestHeaderBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Scheme::Dark); }
    void linksOpenOrAreCopied();
    void badgesWithoutRoomAreCounted();
    void theNumberAndTimeGiveWayToTheBadges();
};

void TestHeaderBar::linksOpenOrAreCopied()
{
    Browser browser;
    QDesktopServices::setUrlHandler("https", &browser, "take");
    QWidget parent;
    CandidateMenus menus(&parent);
    QSignalSpy said(&menus, &CandidateMenus::said);
    menus.open("SIMBAD");
    QVERIFY(browser.opened.isEmpty() && said.size() == 1 && said[0][1].toBool()); // no candidate
    menus.set(viewWith({ { "magpsf", 18.317 } }));
    menus.open("ALeRCE");
    QCOMPARE(browser.opened.value(0).toString(), "https://alerce.online/object/ZTF23abigzke");
    menus.copyLink("Fink");
    QCOMPARE(clipboard(), "https://ztf.fink-portal.org/ZTF23abigzke");
    QDesktopServices::unsetUrlHandler("https");

    for (QAction* action : menus.openMenu()->actions())
        if (!action->isSeparator() && !action->menu())
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    int copies = 0;
    for (QAction* action : menus.copyMenu()->actions())
        if (!action->isSeparator()) {
            QGuiApplication::clipboard()->clear();
            action->trigger();
            QVERIFY2(!clipboard().isEmpty(), qPrintable(action->text()));
            ++copies;
        }
    QCOMPARE(copies, 7);
    QVERIFY(clipboard().contains("\"magpsf\": 18.317"));
}

void TestHeaderBar::badgesWithoutRoomAreCounted()
{
    BadgeStrip strip;
    std::vector<session::Badge> badges;
    for (int i = 0; i < 5; ++i)
        badges.push_back(
            { session::Badge::Kind::Asteroid, session::Badge::Tone::Warning, "SSO 121653", "SSO", "rule" });
    strip.set(badges);
    strip.resize(strip.sizeHint());
    QCOMPARE(strip.fitting(), 5);
    strip.resize(strip.sizeHint().width() - 1, 16);
    QCOMPARE(strip.fitting(), 4);
    strip.resize(strip.minimumSizeHint());
    QCOMPARE(strip.fitting(), 0);
    QVERIFY(strip.accessibleDescription().contains("SSO 121653"));
    QCOMPARE(tagOf(badges[0]).kind, Tag::Kind::Outlined);
    badges[0].tone = session::Badge::Tone::Fact;
    QCOMPARE(tagOf(badges[0]).kind, Tag::Kind::Dashed);
}

void TestHeaderBar::theNumberAndTimeGiveWayToTheBadges()
{
    HeaderBar bar;
    bar.show();
    const auto says = [&](const QString& words) {
        for (const QLabel* label : bar.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    };
    bar.resize(1100, 44);
    bar.set(viewWith({ { "ssdistnr", 0.2 }, { "ssnamenr", std::string("121653") } }), {});
    QApplication::processEvents();
    QVERIFY(says("2481334963515015002") && says("2023-10-18 08:02:21 UTC"));
    bar.resize(bar.minimumSizeHint().width(), 44);
    QApplication::processEvents();
    QVERIFY(!says("2481334963515015002") && says("ZTF23abigzke"));
    QVERIFY(!bar.badges()->visibleRegion().isEmpty());
}

QTEST_MAIN(TestHeaderBar)
#include "tst_header_bar.moc"
