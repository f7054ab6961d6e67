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

} // namespace vetrina::ui
