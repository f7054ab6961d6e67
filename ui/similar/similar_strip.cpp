#include "ui/similar/similar_strip.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vetrina::ui {

namespace {

constexpr int between = 5; ///< tiles
constexpr int words = 2 + tagHeight + 14; ///< below a stamp: its tag and its distance

bool isOurs(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down
        || key == Qt::Key_Home || key == Qt::Key_End || key == Qt::Key_Return || key == Qt::Key_Enter
        || key == Qt::Key_Escape;
}

QString distanceText(float distance) { return QString::number(static_cast<double>(distance), 'f', 3); }

} // namespace

SimilarStrip::SimilarStrip(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Candidates that look like this one"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SimilarStrip::set(std::vector<SimilarTile> tiles)
{
    m_tiles = std::move(tiles);
    m_hovered = -1;
    m_current = m_tiles.empty() ? -1 : 0;
    describe();
    updateGeometry();
    update();
}

void SimilarStrip::setImage(data::Row row, const QImage& image)
{
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        if (m_tiles[i].row == row) {
            m_tiles[i].image = image;
            update(place(static_cast<int>(i)));
        }
}

void SimilarStrip::setRows(int rows)
{
    m_rows = rows;
    m_current = std::min(m_current, shown() - 1);
    updateGeometry();
    update();
}

int SimilarStrip::columns() const { return width() >= 220 ? 5 : 4; }
int SimilarStrip::side() const { return std::max(20, (width() - (columns() - 1) * between) / columns()); }
int SimilarStrip::shown() const { return std::min(static_cast<int>(m_tiles.size()), m_rows * columns()); }

QRect SimilarStrip::place(int at) const
{
    const int row = at / columns(), column = at % columns();
    return { column * (side() + between), row * (side() + words + 2 * between), side(), side() + words };
}

QSize SimilarStrip::sizeHint() const
{
    const int rows = std::clamp((static_cast<int>(m_tiles.size()) + columns() - 1) / columns(), 1, m_rows);
    return { 200, rows * (side() + words) + (rows - 1) * 2 * between };
}

void SimilarStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

int SimilarStrip::at(QPoint point) const
{
    for (int i = 0; i < shown(); ++i)
        if (place(i).contains(point))
            return i;
    return -1;
}

bool SimilarStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOurs(static_cast<QKeyEvent*>(event)->key())
        && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
        event->accept(); // while it has the focus they walk here
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int which = at(help->pos());
        if (which < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), m_tiles[static_cast<std::size_t>(which)].tip, this, place(which));
        return true;
    }
    return QWidget::event(event);
}

void SimilarStrip::mouseMoveEvent(QMouseEvent* event)
{
    const int which = at(event->position().toPoint());
    if (which == m_hovered)
        return;
    m_hovered = which;
    update();
}

void SimilarStrip::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void SimilarStrip::mouseReleaseEvent(QMouseEvent* event)
{
    const int which = event->button() == Qt::LeftButton ? at(event->position().toPoint()) : -1;
    if (which >= 0)
        Q_EMIT chosen(m_tiles[static_cast<std::size_t>(which)].row);
}

void SimilarStrip::walk(int by)
{
    m_current = std::clamp(m_current + by, shown() > 0 ? 0 : -1, shown() - 1);
    describe();
    update();
}

void SimilarStrip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return walk(-1);
    case Qt::Key_Right:
        return walk(1);
    case Qt::Key_Up:
        return m_current >= columns() ? walk(-columns()) : void();
    case Qt::Key_Down:
        return m_current + columns() < shown() ? walk(columns()) : void();
    case Qt::Key_Home:
        return walk(-shown());
    case Qt::Key_End:
        return walk(shown());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT chosen(m_tiles[static_cast<std::size_t>(m_current)].row);
        return;
    case Qt::Key_Escape:
        return Q_EMIT left();
    default:
        QWidget::keyPressEvent(event);
    }
}

void SimilarStrip::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0)
        walk(1);
}

void SimilarStrip::describe()
{
    setAccessibleDescription(m_current < 0 ? QString() : m_tiles[static_cast<std::size_t>(m_current)].tip);
}

void SimilarStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < shown(); ++i) {
        const SimilarTile& tile = m_tiles[static_cast<std::size_t>(i)];
        const QRect cell = place(i), stamp(cell.topLeft(), QSize(side(), side()));
        painter.fillRect(stamp, colour(Token::Well)); // until it was decoded
        if (tile.image && !tile.image->isNull()) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(stamp, *tile.image);
        } else if (tile.image) {
            painter.setFont(uiFont(size::fontSmall));
            painter.setPen(colour(Token::Text3));
            painter.drawText(stamp, Qt::AlignCenter | Qt::TextWordWrap, tr("no stamp"));
        }
        if (i == m_hovered) {
            painter.setPen(QPen(colour(Token::LineStrong), 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(stamp).adjusted(0.5, 0.5, -0.5, -0.5));
        }
        const int tagLeft = cell.left() + std::max(0, (cell.width() - tagWidth(tile.tag)) / 2);
        paintTag(painter, { tagLeft, stamp.bottom() + 3 }, tile.tag);
        painter.setFont(monoFont(size::fontSmall));
        painter.setPen(colour(Token::Text2));
        painter.drawText(QRect(cell.left() - 2, stamp.bottom() + 3 + tagHeight, cell.width() + 4, 14), Qt::AlignCenter,
            distanceText(tile.distance));
        if (hasFocus() && i == m_current)
            paintFocusRing(painter, stamp.adjusted(-1, -1, 1, 1).intersected(rect()), size::radiusTag);
    }
}

} // namespace vetrina::ui
