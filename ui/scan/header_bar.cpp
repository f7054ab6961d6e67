#include "ui/scan/header_bar.h"

#include "core/sky/coordinates.h"
#include "core/sky/time.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>

#include <cmath>

namespace vetrina::ui {

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent)
    , m_object(label({}, "title"))
    , m_id(label({}, "mono2"))
    , m_time(label({}, "second"))
    , m_band(label({}, "second"))
    , m_label(new TagLabel)
    , m_flag(new TagLabel)
    , m_copy(new QPushButton(tr("Copy ▾")))
    , m_before(new KeyButton("←", {}))
    , m_next(new KeyButton("→", {}, nullptr, KeyButton::Cap::After))
{
    setObjectName("bar");
    setFixedHeight(size::bar);
    m_copy->setProperty("role", "flat");
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_copy->setAccessibleName(tr("Copy"));
    auto* menu = new QMenu(m_copy);
    const auto copies = [&](const QString& what, auto text) {
        menu->addAction(what, this, [this, text] { QGuiApplication::clipboard()->setText(text(m_candidate)); });
    };
    copies(tr("Object"), [](const data::Candidate& c) { return QString::fromStdString(c.object); });
    copies(tr("Alert id"), [](const data::Candidate& c) { return QString::number(c.key.id); });
    copies(tr("Position, sexagesimal"), [](const data::Candidate& c) {
        return QString::fromStdString(sky::sexagesimal({ c.raDeg, c.decDeg }));
    });
    copies(tr("Position, degrees"), [](const data::Candidate& c) {
        return QString::fromStdString(sky::decimal({ c.raDeg, c.decDeg }));
    });
    m_copy->setMenu(menu);
    m_before->setToolTip(tr("The candidate before"));
    m_next->setToolTip(tr("The next candidate"));
    m_before->setAccessibleName(tr("The candidate before"));
    m_next->setAccessibleName(tr("The next candidate"));
    m_object->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_object, m_id, m_time, m_band, m_label, m_flag })
        row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_copy, m_before, m_next })
        row->addWidget(widget);
    connect(m_before, &QPushButton::clicked, this, &HeaderBar::beforeAsked);
    connect(m_next, &QPushButton::clicked, this, &HeaderBar::nextAsked);
    clear();
}

void HeaderBar::set(const data::Candidate& candidate, const Tag& label, bool flagged)
{
    m_candidate = candidate;
    m_object->setText(QString::fromStdString(candidate.object));
    m_band->setText(std::isnan(candidate.magnitude)
            ? QString()
            : QString("· <b style=\"color:%1\">%2</b> <span style=\"font-family:'%3'\">%4</span>")
                  .arg(colour(bandToken(candidate.band)).name())
                  .arg(QChar(candidate.band))
                  .arg(monoFont().family())
                  .arg(static_cast<double>(candidate.magnitude), 0, 'f', 2));
    m_label->set(label);
    m_flag->set({ flagged ? tr("FLAG") : QString(), Token::Warn, Tag::Kind::Outlined });
    m_copy->setEnabled(true);
    layOut();
}

void HeaderBar::clear()
{
    for (QLabel* label : { m_object, m_id, m_time, m_band })
        label->clear();
    m_label->set({});
    m_flag->set({});
    m_copy->setEnabled(false);
    setPlace(-1, 0);
}

void HeaderBar::setPlace(int position, int count)
{
    const QLocale locale;
    m_before->setWords(position > 0 ? locale.toString(position) : QString());
    m_next->setWords(position >= 0 && position + 1 < count ? locale.toString(position + 2) : QString());
    m_before->setEnabled(position > 0);
    m_next->setEnabled(position >= 0 && position + 1 < count);
    m_before->setAccessibleName(tr("The candidate before"));
    m_next->setAccessibleName(tr("The next candidate"));
}

void HeaderBar::layOut()
{
    if (m_object->text().isEmpty())
        return;
    // In a narrow bar the alert keeps the end of its number, which is what tells two apart, and the date its day.
    const bool roomy = width() > 840;
    const QString id = QString::number(m_candidate.key.id);
    m_id->setText(roomy || id.size() <= 10 ? id : QStringLiteral("…") + id.right(9));
    m_id->setToolTip(roomy ? QString() : id);
    QString time = QString::fromStdString(sky::isoUtc(m_candidate.jd, 0));
    time.replace('T', ' ').remove('Z');
    m_time->setText(time.isEmpty() ? QString() : time + QStringLiteral(" UTC"));
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layOut();
}

} // namespace vetrina::ui
