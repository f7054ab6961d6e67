#include "ui/stamp/saliency_layer.h"

#include "core/image/contour.h"
#include "core/image/smooth.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr double limitsRoom = 120; ///< that the numbers of the limits may need in the other corner
/// Stamps and plates are dark in either theme.
QColor amber() { return Tokens::of(Scheme::Dark)[Token::Anomaly]; }

constexpr QRgb zero = qRgb(16, 19, 23), forIt = qRgb(240, 176, 64), against = qRgb(90, 155, 240);

/// The clearer the nearer to zero.
QImage inColour(const image::Plane& plane, float peak)
{
    if (plane.empty())
        return {};
    QImage shown(plane.width, plane.height, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < plane.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(shown.scanLine(y));
        for (int x = 0; x < plane.width; ++x) {
            const float v = plane.view().at(x, y);
            const auto alpha = static_cast<int>(std::lround(255 * std::min(1.F, std::abs(v) / peak)));
            const QRgb color = v < 0 ? against : forIt;
            line[x] = qPremultiply(qRgba(qRed(color), qGreen(color), qBlue(color), alpha));
        }
    }
    return shown;
}

/// One map on all stamps: their sum, where they are of one size.
std::array<image::Plane, 3> summed(const std::array<image::Plane, 3>& maps)
{
    image::Plane sum;
    for (const auto& plane : maps) {
        if (plane.empty())
            continue;
        if (sum.empty())
            sum = { plane.width, plane.height, std::vector<float>(plane.pixels.size(), 0.F) };
        if (sum.width != plane.width || sum.height != plane.height)
            return maps;
        for (std::size_t i = 0; i < sum.pixels.size(); ++i)
            sum.pixels[i] += plane.pixels[i];
    }
    auto all = maps;
    for (auto& plane : all)
        if (!plane.empty())
            plane = sum;
    return all;
}

/// Lines of equal height of one map. Integrated gradients go up and down from pixel to pixel: theirs are of the map
/// smoothed by a pixel, which moves no line by more than that.
std::array<image::Plane, 3> forLines(const explain::Saliency& saliency, const std::array<image::Plane, 3>& maps)
{
    if (saliency.method != explain::Method::IntegratedGradients)
        return maps;
    std::array<image::Plane, 3> smooth;
    for (std::size_t i = 0; i < maps.size(); ++i)
        if (!maps[i].empty())
            smooth[i] = image::smoothed(maps[i].view(), { image::Smoothing::Kernel::Gaussian, 3, 1.0 });
    return smooth;
}

QString titleOf(const explain::Saliency& saliency)
{
    QString title = saliencyMethodName(saliency.method) + QStringLiteral(" · ") + saliencyClassName(saliency.className);
    if (saliency.completeness && saliency.difference)
        title += QStringLiteral(" · ")
            + SaliencyLayer::tr("completeness error %1 of %2")
                  .arg(std::abs(*saliency.completeness), 0, 'g', 2)
                  .arg(*saliency.difference, 0, 'g', 3);
    return title;
}

} // namespace

QString saliencyMethodName(explain::Method method)
{
    switch (method) {
    case explain::Method::GradCam:
        return QStringLiteral("Grad-CAM");
    case explain::Method::IntegratedGradients:
        return SaliencyLayer::tr("Integrated gradients");
    case explain::Method::Occlusion:
        return SaliencyLayer::tr("Occlusion");
    }
    return {};
}

QString saliencyClassName(const std::string& name)
{
    const QString word = QString::fromStdString(name);
    return word.startsWith("not ") ? SaliencyLayer::tr("not %1").arg(word.mid(4)) : word;
}

