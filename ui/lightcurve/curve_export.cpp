#include "ui/lightcurve/curve_export.h"

#include "ui/lightcurve/curve_plot.h"
#include "ui/theme/theme.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace vetrina::ui {

namespace {

constexpr int screenDpi = 96;

/// Paints with all that is exact: no pixmaps of marks or labels.
void paint(CurvePlot& plot, QPaintDevice& device, QSize size, const QString& title, bool vector)
{
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmVectorized, vector);
    plot.paintPicture(painter, size, title);
    painter.end();
}

} // namespace

Result<QByteArray> curveFile(CurvePlot& plot, const QString& ending, QSize size, const QString& title)
{
    const QString kind = ending.toLower();
    if (kind == "csv" || kind == "tsv")
        return curveTable(plot.points(), plot.isForced(), kind == "csv" ? ',' : '\t').toUtf8();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (kind == "png") {
        constexpr int finer = 2;
        QImage image(size * finer, QImage::Format_RGB32);
        image.setDevicePixelRatio(finer);
        paint(plot, image, size, title, false);
        if (!image.save(&buffer, "png"))
            return fail(Error::Code::Internal, "the picture of the light curve can't be made", "Save it as svg.");
    } else if (kind == "svg") {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(0, 0), size));
        svg.setTitle(title);
        paint(plot, svg, size, title, true);
    } else if (kind == "pdf") {
        QPdfWriter pdf(&buffer);
        pdf.setTitle(title);
        pdf.setResolution(screenDpi);
        pdf.setPageSize(QPageSize(QSizeF(size) * 72 / screenDpi, QPageSize::Point, {}, QPageSize::ExactMatch));
        pdf.setPageMargins(QMarginsF());
        paint(plot, pdf, size, title, true);
    } else {
        return fail(Error::Code::Unsupported, "a light curve can't be saved as '" + ending.toStdString() + "'",
            "Give a name that ends in .png, .svg, .pdf or .csv.");
    }
    return bytes;
}

} // namespace vetrina::ui
