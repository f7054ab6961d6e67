#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QSize>
#include <QString>

namespace vetrina::ui {

class CurvePlot;

/// The light curve as a file of the kind that its ending names: png (at twice the size), svg, pdf, csv or tsv.
/// Errors: Unsupported for another ending; Internal where a picture can't be painted. The window's thread.
[[nodiscard]] Result<QByteArray> curveFile(CurvePlot& plot, const QString& ending, QSize size, const QString& title);

} // namespace vetrina::ui
