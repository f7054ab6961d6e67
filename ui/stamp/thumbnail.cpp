#include "ui/stamp/thumbnail.h"

#include "core/image/limits.h"
#include "core/image/render.h"
#include "ui/stamp/stamp_geometry.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace vetrina::ui {

QImage thumbnailOf(const session::CandidateView& view, int side, data::Panel panel)
{
    const image::PlaneView stamp = view.triplet[panel].plane.view();
    if (stamp.size() == 0)
        return {};
    QImage pixels(stamp.width, stamp.height, QImage::Format_RGB32);
    image::Display display;
    display.missing = Tokens::of(Scheme::Dark)[Token::Nan].rgb(); // the same in both
    image::render(stamp, image::limitsOf(stamp, image::LimitsRule::ZScale), display,
        { reinterpret_cast<std::uint32_t*>(pixels.bits()), stamp.size() });

    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform); // it is smaller than the stamp
    const StampGeometry geometry(stamp.width, stamp.height, view.astrometry[static_cast<std::size_t>(panel)], true,
        QSizeF(side, side), Camera());
    painter.setTransform(geometry.transform());
    painter.drawImage(QRectF(-0.5, -0.5, stamp.width, stamp.height), pixels);
    return image;
}

} // namespace vetrina::ui
