#include "ui/stamp/stamp_row.h"

#include "ui/stamp/limits_editor.h"
#include "ui/stamp/limits_strip.h"
#include "ui/stamp/saliency_layer.h"
#include "ui/stamp/saliency_panel.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace vetrina::ui {

StampRow::StampRow(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_saliencyLook(std::make_unique<SaliencyLook>())
    , m_tools(new StampTools(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2); // a stamp keeps 3 px of its own for the focus ring
    for (const data::Panel panel : data::panels) {
        const auto at = static_cast<std::size_t>(panel);
        auto* view = m_views[at] = new StampView(panel);
        auto* strip = m_strips[at] = new LimitsStrip(panelName(panel));
        auto* cell = m_cells[at] = new QWidget;
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(1);
        column->addWidget(view, 1);
        auto* inset = new QHBoxLayout;
        inset->setContentsMargins(3, 0, 3, 0);
        inset->addWidget(strip);
        column->addLayout(inset);
        m_row->addWidget(cell, 1);
        connectView(view, strip);
    }
    connect(&m_blink, &Blink::turned, this, &StampRow::showTurn);
    connect(m_tools, &StampTools::said, this, &StampRow::said);
    connect(m_tools, &StampTools::openChanged, this, [this] {
        watchEscape();
        Q_EMIT stateChanged();
    });
}

StampRow::~StampRow()
{
    Q_EMIT ending();
    setSingle(false);
    m_blink.stop();
}

void StampRow::connectView(StampView* view, LimitsStrip* strip)
{
    const data::Panel panel = view->panel();
    connect(view, &StampView::cameraChanged, this, [this, view](const Camera& camera) { setCamera(view, camera); });
    connect(view, &StampView::contrastDragged, this, [this, panel](double contrast, double bias) {
        change([&](DisplayState& state) {
            state.look(panel).display.contrast = contrast;
            state.look(panel).display.bias = bias;
        });
    });
    connect(view, &StampView::resetAsked, this, &StampRow::reset);
    connect(view, &StampView::pointed, this, [this, panel] { setInHand(panel); });
    connect(view, &StampView::hovered, this, [this](const QString& readout) {
        m_readout = readout;
        Q_EMIT hovered(readout);
    });
    connect(view, &StampView::hoveredPixel, this,
        [this, panel](const std::optional<QPointF>& pixel) { m_tools->setHovered(panel, pixel); });
    connect(view, &StampView::lineDrawn, this, [this](const QLineF& line) { m_tools->setLine(line); });
    connect(view, &StampView::singleAsked, this, [this] { setSingle(!single()); });
    connect(view, &StampView::saliencyAsked, this, &StampRow::saliencyMenuAsked);
    connect(view, &StampView::limitsAsked, this, [this, panel] { editLimits(panel); });
    connect(view, &StampView::menuAsked, this, [this, panel](const QPoint& global) {
        QMenu* menu = menuOf(panel);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(global);
    });
    connect(strip, &LimitsStrip::limitsDragged, this,
        [this, panel](const image::Limits& limits) { setUserLimits(panel, limits); });
    connect(strip, &LimitsStrip::resetAsked, this, [this, panel] { resetLimits(panel); });
    connect(strip, &LimitsStrip::editAsked, this, [this, panel] { editLimits(panel); });
}

int StampRow::sideFor(int width, int height, int panels)
{
    return std::max(120, std::min((width - 2 * (panels - 1)) / panels, height - 40));
}

void StampRow::setEpoch(std::shared_ptr<const session::CandidateView> epoch)
{
    std::array<Camera, 3> cameras;
    for (std::size_t i = 0; i < 3; ++i)
        cameras[i] = m_views[i]->camera();
    setCandidate(std::move(epoch));
    for (std::size_t i = 0; i < 3; ++i)
        m_views[i]->setCamera(cameras[i]);
}

void StampRow::setCandidate(std::shared_ptr<const session::CandidateView> candidate)
{
    if (candidate && (!m_candidate || candidate->row != m_candidate->row)) {
        if (!m_state.locked) {
            m_state.user = {};
            const auto anew = [](PanelLook& look) {
                look.rule = look.rule == image::LimitsRule::User ? look.automatic : look.rule;
                look.display.contrast = 1.0;
                look.display.bias = 0.5;
            };
            anew(m_state);
            for (auto& own : m_state.own)
                if (own)
                    anew(*own);
            for (StampView* view : m_views)
                view->setCamera({});
        }
        m_partner = nullptr; // of the object before
        if (m_blink.running())
            m_blink.start(m_state.blinkMs); // with the science first
        m_tools->setLine({});
    }
    m_candidate = std::move(candidate);
    for (StampView* view : m_views)
        view->setCandidate(m_candidate);
    showSaliency();
    apply();
}

image::Limits StampRow::limitsFor(data::Panel panel, image::PlaneView shown) const
{
    const auto& user = m_state.user[static_cast<std::size_t>(panel)];
    const PanelLook& look = m_state.look(panel);
    return user ? *user : image::limitsOf(shown, look.rule == image::LimitsRule::User ? look.automatic : look.rule);
}

void StampRow::apply()
{
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<std::size_t>(panel);
        m_state.look(panel).display.missing = colour(Token::Nan).rgb();
        m_views[i]->setSmoothing(m_state.smooth ? std::optional(m_state.smoothing) : std::nullopt);
        const image::PlaneView shown = m_views[i]->shownPlane();
        if (shown.size() > 0)
            m_limits[i] = limitsFor(panel, shown);
        m_views[i]->setOptions(m_state.northUp, m_state.crosshair, m_state.fieldArcsec);
        m_views[i]->setDisplay(m_state.look(panel).display, m_limits[i], m_state.own[i].has_value());
        m_strips[i]->set(shown, m_limits[i]);
    }
    if (m_blink.running())
        makeFrames();
    m_tools->refresh();
    Q_EMIT stateChanged();
}

