#include "ui/train/confusion_view.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int headHeight = 20, between = 2;

QColor mixed(const QColor& ground, const QColor& ink, double part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a + part * (b - a))); };
    return { mix(ground.red(), ink.red()), mix(ground.green(), ink.green()), mix(ground.blue(), ink.blue()) };
}

} // namespace

ConfusionView::ConfusionView(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Confusion matrix"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ConfusionView::set(std::vector<std::string> names, std::vector<QString> codes, std::vector<std::uint64_t> counts)
{
    if (counts.size() != names.size() * names.size() || codes.size() != names.size()) {
        names.clear();
        codes.clear();
        counts.clear();
    }
    m_names = std::move(names);
    m_codes = std::move(codes);
    m_counts = std::move(counts);
    QStringList spoken;
    for (int row = 0; row < static_cast<int>(m_names.size()); ++row)
        spoken << tr("%1: %2 of %3 right")
                      .arg(QString::fromStdString(m_names[static_cast<std::size_t>(row)]))
                      .arg(at(row, row))
                      .arg(ofRow(row));
    setAccessibleDescription(spoken.join(", "));
    updateGeometry();
    update();
}

std::uint64_t ConfusionView::at(int row, int column) const
{
    return m_counts[static_cast<std::size_t>(row) * m_names.size() + static_cast<std::size_t>(column)];
}

std::uint64_t ConfusionView::ofRow(int row) const
{
    std::uint64_t sum = 0;
    for (int column = 0; column < static_cast<int>(m_names.size()); ++column)
        sum += at(row, column);
    return sum;
}

int ConfusionView::headWidth() const
{
    const QFontMetrics metrics(uiFont(size::fontSmall));
    int width = 0;
    for (const QString& code : m_codes)
        width = std::max(width, metrics.horizontalAdvance(code));
    return std::min(width + 8, std::max(40, this->width() / 3));
}

QSize ConfusionView::sizeHint() const
{
    const int n = std::max(2, static_cast<int>(m_names.size()));
    return { 60 + 46 * n, headHeight + 32 * n };
}

QRect ConfusionView::cell(int row, int column) const
{
    const int n = static_cast<int>(m_names.size()), left = headWidth();
    const int wide = std::min(88, (width() - left) / n), high = std::min(44, (height() - headHeight) / n);
    return { left + column * wide, headHeight + row * high, wide - between, high - between };
}

bool ConfusionView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int n = static_cast<int>(m_names.size());
    for (int row = 0; row < n; ++row)
        for (int column = 0; column < n; ++column)
            if (cell(row, column).contains(help->pos())) {
                const QString was = QString::fromStdString(m_names[static_cast<std::size_t>(row)]);
                const QString called = QString::fromStdString(m_names[static_cast<std::size_t>(column)]);
                QToolTip::showText(help->globalPos(),
                    tr("%1 of %2 labelled %3 were called %4").arg(at(row, column)).arg(ofRow(row)).arg(was, called),
                    this);
                return true;
            }
    QToolTip::hideText();
    return true;
}

void ConfusionView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int n = static_cast<int>(m_names.size());
    if (n == 0) {
        painter.setFont(uiFont(size::fontDense));
        painter.setPen(colour(Token::Text3));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("After the first epoch."));
        return;
    }
    const QFont words = uiFont(size::fontSmall), numbers = monoFont(size::fontDense);
    const QFontMetrics metrics(words), digits(numbers);
    for (int i = 0; i < n; ++i) {
        painter.setFont(words);
        painter.setPen(colour(Token::Text2));
        const QRect across = cell(0, i), down = cell(i, 0);
        const QString code = m_codes[static_cast<std::size_t>(i)];
        painter.drawText(QRect(across.left(), 0, across.width(), headHeight), Qt::AlignCenter,
            metrics.elidedText(code, Qt::ElideRight, across.width()));
        painter.drawText(QRect(0, down.top(), headWidth() - 6, down.height()), Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(code, Qt::ElideRight, headWidth() - 6));
        const auto all = ofRow(i);
        for (int column = 0; column < n; ++column) {
            const auto count = at(i, column);
            const double share = all > 0 ? static_cast<double>(count) / static_cast<double>(all) : 0;
            const QColor ink = colour(column == i ? Token::Accent : Token::Bad);
            // By the root: one mistake of a hundred is still to be seen.
            const QColor fill =
                count > 0 ? mixed(colour(Token::Well), ink, 0.12 + 0.48 * std::sqrt(share)) : colour(Token::Well);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(cell(i, column), size::radiusTag, size::radiusTag);
            painter.setPen(colour(count > 0 ? Token::Text : Token::Text3));
            painter.setFont(numbers);
            const QString text = QString::number(count);
            const QRect room = cell(i, column);
            painter.drawText(room, Qt::AlignCenter,
                digits.horizontalAdvance(text) <= room.width() - 4
                    ? text
                    : QStringLiteral("%1k").arg(static_cast<double>(count) / 1000, 0, 'f', count < 10000 ? 1 : 0));
        }
    }
}

} // namespace vetrina::ui
