#include "ui/stamp/stamp_view.h"

#include "core/sky/coordinates.h"
#include "ui/stamp/blink.h"
#include "ui/stamp/saliency_layer.h"
#include "ui/stamp/stamp_overlay.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

QString panelName(data::Panel panel)
{
    switch (panel) {
    case data::Panel::Science:
        return StampView::tr("Science");
    case data::Panel::Template:
        return StampView::tr("Template");
    case data::Panel::Difference:
        return StampView::tr("Difference");
    }
    return {};
}

StampView::StampView(data::Panel panel, QWidget* parent)
    : QWidget(parent)
    , m_panel(panel)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("%1 stamp").arg(panelName(panel)));
}

void StampView::setCandidate(std::shared_ptr<const session::CandidateView> candidate)
{
    m_candidate = std::move(candidate);
    m_missing.reset();
    dropSmooth();
    if (m_candidate) {
        const std::string& problem = m_candidate->triplet[m_panel].problem;
        setAccessibleDescription(QString::fromStdString(problem));
    }
    update();
}

void StampView::dropSmooth()
{
    m_smooth = {};
    m_stale = true;
}

void StampView::setSmoothing(const std::optional<image::Smoothing>& smoothing)
{
    if (smoothing == m_smoothing)
        return;
    m_smoothing = smoothing;
    dropSmooth();
    update();
}

void StampView::setDisplay(const image::Display& display, const image::Limits& limits, bool own)
{
    if (!m_stale && display == m_display && limits == m_limits && own == m_own)
        return;
    m_stale = true;
    m_display = display;
    m_limits = limits;
    m_own = own;
    update();
}

void StampView::setFrame(const BlinkFrame* frame)
{
    m_frame = frame;
    update();
}

void StampView::setMarks(const std::vector<QLineF>& lines, const QRectF& box)
{
    if (lines == m_lines && box == m_box)
        return;
    m_lines = lines;
    m_box = box;
    update();
}

void StampView::setSaliency(std::shared_ptr<const SaliencyLayer> saliency, const SaliencyLook& look, bool says)
{
    const bool inColour = look.style == SaliencyLook::Style::Colour;
    if (saliency == m_saliency && look.opacity == m_saliencyOpacity && inColour == m_saliencyInColour
        && says == m_saliencySays)
        return;
    m_saliency = std::move(saliency);
    m_saliencyOpacity = look.opacity;
    m_saliencyInColour = inColour;
    m_saliencySays = says;
    update();
}

void StampView::setCamera(const Camera& camera)
{
    if (camera == m_camera)
        return;
    m_camera = camera;
    update();
}

void StampView::setOptions(bool northUp, bool crosshair, double fieldArcsec)
{
    if (northUp == m_northUp && crosshair == m_crosshair && fieldArcsec == m_fieldArcsec)
        return;
    m_northUp = northUp;
    m_crosshair = crosshair;
    m_fieldArcsec = fieldArcsec;
    update();
}

image::PlaneView StampView::plane() const
{
    return m_candidate ? m_candidate->triplet[m_panel].plane.view() : image::PlaneView();
}

image::PlaneView StampView::shownPlane() const
{
    const image::PlaneView truth = plane();
    if (!m_smoothing || truth.size() == 0)
        return truth;
    if (m_smooth.empty())
        m_smooth = image::smoothed(truth, *m_smoothing);
    return m_smooth.view();
}

const std::optional<session::Astrometry>& StampView::astrometry() const
{
    static const std::optional<session::Astrometry> none;
    return m_candidate ? m_candidate->astrometry[static_cast<std::size_t>(m_panel)] : none;
}

QRectF StampView::inner() const { return QRectF(rect()).adjusted(3, 3, -3, -3); }

StampGeometry StampView::geometryFrom(const Camera& camera) const
{
    const image::PlaneView stamp = plane();
    return { stamp.width, stamp.height, astrometry(), m_northUp, inner().size(), camera, m_fieldArcsec };
}

QImage StampView::rendered() const
{
    if (!m_stale)
        return m_image;
    m_stale = false;
    const image::PlaneView stamp = shownPlane();
    if (stamp.size() == 0) {
        m_image = QImage();
        return m_image;
    }
    m_image = QImage(stamp.width, stamp.height, QImage::Format_RGB32);
    // Rows of 32-bit pixels are never padded, so the image is one span.
    auto* argb = reinterpret_cast<std::uint32_t*>(m_image.bits());
    image::render(stamp, m_limits, m_display, { argb, stamp.size() });
    return m_image;
}

