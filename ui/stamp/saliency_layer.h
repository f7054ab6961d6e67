#pragma once

#include "core/session/explain.h"

#include <QCoreApplication>
#include <QImage>
#include <QLineF>
#include <QString>
#include <QTransform>

#include <array>
#include <vector>

class QPainter;
class QRectF;

namespace vetrina::ui {

/// How saliency is shown with the stamps.
struct SaliencyLook {
    enum class Style : unsigned char {
        Lines, ///< three lines over each stamp
        Colour, ///< the map in colour over each stamp
        Beside ///< the map in colour beside the stamps, whose own pixels stay free
    };
    Style style = Style::Lines;
    double opacity = 1; ///< of what lies over a stamp

    bool operator==(const SaliencyLook&) const = default;
};

/// What a model's answer rests on, as it lies over the stamps: three lines of equal height, and the map in colour. Made
/// off the window's thread.
struct SaliencyLayer {
    Q_DECLARE_TR_FUNCTIONS(vetrina::ui::SaliencyLayer)

public:
    static constexpr std::array shares{ 0.25, 0.5, 0.75 }; ///< of the map's peak
    using Lines = std::array<std::vector<QLineF>, shares.size()>;

    data::Row row = -1; ///< the candidate's; over another's stamps nothing is painted
    std::array<Lines, 3> lines; ///< by Panel, in stamp pixels
    /// By Panel, a pixel a stamp pixel, row 0 first: amber what speaks for the class, blue what speaks against it, the
    /// clearer the less. Null where the stamp has no map.
    std::array<QImage, 3> colours;
    float peak = 0; ///< the largest distance from zero, of all stamps: a full colour
    bool againstToo = false; ///< something lies below zero
    bool byStamp = false; ///< the stamps' maps differ
    QString words; ///< method and class, or why there is nothing to paint
    bool nothing = false; ///< there is no map
    bool isError = false; ///< it could not be found out: asked again it may be there

    /// `together`: where each stamp has a map of its own, their sum lies on all of them, if they are of one size.
    [[nodiscard]] static SaliencyLayer of(const explain::Saliency& saliency, data::Row row, bool together = false);
    /// That it is not there, and why.
    [[nodiscard]] static SaliencyLayer failed(const Error& error, data::Row row);
};

/// "Grad-CAM", "Integrated gradients", "Occlusion".
[[nodiscard]] QString saliencyMethodName(explain::Method method);
/// "not real" in the window's language; other classes are the model's own words.
[[nodiscard]] QString saliencyClassName(const std::string& name);

/// The lines of one stamp, outlined so that they read on any sky; `opacity` is of all of it.
void paintSaliency(QPainter& painter, const SaliencyLayer::Lines& lines, const QTransform& toView, double opacity);
/// The map of one stamp, its pixels as big as the stamp's.
void paintSaliency(QPainter& painter, const QImage& colours, const QTransform& toView, double opacity);
/// From blue by dark to amber, or from dark to amber, with the values at its ends and its middle.
void paintSaliencyScale(QPainter& painter, const QRectF& area, const SaliencyLayer& layer);

/// Method and class, or the reason, in the bottom left corner, at least `foot` px above its edge; above the limits,
/// where there are `limits` in the other corner and no room beside them. Gives its place.
QRectF paintSaliencyWords(
    QPainter& painter, const QRectF& view, const SaliencyLayer& layer, double foot = 4, bool limits = true);

} // namespace vetrina::ui
