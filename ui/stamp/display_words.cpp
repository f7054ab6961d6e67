#include "ui/stamp/display_words.h"

#include "core/image/colormap.h"

namespace vetrina::ui {

namespace {

QString text(std::string_view name) { return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())); }

} // namespace

QVariantMap displayWords(const DisplayState& state)
{
    return { { "limits", text(image::name(state.automatic)) }, { "stretch", text(image::name(state.display.stretch)) },
        { "map", text(state.display.map->name) }, { "invert", state.display.invert }, { "link", state.linked },
        { "northUp", state.northUp }, { "crosshair", state.crosshair } };
}

void takeDisplayWords(DisplayState& state, const QVariantMap& words)
{
    const auto word = [&](const char* key) { return words.value(key).toString().toStdString(); };
    if (const auto limits = image::parseLimits(word("limits")); limits && limits->rule != image::LimitsRule::User)
        state.rule = state.automatic = limits->rule;
    if (const auto stretch = image::parseStretch(word("stretch")))
        state.display.stretch = *stretch;
    if (const auto map = image::ColorMap::named(word("map")))
        state.display.map = *map;
    state.display.invert = words.value("invert", state.display.invert).toBool();
    state.linked = words.value("link", state.linked).toBool();
    state.northUp = words.value("northUp", state.northUp).toBool();
    state.crosshair = words.value("crosshair", state.crosshair).toBool();
}

} // namespace vetrina::ui
