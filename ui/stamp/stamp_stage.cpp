// The part of the StampRow that is about one place: the blink, the single panel, the way out of both.
#include "ui/stamp/limits_strip.h"
#include "ui/stamp/stamp_row.h"
#include "ui/stamp/stamp_tools.h"
#include "ui/stamp/stamp_view.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace vetrina::ui {

namespace {

bool isText(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)
        || qobject_cast<const QTextEdit*>(widget);
}

} // namespace

BlinkFrame StampRow::frameOf(
    const std::shared_ptr<const session::CandidateView>& view, data::Panel panel, const QString& name) const
{
    BlinkFrame frame;
    frame.view = view;
    frame.panel = panel;
    frame.name = name;
    const image::PlaneView truth = view->triplet[panel].plane.view();
    image::Plane smooth;
    if (m_state.smooth)
        smooth = image::smoothed(truth, m_state.smoothing);
    const image::PlaneView shown = m_state.smooth ? smooth.view() : truth;
    const data::Panel whose = m_state.blinkByScience ? data::Panel::Science : panel;
    // Another alert's stamp has another sky: a rule is asked of its own pixels, numbers hold for both.
    frame.limits = view == m_candidate ? limits(whose) : limitsFor(whose, shown);
    if (m_state.blinkByScience && view != m_candidate)
        frame.limits = limits(data::Panel::Science);
    frame.image = QImage(shown.width, shown.height, QImage::Format_RGB32);
    image::render(shown, frame.limits, m_state.look(whose).display,
        { reinterpret_cast<std::uint32_t*>(frame.image.bits()), shown.size() });
    frame.toPlace = registered(*view, panel, *m_candidate, m_blinkPlace);
    return frame;
}

void StampRow::makeFrames()
{
    view(m_blinkPlace)->setFrame(nullptr);
    m_frames.clear();
    if (!m_candidate)
        return;
    const auto has = [](const session::CandidateView& view, data::Panel panel) {
        return !view.triplet[panel].plane.empty();
    };
    if (m_partner) {
        if (has(*m_candidate, m_blinkPlace))
            m_frames.push_back(frameOf(m_candidate, m_blinkPlace, tr("%1 · this alert").arg(panelName(m_blinkPlace))));
        if (has(*m_partner, m_blinkPlace))
            m_frames.push_back(
                frameOf(m_partner, m_blinkPlace, QString("%1 · %2").arg(panelName(m_blinkPlace), m_partnerName)));
    } else {
        for (const data::Panel panel : data::panels)
            if (has(*m_candidate, panel))
                m_frames.push_back(frameOf(m_candidate, panel, panelName(panel)));
    }
    showTurn();
}

void StampRow::showTurn()
{
    const bool any = m_blink.running() && !m_frames.empty();
    view(m_blinkPlace)
        ->setFrame(any ? &m_frames[static_cast<std::size_t>(m_blink.turns()) % m_frames.size()] : nullptr);
}

void StampRow::setBlinking(bool blinking)
{
    if (blinking == m_blink.running())
        return;
    if (blinking) {
        m_blinkPlace = m_inHand;
        m_blink.start(m_state.blinkMs);
        makeFrames();
        if (m_frames.size() < 2)
            Q_EMIT said(tr("There is one picture only: nothing to blink with."), false);
        else
            Q_EMIT said(
                tr("Blinks every %1. + and − change it, B or Esc ends it.").arg(blinkRateText(m_blink.interval())),
                false);
    } else {
        m_blink.stop();
        view(m_blinkPlace)->setFrame(nullptr);
        m_frames.clear();
        m_partner = nullptr;
    }
    watchEscape();
    Q_EMIT stateChanged();
}

void StampRow::setBlinkPartner(std::shared_ptr<const session::CandidateView> partner, const QString& name)
{
    setBlinking(false);
    m_partner = std::move(partner);
    m_partnerName = name;
    if (m_partner)
        setBlinking(true);
}

void StampRow::blinkBy(int steps) { setBlinkInterval(Blink::stepped(m_state.blinkMs, steps)); }

void StampRow::setBlinkInterval(int ms)
{
    m_state.blinkMs = ms;
    m_blink.setInterval(m_state.blinkMs);
    Q_EMIT said(tr("Blinks every %1.").arg(blinkRateText(m_state.blinkMs)), false);
    Q_EMIT stateChanged();
}

void StampRow::setStage(QWidget* host, std::function<QRect()> area)
{
    m_host = host;
    m_area = std::move(area);
    m_tools->setHost(host);
}

QRect StampRow::stageArea() const { return m_host && m_area ? m_area() : QRect(); }

void StampRow::leaveFoot(int px)
{
    if (m_stage)
        m_stage->layout()->setContentsMargins(5, 0, 5, 4 + px);
}

void StampRow::layStage()
{
    if (m_stage)
        m_stage->setGeometry(stageArea());
    m_tools->lay();
}

void StampRow::setSingle(bool single)
{
    if (single == (m_stage != nullptr) || (single && !m_host))
        return;
    const auto at = static_cast<std::size_t>(single ? m_inHand : m_onStage);
    const bool focused = m_cells[at]->isAncestorOf(QApplication::focusWidget());
    if (single) {
        m_onStage = m_inHand;
        m_stage = new QWidget(m_host);
        m_stage->setObjectName("workspace");
        m_stage->setAttribute(Qt::WA_StyledBackground);
        auto* column = new QVBoxLayout(m_stage);
        column->setContentsMargins(5, 0, 5, 4);
        column->addWidget(m_cells[at]);
        m_stage->setGeometry(stageArea());
        m_stage->show();
        m_stage->raise();
        m_tools->lay();
    } else {
        m_row->insertWidget(static_cast<int>(at), m_cells[at], 1);
        m_cells[at]->show();
        m_stage->deleteLater();
        m_stage->hide();
        m_stage = nullptr;
        m_tools->lay();
    }
    if (focused || single)
        m_views[at]->setFocus();
    showSaliency();
    watchEscape();
    Q_EMIT stateChanged();
}

bool StampRow::stepOut()
{
    if (blinking())
        setBlinking(false);
    else if (single())
        setSingle(false);
    else
        return m_tools->closeOne();
    return true;
}

void StampRow::watchEscape()
{
    const bool watch = blinking() || single() || m_tools->anyOpen();
    if (watch && !m_watching)
        qApp->installEventFilter(this);
    else if (!watch && m_watching)
        qApp->removeEventFilter(this);
    m_watching = watch;
}

bool StampRow::eventFilter(QObject* watched, QEvent* event)
{
    // Esc leaves what is open here whatever has the focus, but for words being written and menus.
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (!widget || widget->window() != window() || isText(widget) || QApplication::activePopupWidget())
        return QWidget::eventFilter(watched, event);
    return stepOut() || QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
