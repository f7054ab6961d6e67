#pragma once

#include "core/data/candidate.h"
#include "ui/stamp/cut_plot.h"
#include "ui/stamp/pixel_table.h"
#include "ui/stamp/tool_pane.h"

#include <QLineF>
#include <QObject>
#include <QPointer>

#include <optional>
#include <vector>

class QWidget;

namespace vetrina::ui {

class StampRow;

/// The pixel table and the cut through the source: what they show follows the stamps, where they lie the page.
class StampTools : public QObject {
    Q_OBJECT

public:
    explicit StampTools(StampRow* row);

    void setHost(QWidget* host);
    void togglePixels();
    void toggleCut();
    [[nodiscard]] bool pixelsOpen() const { return m_pixels != nullptr; }
    [[nodiscard]] bool cutOpen() const { return m_cut != nullptr; }
    [[nodiscard]] bool anyOpen() const { return pixelsOpen() || cutOpen(); }
    bool closeOne(); ///< the one opened last; false where none is open

    /// The cursor is over that place of a stamp, or over none: then the table holds still at the source.
    void setHovered(data::Panel panel, const std::optional<QPointF>& pixel);
    /// The cut goes along a line of the panel in hand; a null line: through the source again.
    void setLine(const QLineF& pixels);
    void refresh();
    void lay();
    void raise();

    [[nodiscard]] PixelTable* table() const { return m_table; }
    [[nodiscard]] CutPlot* plot() const { return m_plot; }

Q_SIGNALS:
    void openChanged();
    void said(const QString& words, bool wrong);

private:
    [[nodiscard]] QPointF sourceOf(data::Panel panel) const;
    [[nodiscard]] Cut cutAlong(const QLineF& pixels, const QString& title) const;
    void showPixels();
    void showCut();
    void mark();
    void close(QPointer<ToolPane>& pane);

    StampRow* m_row;
    QPointer<QWidget> m_host;
    QPointer<ToolPane> m_pixels, m_cut;
    QPointer<PixelTable> m_table;
    QPointer<CutPlot> m_plot;
    bool m_cutLast = false;
    data::Panel m_hoveredPanel = data::Panel::Science;
    std::optional<QPointF> m_hovered;
    QLineF m_line;
    std::vector<QLineF> m_marks;
};

} // namespace vetrina::ui
