#include "ui/help/tour.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace vetrina::ui {

namespace {

constexpr int cardWidth = 380, margin = 16;

} // namespace

Tour::Tour(QWidget* window)
    : QWidget(window)
    , m_card(new QFrame(this))
    , m_title(label({}, "title"))
    , m_text(label({}, "second"))
    , m_count(label({}, "aside"))
    , m_back(new KeyButton(QStringLiteral("←"), tr("Back")))
    , m_next(new KeyButton(QStringLiteral("→"), tr("Next")))
    , m_end(new KeyButton(tr("Esc"), tr("End")))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Tour"));
    m_card->setObjectName("palette");
    m_text->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_count);
    buttons->addStretch(1);
    for (QPushButton* button : { m_end, m_back, m_next })
        buttons->addWidget(button);
    auto* column = new QVBoxLayout(m_card);
    column->setContentsMargins(16, 14, 16, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addLayout(buttons);
    window->installEventFilter(this);
    connect(m_back, &QPushButton::clicked, this, [this] { go(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(m_step + 1); });
    connect(m_end, &QPushButton::clicked, this, &Tour::leave);
    hide();
}

void Tour::open(std::vector<Step> steps)
{
    if (steps.empty())
        return;
    m_steps = std::move(steps);
    m_focusBefore = QApplication::focusWidget();
    show();
    raise();
    setFocus();
    go(0);
}

void Tour::go(int step)
{
    if (step >= steps())
        return leave();
    m_step = std::max(0, step);
    const Step& now = m_steps[static_cast<std::size_t>(m_step)];
    m_title->setText(now.title);
    m_text->setText(now.text);
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(steps()));
    m_back->setEnabled(m_step > 0);
    m_back->setToolTip(m_step > 0 ? QString() : tr("This is the first"));
    setAccessibleDescription(now.title + ". " + now.text);
    lay();
}

void Tour::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

QRect Tour::target() const
{
    if (m_steps.empty())
        return {};
    const auto& at = m_steps[static_cast<std::size_t>(m_step)].at;
    const QWidget* widget = at ? at() : nullptr;
    if (!widget || !widget->isVisible())
        return {};
    return QRect(widget->mapTo(parentWidget(), QPoint()), widget->size()).intersected(rect());
}

void Tour::lay()
{
    setGeometry(parentWidget()->rect());
    m_card->setFixedWidth(cardWidth);
    m_card->layout()->activate();
    const int height = m_card->layout()->heightForWidth(cardWidth);
    m_card->resize(cardWidth, height);
    const QRect at = target();
    QPoint place((width() - cardWidth) / 2, (this->height() - height) / 2);
    if (!at.isEmpty()) { // beside it, where there is most room
        const int left = at.left(), right = width() - at.right(), above = at.top(),
                  below = this->height() - at.bottom();
        if (std::max(left, right) > cardWidth + 2 * margin) {
            place.setX(right >= left ? at.right() + margin : at.left() - margin - cardWidth);
            place.setY(at.top());
        } else {
            place.setX(at.center().x() - cardWidth / 2);
            place.setY(below >= above ? at.bottom() + margin : at.top() - margin - height);
        }
    }
    place.setX(std::clamp(place.x(), margin, std::max(margin, width() - cardWidth - margin)));
    place.setY(std::clamp(place.y(), margin, std::max(margin, this->height() - height - margin)));
    m_card->move(place);
    update();
}

void Tour::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect at = target();
    painter.setClipRegion(QRegion(rect()).subtracted(at));
    painter.fillRect(rect(), colour(Token::Dim));
    painter.setClipping(false);
    if (!at.isEmpty())
        paintFocusRing(painter, QRectF(at).adjusted(-2, -2, 2, 2), size::radiusPanel);
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_PageDown:
        return go(m_step + 1);
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        return go(m_step - 1);
    case Qt::Key_Escape:
        return leave();
    default:
        return;
    }
}

bool Tour::focusNextPrevChild(bool) { return true; } // the keys that count are the tour's

bool Tour::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // no key does anything behind it
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        lay();
    return QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