SaliencyLayer SaliencyLayer::of(const explain::Saliency& saliency, data::Row row, bool together)
{
    using State = explain::Saliency::State;
    SaliencyLayer layer;
    layer.row = row;
    layer.nothing = saliency.state != State::Map;
    if (layer.nothing) {
        layer.words = saliency.state == State::Zero ? tr("%1 has nothing to show for %2: its map is zero everywhere.")
                                                    : tr("%1 has nothing to show for %2: its map is not a number.");
        layer.words = layer.words.arg(saliencyMethodName(saliency.method), saliencyClassName(saliency.className));
        if (!saliency.reason.empty())
            layer.words += ' ' + QString::fromStdString(saliency.reason);
        return layer;
    }
    const auto maps = saliency.byChannel && together ? summed(saliency.maps) : saliency.maps;
    for (const auto& plane : maps)
        for (const float v : plane.pixels) {
            layer.peak = std::max(layer.peak, std::abs(v));
            layer.againstToo = layer.againstToo || v < 0;
        }
    if (!(layer.peak > 0)) { // what the stamps say of it cancels out
        layer.nothing = true;
        layer.words = tr("%1 has nothing to show for %2: its map is zero everywhere.")
                          .arg(saliencyMethodName(saliency.method), saliencyClassName(saliency.className));
        return layer;
    }
    layer.words = titleOf(saliency);
    layer.byStamp = saliency.byChannel && !together;
    const auto heights = forLines(saliency, maps);
    float top = 0;
    for (const auto& plane : heights)
        for (const float v : plane.pixels)
            top = std::max(top, v);
    for (std::size_t panel = 0; panel < layer.lines.size(); ++panel) {
        layer.colours[panel] = inColour(maps[panel], layer.peak);
        for (std::size_t i = 0; i < shares.size() && top > 0; ++i)
            for (const auto& piece : image::contour(heights[panel].view(), top * static_cast<float>(shares[i])))
                layer.lines[panel][i].emplace_back(static_cast<double>(piece.x0), static_cast<double>(piece.y0),
                    static_cast<double>(piece.x1), static_cast<double>(piece.y1));
    }
    if (!(top > 0))
        layer.words += QStringLiteral(" · ") + tr("all of it speaks against");
    return layer;
}

SaliencyLayer SaliencyLayer::failed(const Error& error, data::Row row)
{
    SaliencyLayer layer;
    layer.row = row;
    layer.nothing = layer.isError = true;
    layer.words = QString::fromStdString(error.message + (error.remedy.empty() ? "" : ". " + error.remedy));
    return layer;
}

void paintSaliency(QPainter& painter, const SaliencyLayer::Lines& lines, const QTransform& toView, double opacity)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(opacity);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QPainterPath path; // one, so that nothing is darker where its pieces meet
        for (const QLineF& line : lines[i]) {
            path.moveTo(toView.map(line.p1()));
            path.lineTo(toView.map(line.p2()));
        }
        const double width = 1.25 + 0.5 * static_cast<double>(i); // the innermost is the boldest
        for (const auto& [color, wide] : { std::pair(QColor(0, 0, 0, 130), width + 1.4), std::pair(amber(), width) }) {
            painter.setPen(QPen(color, wide, Qt::SolidLine, Qt::RoundCap));
            painter.drawPath(path);
        }
    }
    painter.restore();
}

void paintSaliency(QPainter& painter, const QImage& colours, const QTransform& toView, double opacity)
{
    if (colours.isNull())
        return;
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setOpacity(opacity);
    painter.setTransform(toView, true);
    painter.drawImage(QRectF(-0.5, -0.5, colours.width(), colours.height()), colours);
    painter.restore();
}

void paintSaliencyScale(QPainter& painter, const QRectF& area, const SaliencyLayer& layer)
{
    constexpr double bar = 8;
    painter.save();
    const QRectF strip(area.left(), area.top() + 3, area.width(), bar);
    QLinearGradient scale(strip.topLeft(), strip.topRight());
    scale.setColorAt(0, layer.againstToo ? against : zero);
    if (layer.againstToo)
        scale.setColorAt(0.5, zero);
    scale.setColorAt(1, forIt);
    painter.fillRect(strip, scale);
    painter.setFont(monoFont(size::fontSmall));
    painter.setPen(colour(Token::Text2));
    const QRectF words = area.adjusted(0, bar + 5, 0, 0);
    const double peak = static_cast<double>(layer.peak);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, layer.againstToo ? QString::number(-peak, 'g', 2) : "0");
    if (layer.againstToo)
        painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, "0");
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, QString::number(peak, 'g', 2));
    painter.restore();
}

QRectF paintSaliencyWords(QPainter& painter, const QRectF& view, const SaliencyLayer& layer, double foot, bool limits)
{
    const QFont font = uiFont(layer.nothing ? size::fontDense : size::fontSmall);
    constexpr int flags = Qt::AlignLeft | Qt::TextWordWrap;
    const QRectF room = view.adjusted(10, 0, -10, 0);
    const QRectF text = QFontMetricsF(font).boundingRect(room, flags, layer.words);
    QRectF plate(0, 0, std::ceil(text.width()) + 12, std::max(20.0, std::ceil(text.height()) + 6));
    const bool beside = !limits || plate.width() < view.width() - limitsRoom;
    plate.moveBottomLeft(view.bottomLeft() + QPointF(4, -std::max(foot, beside ? 4.0 : 28.0)));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Plate));
    painter.drawRoundedRect(plate, size::radiusTag, size::radiusTag);
    painter.setFont(font);
    painter.setPen(layer.nothing ? colour(Token::OnPlate) : amber());
    painter.drawText(plate.adjusted(6, 3, -6, -3), flags | Qt::AlignVCenter, layer.words);
    painter.restore();
    return plate;
}

} // namespace vetrina::ui
