// The menu of one panel.
#include "core/image/colormap.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_view.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPixmap>

namespace vetrina::ui {

namespace {

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// One of many, the chosen one ticked.
template <typename Values, typename Name, typename Chosen, typename Choose>
void addChoices(QMenu* menu, const QString& title, const Values& values, Name name, Chosen chosen, Choose choose)
{
    QMenu* sub = menu->addMenu(title);
    auto* group = new QActionGroup(sub);
    for (const auto& value : values) {
        QAction* action = sub->addAction(name(value), sub, [choose, value] { choose(value); });
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(chosen(value));
    }
}

} // namespace

void StampRow::addScalingTo(QMenu* menu, data::Panel panel)
{
    const PanelLook look = m_state.look(panel);
    const auto i = static_cast<std::size_t>(panel);
    const bool own = m_state.own[i].has_value();
    const auto changeIts = [this, panel, i](const std::function<void(PanelLook&)>& edit, bool numbersGo = false) {
        change([&](DisplayState& state) {
            if (numbersGo)
                state.user[i].reset();
            edit(state.look(panel));
        });
    };
    addChoices(
        menu, own ? tr("Its limits") : tr("Limits"), image::limitsRules(),
        [](image::LimitsRule rule) { return words(image::label(rule)); },
        [&](image::LimitsRule rule) { return rule == look.rule; },
        [this, changeIts, panel](image::LimitsRule rule) {
            if (rule == image::LimitsRule::User)
                return editLimits(panel);
            changeIts([rule](PanelLook& its) { its.rule = its.automatic = rule; }, true);
        });
    addChoices(
        menu, own ? tr("Its stretch") : tr("Stretch"), image::stretches(),
        [](image::Stretch stretch) { return words(image::label(stretch)); },
        [&](image::Stretch stretch) { return stretch == look.display.stretch; },
        [changeIts](
            image::Stretch stretch) { changeIts([stretch](PanelLook& its) { its.display.stretch = stretch; }); });
    std::vector<const image::ColorMap*> maps;
    for (const image::ColorMap& map : image::ColorMap::all())
        maps.push_back(&map);
    addChoices(
        menu, own ? tr("Its colour map") : tr("Colour map"), maps,
        [](const image::ColorMap* map) {
            QString name = words(map->name);
            name[0] = name[0].toUpper();
            return name;
        },
        [&](const image::ColorMap* map) { return map == look.display.map; },
        [changeIts](const image::ColorMap* map) { changeIts([map](PanelLook& its) { its.display.map = map; }); });
    QAction* only = menu->addAction(tr("This panel only"), this, [this, i](bool on) {
        change([&](DisplayState& state) {
            if (on)
                state.own[i] = static_cast<const PanelLook&>(state);
            else
                state.own[i].reset();
        });
    });
    only->setCheckable(true);
    only->setChecked(own);
    menu->addAction(tr("All panels as this one"), this, [this, panel] { lookForAll(panel); });
    menu->addAction(tr("Contrast, bias and zoom again as they were"), this, &StampRow::reset);
}

QMenu* StampRow::menuOf(data::Panel panel)
{
    auto* menu = new QMenu(this);
    setInHand(panel);
    const bool has = view(panel)->plane().size() > 0;
    if (has)
        addScalingTo(menu, panel);
    menu->addSeparator();
    menu->addAction(
        single() ? tr("Back to three panels") : tr("This panel alone"), this, [this] { setSingle(!single()); });
    menu->addAction(blinking() ? tr("End the blink") : tr("Blink here"), this, [this] { setBlinking(!blinking()); });
    menu->addSeparator();
    menu->addAction(tr("Copy picture"), this, [this, panel] {
        QGuiApplication::clipboard()->setPixmap(view(panel)->grab());
        Q_EMIT said(tr("Copied the picture of %1.").arg(panelName(panel).toLower()), false);
    });
    const QString readout = m_readout;
    QAction* copy = menu->addAction(tr("Copy pixel, position and value"), this, [this, readout] {
        QGuiApplication::clipboard()->setText(readout);
        Q_EMIT said(tr("Copied: %1").arg(readout), false);
    });
    copy->setEnabled(!readout.isEmpty());
    QAction* picture = menu->addAction(tr("Save picture as PNG…"), this, [this, panel] { Q_EMIT pictureAsked(panel); });
    QAction* pixels = menu->addAction(tr("Save pixels as FITS…"), this, [this, panel] { Q_EMIT fitsAsked(panel); });
    picture->setEnabled(has);
    pixels->setEnabled(has);
    return menu;
}

} // namespace vetrina::ui
