#include "ui/stamp/saliency_panel.h"

#include "ui/stamp/saliency_layer.h"
#include "ui/stamp/stamp_overlay.h"
#include "ui/stamp/stamp_view.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace vetrina::ui {

namespace {

constexpr int foot = 37; ///< what the limits strips take below the stamps

} // namespace

SaliencyPanel::SaliencyPanel(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Saliency"));
    setToolTip(tr("Amber speaks for the class, blue against it. Click for other methods, classes and looks."));
}

void SaliencyPanel::set(std::shared_ptr<const SaliencyLayer> layer, const StampView* view)
{
    m_layer = std::move(layer);
    m_view = view;
    setAccessibleDescription(m_layer ? m_layer->words : QString());
    update();
}

void SaliencyPanel::mouseReleaseEvent(QMouseEvent* event)
{
    if (rect().contains(event->position().toPoint()))
        Q_EMIT menuAsked(event->globalPosition().toPoint());
}

void SaliencyPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Window));
    const QRectF in = QRectF(rect()).adjusted(3, 3, -3, -3 - foot);
    const QRectF view(QPointF(), in.size());
    painter.save();
    painter.setClipRect(in);
    painter.translate(in.topLeft());
    painter.fillRect(view, colour(Token::Well));
    const bool its = m_layer && m_view && m_view->candidate() && m_view->candidate()->row == m_layer->row;
    if (its && !m_layer->nothing) {
        painter.fillRect(view, QColor(16, 19, 23)); // zero
        // The view's cell may be a pixel wider than this one.
        const QSizeF theirs = QRectF(m_view->rect()).adjusted(3, 3, -3, -3).size();
        const QTransform toView = m_view->geometryOfView().transform()
            * QTransform::fromTranslate((view.width() - theirs.width()) / 2, (view.height() - theirs.height()) / 2);
        paintSaliency(painter, m_layer->colours[static_cast<std::size_t>(m_view->panel())], toView, 1);
    }
    const QString title =
        its && m_layer->byStamp ? tr("Saliency of %1").arg(panelName(m_view->panel())) : tr("Saliency");
    paintPlate(painter, view, Qt::AlignTop | Qt::AlignLeft, title, uiFont(size::fontDense, QFont::DemiBold));
    if (its)
        paintSaliencyWords(painter, view, *m_layer, 4, false);
    painter.restore();
    if (its && !m_layer->nothing)
        paintSaliencyScale(painter, QRectF(in.left(), in.bottom() + 4, in.width(), foot - 4), *m_layer);
}

} // namespace vetrina::ui
