#pragma once

#include <QWidget>

#include <memory>

namespace vetrina::ui {

struct SaliencyLayer;
class StampView;

/// The saliency of one stamp beside the stamps, zoomed and panned as it is, with the scale of its colours below.
class SaliencyPanel : public QWidget {
    Q_OBJECT

public:
    explicit SaliencyPanel(QWidget* parent = nullptr);

    /// Null, or another candidate's than the view's: a flat well. The view outlives this or is taken back.
    void set(std::shared_ptr<const SaliencyLayer> layer, const StampView* view);
    [[nodiscard]] const StampView* of() const { return m_view; }

Q_SIGNALS:
    void menuAsked(const QPoint& global); ///< a click

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override { return { 333, 370 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 120, 120 }; }

private:
    std::shared_ptr<const SaliencyLayer> m_layer;
    const StampView* m_view = nullptr;
};

} // namespace vetrina::ui
