#include "ui/shell/status_line.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

namespace vetrina::ui {

namespace {

void setRole(QWidget* widget, const char* role)
{
    if (widget->property("role").toString() == QLatin1String(role))
        return;
    widget->setProperty("role", role);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QString rate(double perSecond)
{
    if (perSecond <= 0)
        return {};
    return perSecond >= 10000 ? StatusLine::tr("%1 k stamps/s").arg(perSecond / 1000, 0, 'f', 0)
                              : StatusLine::tr("%1 stamps/s").arg(QLocale().toString(perSecond, 'f', 0));
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QFrame(parent)
    , m_dot(label({}, "ok"))
    , m_saved(label({}, "second"))
    , m_engine(label({}, "second"))
    , m_queue(label({}, "second"))
    , m_training(label({}, "second"))
    , m_work(label({}, "second"))
    , m_right(label({}, "second"))
    , m_readout(label({}, "mono2"))
    , m_message(new ElidedLabel("second"))
    , m_share(new QProgressBar)
    , m_stop(new QPushButton(tr("Stop")))
    , m_hintAway(new QPushButton)
    , m_hint(new ElidedLabel("hint"))
    , m_undo(new QPushButton(tr("Undo")))
{
    setObjectName("status");
    setFixedHeight(size::status);
    setAccessibleName(tr("Status"));
    m_share->setTextVisible(false);
    m_share->setRange(0, 1000);
    m_share->setFixedWidth(120);
    for (QPushButton* button : { m_stop, m_undo }) {
        button->setProperty("role", "flat");
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedHeight(22);
    }
    m_undo->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(20);
    auto* saved = new QHBoxLayout;
    saved->setSpacing(6);
    saved->addWidget(m_dot);
    saved->addWidget(m_saved);
    row->addLayout(saved);
    row->addWidget(m_engine);
    row->addWidget(m_queue);
    row->addWidget(m_training);
    m_training->hide();
    auto* work = new QHBoxLayout;
    work->setSpacing(8);
    work->addWidget(m_work);
    work->addWidget(m_share);
    work->addWidget(m_stop);
    row->addLayout(work);
    row->addWidget(m_message, 1);
    row->addWidget(m_undo);
    auto* hint = new QHBoxLayout;
    hint->setSpacing(4);
    m_hintAway->setIcon(icon("close", Token::Text2));
    m_hintAway->setIconSize({ 12, 12 });
    m_hintAway->setProperty("role", "flat");
    m_hintAway->setFixedSize(22, 22);
    m_hintAway->setFocusPolicy(Qt::TabFocus);
    m_hintAway->setToolTip(tr("Put this hint away for ever"));
    m_hintAway->setAccessibleName(m_hintAway->toolTip());
    hint->addWidget(m_hint, 1);
    hint->addWidget(m_hintAway);
    row->addLayout(hint, 2);
    row->addStretch(0);
    row->addWidget(m_right);
    row->addWidget(m_readout);
    setHint({});
    setWork({}, 0);
    setNoProject();
    m_said.setSingleShot(true);
    connect(&m_said, &QTimer::timeout, this, [this] {
        m_message->setText({});
        m_undo->hide();
        showHint();
    });
    connect(m_undo, &QPushButton::clicked, this, [this] {
        m_undo->hide();
        m_message->setText({});
        showHint();
        if (const auto undo = std::exchange(m_takeBack, {}))
            undo();
    });
    connect(m_hintAway, &QPushButton::clicked, this, &StatusLine::hintPutAway);
    connect(m_stop, &QPushButton::clicked, this, &StatusLine::stopAsked);
}

void StatusLine::setNoProject()
{
    m_dot->hide();
    setRole(m_saved, "second");
    m_saved->setText(tr("No project open"));
    m_engine->clear();
    m_queue->clear();
    m_right->clear();
    setReadout({});
}

void StatusLine::setSaving(int pending, int failed, bool readOnly)
{
    m_dot->show();
    const char* role = failed ? "wrong" : pending || readOnly ? "second" : "ok";
    m_dot->setText(pending ? QStringLiteral("○") : QStringLiteral("●"));
    setRole(m_dot, role);
    setRole(m_saved, role);
    m_saved->setText(readOnly ? tr("Reading only")
            : failed          ? tr("%1 not saved").arg(failed)
            : pending         ? tr("Saving %1").arg(pending)
                              : tr("Saved"));
}

void StatusLine::setEngine(const QString& device, double imagesPerSecond, quint64 waiting, const QString& problem)
{
    const QString speed = rate(imagesPerSecond);
    setRole(m_engine, problem.isEmpty() ? "second" : "wrong");
    m_engine->setText(!problem.isEmpty() ? tr("No scores")
            : device.isEmpty()           ? tr("engine starts with the first score")
            : speed.isEmpty()            ? device
                                         : device + QStringLiteral(" · ") + speed);
    m_engine->setToolTip(problem);
    m_queue->setText(device.isEmpty() ? QString() : tr("Queue %1").arg(QLocale().toString(waiting)));
}

void StatusLine::setLabels(quint64 labels, double perMinute, double medianSeconds)
{
    QString words = labels == 1 ? tr("1 label") : tr("%1 labels").arg(QLocale().toString(labels));
    if (perMinute > 0)
        words += tr(" · %1 / min").arg(perMinute, 0, 'f', 0);
    if (medianSeconds > 0)
        words += tr(" · %1 s").arg(medianSeconds, 0, 'f', 1);
    m_right->setToolTip(
        medianSeconds > 0 ? tr(
            "Labels of yours in this scheme; a minute over the last five; the median of the last 50 from the sight of "
            "a candidate to its key, while the window is in front")
                          : QString());
    m_right->setText(words);
}

void StatusLine::setTraining(const QString& words)
{
    m_training->setText(words);
    m_training->setVisible(!words.isEmpty());
}

void StatusLine::setRight(const QString& words) { m_right->setText(words); }

void StatusLine::setReadout(const QString& readout)
{
    m_readout->setText(readout);
    m_readout->setVisible(!readout.isEmpty());
}

void StatusLine::setWork(const QString& words, double share)
{
    const bool works = !words.isEmpty();
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_work, m_share, m_stop })
        widget->setVisible(works);
    if (!works)
        return;
    m_work->setText(words);
    m_share->setVisible(share >= 0);
    m_share->setValue(static_cast<int>(1000 * share));
}

void StatusLine::say(const QString& words, bool wrong)
{
    setRole(m_message, wrong ? "wrong" : "second");
    m_message->setText(words);
    m_undo->hide();
    showHint();
    m_said.start(wrong ? 12000 : 6000);
}

QString StatusLine::message() const { return m_message->text(); }

void StatusLine::setHint(const QString& words)
{
    m_hint->setText(words);
    showHint();
}

void StatusLine::showHint()
{
    const bool shown = !m_hint->text().isEmpty() && m_message->text().isEmpty();
    m_message->setVisible(!shown);
    m_hint->setVisible(shown);
    m_hintAway->setVisible(shown);
}

void StatusLine::offerUndo(const QString& words, std::function<void()> undo)
{
    offer(words, tr("Undo"), std::move(undo));
}

void StatusLine::offer(const QString& words, const QString& button, std::function<void()> act, int ms)
{
    say(words, false);
    m_takeBack = std::move(act);
    m_undo->setText(button);
    m_undo->show();
    m_said.start(ms);
}

} // namespace vetrina::ui