void StampRow::changeLook(const std::function<void(PanelLook&)>& edit)
{
    change([&](DisplayState& state) {
        auto& own = state.own[static_cast<std::size_t>(m_inHand)];
        if (!state.onlyInHand)
            return edit(state);
        if (!own)
            own = static_cast<const PanelLook&>(state);
        edit(*own);
    });
}

const PanelLook& StampRow::lookInHand() const { return m_state.onlyInHand ? m_state.look(m_inHand) : m_state; }

void StampRow::setOnlyInHand(bool only)
{
    change([&](DisplayState& state) { state.onlyInHand = only; });
}

void StampRow::lookForAll(data::Panel panel)
{
    change([&](DisplayState& state) {
        static_cast<PanelLook&>(state) = PanelLook(state.look(panel));
        if (state.rule == image::LimitsRule::User)
            state.rule = state.automatic;
        state.own = {};
        state.user = {};
        state.onlyInHand = false;
    });
}

void StampRow::setInHand(data::Panel panel)
{
    if (m_inHand == panel)
        return;
    m_inHand = panel;
    showSaliency();
    m_tools->refresh();
    if (m_state.onlyInHand)
        Q_EMIT stateChanged(); // the bar shows the look of another
}

void StampRow::setRule(image::LimitsRule rule)
{
    const auto numbers = [&](std::size_t i) {
        // Its own numbers go with a rule; a panel that goes its own way keeps them when the rule of all changes.
        const bool meant = m_state.onlyInHand ? i == static_cast<std::size_t>(m_inHand) : !m_state.own[i];
        if (meant && rule != image::LimitsRule::User)
            m_state.user[i].reset();
        else if (meant && !m_state.user[i])
            m_state.user[i] = m_limits[i];
    };
    for (std::size_t i = 0; i < 3; ++i)
        numbers(i);
    changeLook([&](PanelLook& look) {
        look.rule = rule;
        if (rule != image::LimitsRule::User)
            look.automatic = rule;
    });
}

void StampRow::setUserLimits(data::Panel panel, const image::Limits& limits)
{
    change([&](DisplayState& state) {
        state.user[static_cast<std::size_t>(panel)] = limits;
        state.look(panel).rule = image::LimitsRule::User;
    });
}

void StampRow::resetLimits(data::Panel panel)
{
    change([&](DisplayState& state) {
        state.user[static_cast<std::size_t>(panel)].reset();
        PanelLook& look = state.look(panel);
        bool others = false; // that share this look and still have numbers
        for (std::size_t i = 0; i < 3; ++i)
            others = others || (state.user[i] && &state.look(data::panels[i]) == &look);
        if (!others && look.rule == image::LimitsRule::User)
            look.rule = look.automatic;
    });
}

void StampRow::editLimits(data::Panel panel)
{
    LimitsStrip* its = strip(panel);
    if (view(panel)->plane().size() == 0)
        return;
    auto* editor = new LimitsEditor(limits(panel), panelName(panel), window());
    connect(editor, &LimitsEditor::given, this,
        [this, panel](const image::Limits& limits) { setUserLimits(panel, limits); });
    connect(editor, &LimitsEditor::left, view(panel), [this, panel] { view(panel)->setFocus(); });
    editor->openOver(its);
}

void StampRow::stretchBy(int steps)
{
    const auto all = image::stretches();
    const auto count = static_cast<int>(all.size());
    changeLook([&](PanelLook& look) {
        const auto now = static_cast<int>(std::ranges::find(all, look.display.stretch) - all.begin());
        look.display.stretch = all[static_cast<std::size_t>(((now + steps) % count + count) % count)];
    });
}

void StampRow::setSmooth(bool smooth)
{
    change([&](DisplayState& state) { state.smooth = smooth; });
}

void StampRow::zoomBy(double factor)
{
    StampView* inHand = view(m_inHand);
    const QPointF middle(inHand->width() / 2.0 - 3, inHand->height() / 2.0 - 3);
    setCamera(inHand, inHand->geometryOfView().zoomedAbout(middle, factor));
}

void StampRow::setCamera(StampView* from, const Camera& camera)
{
    for (StampView* view : m_views)
        if (m_state.linked || view == from)
            view->setCamera(camera);
    if (m_beside)
        m_beside->update();
}

void StampRow::fit()
{
    for (StampView* view : m_views)
        view->setCamera({});
    if (m_beside)
        m_beside->update();
}

void StampRow::reset()
{
    fit();
    change([](DisplayState& state) {
        for (const data::Panel panel : data::panels) {
            state.look(panel).display.contrast = 1.0;
            state.look(panel).display.bias = 0.5;
        }
    });
}

void StampRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        m_tools->refresh();
}

} // namespace vetrina::ui
