#include "ui/scan/wait_bar.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace vetrina::ui {

WaitBar::WaitBar(QWidget* over)
    : QWidget(over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Waiting for the queue"));
    over->installEventFilter(this);
    resize(over->width(), barHeight);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    m_step.setInterval(50);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_at = 0;
        show();
        raise();
        m_step.start();
    });
    connect(&m_step, &QTimer::timeout, this, [this] {
        m_at = (m_at + 3) % 100;
        update();
    });
}

void WaitBar::start()
{
    if (!isWaiting())
        m_patience.start();
}

void WaitBar::stop()
{
    m_patience.stop();
    m_step.stop();
    hide();
}

void WaitBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Control));
    const int part = width() / 3;
    const int from = (width() + part) * m_at / 100 - part;
    painter.fillRect(QRect(from, 0, part, barHeight), colour(Token::Accent));
}

bool WaitBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        resize(static_cast<QWidget*>(watched)->width(), barHeight);
    return QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
