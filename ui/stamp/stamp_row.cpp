#include "ui/stamp/stamp_row.h"

#include "ui/stamp/limits_strip.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QGridLayout>

#include <algorithm>

namespace vetrina::ui {

StampRow::StampRow(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2); // a stamp keeps 3 px of its own for the focus ring
    grid->setVerticalSpacing(1);
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<int>(panel);
        const auto at = static_cast<std::size_t>(panel);
        auto* view = m_views[at] = new StampView(panel);
        auto* strip = m_strips[at] = new LimitsStrip(panelName(panel));
        grid->addWidget(view, 0, i);
        auto* inset = new QHBoxLayout;
        inset->setContentsMargins(3, 0, 3, 0);
        inset->addWidget(strip);
        grid->addLayout(inset, 1, i);
        grid->setColumnStretch(i, 1);
        connect(view, &StampView::cameraChanged, this, [this, view](const Camera& camera) { setCamera(view, camera); });
        connect(view, &StampView::contrastDragged, this, [this](double contrast, double bias) {
            change([&](DisplayState& state) {
                state.display.contrast = contrast;
                state.display.bias = bias;
            });
        });
        connect(view, &StampView::resetAsked, this, &StampRow::reset);
        connect(view, &StampView::pointed, this, [this, panel] { m_inHand = panel; });
        connect(view, &StampView::hovered, this, [this](const QString& readout) {
            m_readout = readout;
            Q_EMIT hovered(readout);
        });
        connect(strip, &LimitsStrip::limitsDragged, this,
            [this, panel](const image::Limits& limits) { setUserLimits(panel, limits); });
    }
    grid->setRowStretch(0, 1);
}

int StampRow::sideFor(int width, int height) { return std::max(120, std::min((width - 4) / 3, height - 40)); }

void StampRow::setCandidate(std::shared_ptr<const session::CandidateView> candidate)
{
    if (!m_state.locked && candidate && (!m_candidate || candidate->row != m_candidate->row)) {
        m_state.user = {};
        m_state.rule = m_state.rule == image::LimitsRule::User ? m_state.automatic : m_state.rule;
        m_state.display.contrast = 1.0;
        m_state.display.bias = 0.5;
        for (StampView* view : m_views)
            view->setCamera({});
    }
    m_candidate = std::move(candidate);
    for (StampView* view : m_views)
        view->setCandidate(m_candidate);
    apply();
}

void StampRow::apply()
{
    m_state.display.missing = colour(Token::Nan).rgb();
    for (const data::Panel panel : data::panels) {
        const auto i = static_cast<std::size_t>(panel);
        const image::PlaneView plane = m_views[i]->plane();
        if (plane.size() > 0)
            m_limits[i] = m_state.user[i]
                ? *m_state.user[i]
                : image::limitsOf(plane, m_state.rule == image::LimitsRule::User ? m_state.automatic : m_state.rule);
        m_views[i]->setOptions(m_state.northUp, m_state.crosshair);
        m_views[i]->setDisplay(m_state.display, m_limits[i]);
        m_strips[i]->set(plane, m_limits[i]);
    }
    Q_EMIT stateChanged();
}

void StampRow::setRule(image::LimitsRule rule)
{
    change([&](DisplayState& state) {
        state.rule = rule;
        if (rule == image::LimitsRule::User) {
            for (std::size_t i = 0; i < 3; ++i)
                if (!state.user[i])
                    state.user[i] = m_limits[i];
        } else {
            state.automatic = rule;
            state.user = {};
        }
    });
}

void StampRow::setUserLimits(data::Panel panel, const image::Limits& limits)
{
    change([&](DisplayState& state) {
        state.user[static_cast<std::size_t>(panel)] = limits;
        state.rule = image::LimitsRule::User;
    });
}

void StampRow::stretchBy(int steps)
{
    const auto all = image::stretches();
    const auto count = static_cast<int>(all.size());
    change([&](DisplayState& state) {
        const auto now = static_cast<int>(std::ranges::find(all, state.display.stretch) - all.begin());
        state.display.stretch = all[static_cast<std::size_t>(((now + steps) % count + count) % count)];
    });
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
}

void StampRow::fit()
{
    for (StampView* view : m_views)
        view->setCamera({});
}

void StampRow::reset()
{
    fit();
    change([](DisplayState& state) {
        state.display.contrast = 1.0;
        state.display.bias = 0.5;
    });
}

} // namespace vetrina::ui
