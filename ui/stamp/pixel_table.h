#pragma once

#include "core/image/region.h"

#include <QImage>
#include <QPointer>
#include <QWidget>

namespace vetrina::ui {

class StampView;

/// The values of the pixels about a place, lying as the stamp lies and coloured as it is coloured.
class PixelTable : public QWidget {
    Q_OBJECT

public:
    static constexpr int most = 13; ///< rows and columns

    explicit PixelTable(QWidget* parent = nullptr);

    /// The true pixels of `view` about its pixel; null clears it.
    void show(const StampView* view, QPoint centre);
    /// The pixel in a cell; the middle one is (0, 0), rows run downwards.
    [[nodiscard]] QPoint pixelAt(int column, int row) const { return m_centre + column * m_right + row * m_down; }
    [[nodiscard]] int columns() const;
    [[nodiscard]] int rows() const;
    /// The pixels it shows, as a rectangle of the stamp: left, top, width, height in whole pixels.
    [[nodiscard]] QRect box() const;
    [[nodiscard]] image::RegionFigures figures() const;
    /// A line of column numbers, then a line a row with its number first; tabs between, NaN as NaN. Nothing lost.
    [[nodiscard]] QString toTsv() const;
    [[nodiscard]] static QSize sizeFor(int columns, int rows);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] bool holds(QPoint pixel) const;
    [[nodiscard]] QString columnName(int column) const;
    [[nodiscard]] QString rowName(int row) const;
    [[nodiscard]] image::PlaneView plane() const;

    QPointer<const StampView> m_view;
    QImage m_colours;
    QPoint m_centre, m_right{ 1, 0 }, m_down{ 0, -1 };
};

} // namespace vetrina::ui
