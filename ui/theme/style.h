#pragma once

#include <QProxyStyle>

namespace vetrina::ui {

/// Fusion with Vetrina's focus ring and Vetrina's times: a tooltip soon, no animation, no mnemonic underlines
/// until Alt is held.
class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returned) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

/// The 2 px ring just inside `rect`, as PE_FrameFocusRect paints it; for what paints itself.
void paintFocusRing(QPainter& painter, const QRectF& rect, qreal radius);

/// The ground of a row of a list that paints itself: chosen, under the mouse, or plain.
void paintRowSurface(QPainter& painter, const QStyleOptionViewItem& option);

/// A stamp at the left of such a row, or the place for it while there is none. Returns where it lies.
QRect paintRowStamp(QPainter& painter, const QRect& row, const QImage* stamp, int side);

} // namespace vetrina::ui