void StampView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Window));
    const QRectF in = inner();
    const QRectF view(QPointF(), in.size());
    painter.save();
    painter.setClipRect(in);
    painter.translate(in.topLeft());
    painter.fillRect(view, colour(Token::Well));
    m_limitsPlate = m_saliencyPlate = {};
    const std::string* problem = m_candidate ? &m_candidate->triplet[m_panel].problem : nullptr;
    if (m_frame || plane().size() > 0)
        paintStamp(painter, geometryOfView());
    else if (problem)
        paintProblem(painter, problem->empty() ? tr("no cutout in the packet") : QString::fromStdString(*problem));
    const QFont bold = uiFont(size::fontDense, QFont::DemiBold);
    m_namePlate = paintPlate(painter, view, Qt::AlignTop | Qt::AlignLeft, plateText(), bold).translated(in.topLeft());
    if (!m_frame && plane().size() > 0) {
        const QString gone = missing() == plane().size() ? tr("no pixel has a value")
            : missing() > 0                              ? tr("%1 px without a value").arg(missing())
                                                         : QString();
        paintPlate(painter, view, Qt::AlignTop | Qt::AlignLeft, gone, uiFont(size::fontSmall), 24);
    }
    painter.restore();

    painter.setBrush(Qt::NoBrush);
    if (hasFocus()) { // the panel in hand is ringed however it came by the focus
        paintFocusRing(painter, rect(), size::radiusTag);
    } else if (underMouse()) {
        painter.setPen(QPen(colour(Token::LineStrong), 1));
        painter.drawRect(in.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

std::size_t StampView::missing() const
{
    if (!m_missing)
        m_missing = static_cast<std::size_t>(
            std::ranges::count_if(plane().pixels(), [](float value) { return !std::isfinite(value); }));
    return *m_missing;
}

QString StampView::plateText() const
{
    if (m_frame)
        return m_frame->name;
    QString text = panelName(m_panel);
    if (m_own)
        text += tr(" · own scaling");
    if (m_smoothing && plane().size() > 0)
        text += tr(" · smoothed");
    return text;
}

void StampView::paintStamp(QPainter& painter, const StampGeometry& geometry)
{
    const QImage& image = m_frame ? m_frame->image : rendered();
    const QTransform placed = geometry.transform() * painter.transform();
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setTransform(m_frame ? m_frame->toPlace * placed : placed);
    painter.drawImage(QRectF(-0.5, -0.5, image.width(), image.height()), image);
    painter.restore();
    paintOverlay(painter, geometry);
}

void StampView::paintProblem(QPainter& painter, const QString& what) const
{
    const QRectF area = QRectF(QPointF(), inner().size()).adjusted(16, 36, -16, -16);
    painter.fillRect(QRectF(0, 0, 3, inner().height()), colour(Token::Bad));
    painter.setFont(uiFont(size::fontBody, QFont::DemiBold));
    painter.setPen(colour(Token::Text));
    QRectF used;
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        tr("No %1 to show").arg(panelName(m_panel).toLower()), &used);
    painter.setFont(uiFont(size::fontDense));
    painter.setPen(colour(Token::Text2));
    const QRectF rest = area.adjusted(0, used.height() + 6, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere | Qt::TextWordWrap,
        what + "\n\n" + tr("The keys still label this candidate."));
}

void StampView::paintOverlay(QPainter& painter, const StampGeometry& geometry) const
{
    const QRectF view(QPointF(), inner().size());
    paintSaliencyOver(painter, geometry);
    if (m_crosshair)
        paintCrosshair(painter, view, geometry.toView(geometry.source()));
    if (m_panel == data::Panel::Science) {
        if (geometry.north() && geometry.east())
            paintCompass(painter, view, *geometry.north(), *geometry.east());
        if (geometry.arcsecPerPixel())
            paintScaleBar(painter, view, geometry.pixelsPerStampPixel() / *geometry.arcsecPerPixel());
    }
    paintMarks(painter, geometry);
    if (!m_frame && missing() == plane().size()) // then there are no limits either
        return;
    m_limitsPlate = paintPlate(painter, view, Qt::AlignBottom | Qt::AlignRight,
        limitsText(m_frame ? m_frame->limits : m_limits), monoFont(size::fontSmall))
                        .translated(inner().topLeft());
}

void StampView::paintSaliencyOver(QPainter& painter, const StampGeometry& geometry) const
{
    if (!m_saliency || m_frame || !m_candidate || m_saliency->row != m_candidate->row)
        return;
    const QRectF view(QPointF(), inner().size());
    const auto at = static_cast<std::size_t>(m_panel);
    if (m_saliencyInColour)
        paintSaliency(painter, m_saliency->colours[at], geometry.transform(), m_saliencyOpacity);
    else
        paintSaliency(painter, m_saliency->lines[at], geometry.transform(), m_saliencyOpacity);
    if (m_saliencySays)
        m_saliencyPlate = paintSaliencyWords(painter, view, *m_saliency, m_panel == data::Panel::Science ? 48 : 4)
                              .translated(inner().topLeft());
}

void StampView::paintMarks(QPainter& painter, const StampGeometry& geometry) const
{
    for (const QLineF& line : m_lines)
        paintMarkLine(painter, geometry.toView(line.p1()), geometry.toView(line.p2()));
    if (m_box.isValid())
        paintMarkPolygon(painter, geometry.transform().map(QPolygonF(m_box)));
}

} // namespace vetrina::ui
