#include "core/image/colormap.h"
#include "ui/stamp/display_state.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace vetrina;
using namespace vetrina::ui;

class TestDisplayState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBackThroughJson();
    void theNumbersOfOneCandidateAreKeptOnlyWhereLocked();
    void wordsThatMeanNothingLeaveWhatStands();
    void everyRuleStretchAndMapComesBack();

private:
    static DisplayState through(const DisplayState& state)
    {
        DisplayState back;
        const QByteArray text = QJsonDocument(QJsonObject::fromVariantMap(state.toMap())).toJson();
        back.fromMap(QJsonDocument::fromJson(text).object().toVariantMap());
        return back;
    }
    static DisplayState unusual()
    {
        DisplayState state;
        state.rule = state.automatic = image::LimitsRule::P97;
        state.display.stretch = image::Stretch::Sinh;
        state.display.map = image::ColorMap::named("viridis").value();
        state.display.invert = true;
        state.display.contrast = 2.5;
        state.display.bias = 0.25;
        state.own[2] = PanelLook{ image::LimitsRule::User, image::LimitsRule::MinMax, {} };
        state.own[2]->display.stretch = image::Stretch::Asinh;
        state.user[2] = image::Limits{ -8.25, 48.5 };
        state.onlyInHand = true;
        state.smooth = true;
        state.smoothing = { image::Smoothing::Kernel::Tophat, 7, 3.25 };
        state.blinkMs = 250;
        state.blinkByScience = true;
        state.linked = false;
        state.locked = true;
        state.northUp = false;
        state.crosshair = false;
        state.fieldArcsec = 20;
        return state;
    }
};

void TestDisplayState::everythingComesBackThroughJson()
{
    const DisplayState state = unusual(), back = through(state);
    QVERIFY(static_cast<const PanelLook&>(back) == static_cast<const PanelLook&>(state));
    QVERIFY(back.own == state.own);
    QVERIFY(back.user == state.user);
    QVERIFY(back.smooth && back.smoothing == state.smoothing);
    QCOMPARE(back.blinkMs, 250);
    QVERIFY(back.blinkByScience && back.onlyInHand && back.locked);
    QVERIFY(!back.linked && !back.northUp && !back.crosshair);
    QCOMPARE(back.fieldArcsec, 20.0);
}

void TestDisplayState::theNumbersOfOneCandidateAreKeptOnlyWhereLocked()
{
    DisplayState state = unusual();
    state.locked = false;
    const DisplayState back = through(state);
    QCOMPARE(back.display.contrast, 1.0);
    QCOMPARE(back.display.bias, 0.5);
    QVERIFY(!back.user[2]);
    QCOMPARE(back.own[2]->rule, image::LimitsRule::MinMax); // its last rule, not numbers it no longer has
    QCOMPARE(back.display.stretch, image::Stretch::Sinh);
}

void TestDisplayState::wordsThatMeanNothingLeaveWhatStands()
{
    DisplayState state = unusual();
    state.fromMap({ { "limits", "tightest" }, { "stretch", 7 }, { "map", "beige" }, { "contrast", -1 },
        { "bias", std::nan("") }, { "radius", 4000 }, { "blinkMs", 3 }, { "kernel", "median" },
        { "user", QVariantMap{ { "science", QVariantList{ 5, 1 } }, { "template", "12" } } } });
    const DisplayState as = unusual();
    QVERIFY(static_cast<const PanelLook&>(state) == static_cast<const PanelLook&>(as));
    QVERIFY(state.smoothing == as.smoothing);
    QCOMPARE(state.blinkMs, 250);
    QVERIFY(!state.user[0] && !state.user[1]);
}

void TestDisplayState::everyRuleStretchAndMapComesBack()
{
    for (const image::LimitsRule rule : image::limitsRules()) {
        if (rule == image::LimitsRule::User)
            continue;
        DisplayState state;
        state.rule = state.automatic = rule;
        QCOMPARE(through(state).rule, rule);
    }
    for (const image::Stretch stretch : image::stretches()) {
        DisplayState state;
        state.display.stretch = stretch;
        QCOMPARE(through(state).display.stretch, stretch);
    }
    for (const image::ColorMap& map : image::ColorMap::all()) {
        DisplayState state;
        state.display.map = &map;
        QCOMPARE(through(state).display.map, &map);
    }
}

QTEST_APPLESS_MAIN(TestDisplayState)
#include "tst_display_state.moc"
