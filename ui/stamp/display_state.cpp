#include "ui/stamp/display_state.h"

#include "core/image/colormap.h"

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

QString text(std::string_view name) { return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())); }

QString panelKey(data::Panel panel) { return text(data::name(panel)); }

std::string word(const QVariantMap& map, const char* key) { return map.value(key).toString().toStdString(); }

/// Takes a number in that is there, finite and in its range.
void takeNumber(const QVariantMap& map, const char* key, double low, double high, double& into)
{
    bool ok = false;
    const double value = map.value(key).toDouble(&ok);
    if (ok && value >= low && value <= high)
        into = value;
}

void takeFlag(const QVariantMap& map, const char* key, bool& into)
{
    const QVariant value = map.value(key);
    if (value.canConvert<bool>())
        into = value.toBool();
}

QVariantMap mapOf(const PanelLook& look, bool withContrast)
{
    QVariantMap map{ { "limits", text(image::name(look.automatic)) },
        { "stretch", text(image::name(look.display.stretch)) }, { "map", text(look.display.map->name) },
        { "invert", look.display.invert } };
    if (withContrast) {
        map["contrast"] = look.display.contrast;
        map["bias"] = look.display.bias;
    }
    return map;
}

void take(const QVariantMap& map, PanelLook& look)
{
    if (const auto limits = image::parseLimits(word(map, "limits")); limits && limits->rule != image::LimitsRule::User)
        look.rule = look.automatic = limits->rule;
    if (const auto stretch = image::parseStretch(word(map, "stretch")))
        look.display.stretch = *stretch;
    if (const auto colours = image::ColorMap::named(word(map, "map")))
        look.display.map = *colours;
    takeFlag(map, "invert", look.display.invert);
    takeNumber(map, "contrast", 0, 10, look.display.contrast);
    takeNumber(map, "bias", 0, 1, look.display.bias);
}

} // namespace

QVariantMap DisplayState::toMap() const
{
    QVariantMap map = mapOf(*this, locked);
    map.insert({ { "link", linked }, { "lock", locked }, { "northUp", northUp }, { "crosshair", crosshair },
        { "fieldArcsec", fieldArcsec }, { "onlyInHand", onlyInHand }, { "smooth", smooth },
        { "kernel", text(image::name(smoothing.kernel)) }, { "radius", smoothing.radius }, { "sigma", smoothing.sigma },
        { "blinkMs", blinkMs }, { "blinkByScience", blinkByScience } });
    QVariantMap owns, numbers;
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<std::size_t>(panel);
        if (own[i])
            owns[panelKey(panel)] = mapOf(*own[i], locked);
        if (user[i] && locked)
            numbers[panelKey(panel)] = QVariantList{ user[i]->low, user[i]->high };
    }
    map["own"] = owns;
    map["user"] = numbers;
    return map;
}

void DisplayState::fromMap(const QVariantMap& map)
{
    take(map, *this);
    takeFlag(map, "link", linked);
    takeFlag(map, "lock", locked);
    takeFlag(map, "northUp", northUp);
    takeFlag(map, "crosshair", crosshair);
    takeFlag(map, "onlyInHand", onlyInHand);
    takeFlag(map, "smooth", smooth);
    if (const auto kernel = image::parseKernel(word(map, "kernel")))
        smoothing.kernel = *kernel;
    double radius = smoothing.radius, ms = blinkMs;
    takeNumber(map, "radius", 1, image::Smoothing::maxRadius, radius);
    takeNumber(map, "sigma", 0.05, 100, smoothing.sigma);
    takeNumber(map, "blinkMs", 125, 16000, ms);
    takeNumber(map, "fieldArcsec", 0, 3600, fieldArcsec);
    smoothing.radius = static_cast<int>(radius);
    blinkMs = static_cast<int>(ms);
    takeFlag(map, "blinkByScience", blinkByScience);
    const QVariantMap owns = map.value("own").toMap(), numbers = map.value("user").toMap();
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<std::size_t>(panel);
        if (owns.contains(panelKey(panel))) {
            own[i] = static_cast<const PanelLook&>(*this);
            take(owns.value(panelKey(panel)).toMap(), *own[i]);
        } else if (map.contains("own")) {
            own[i].reset();
        }
        const QVariantList pair = numbers.value(panelKey(panel)).toList();
        if (pair.size() == 2) {
            const image::Limits limits{ pair[0].toDouble(), pair[1].toDouble() };
            if (std::isfinite(limits.low) && std::isfinite(limits.high) && limits.low < limits.high) {
                user[i] = limits;
                look(panel).rule = image::LimitsRule::User;
            }
        }
    }
}

} // namespace vetrina::ui
