#include "ui/scan/header_bar.h"

#include "core/session/badges.h"
#include "core/sky/time.h"
#include "ui/scan/badge_strip.h"
#include "ui/scan/candidate_menus.h"
#include "ui/theme/theme.h"
#include "ui/widgets/candidate_name.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int spacing = 8;

} // namespace

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent)
    , m_object(label({}, "title"))
    , m_id(label({}, "mono2"))
    , m_time(label({}, "second"))
    , m_band(label({}, "second"))
    , m_label(new TagLabel)
    , m_flag(new TagLabel)
    , m_badges(new BadgeStrip)
    , m_menus(new CandidateMenus(this))
    , m_open(menuButton(tr("Open in ▾"), tr("Open in"), m_menus->openMenu()))
    , m_copy(menuButton(tr("Copy ▾"), tr("Copy"), m_menus->copyMenu()))
    , m_before(new KeyButton("←", {}))
    , m_next(new KeyButton("→", {}, nullptr, KeyButton::Cap::After))
{
    setObjectName("bar");
    setFixedHeight(size::bar);
    setMinimumWidth(400); // its words give way, so they hold no window wide
    m_before->setToolTip(tr("The candidate before"));
    m_next->setToolTip(tr("The next candidate"));
    m_before->setAccessibleName(tr("The candidate before"));
    m_next->setAccessibleName(tr("The next candidate"));
    m_object->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(spacing);
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_object, m_id, m_time, m_band, m_label, m_flag, m_badges })
        row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_open, m_copy, m_before, m_next })
        row->addWidget(widget);
    connect(m_before, &QPushButton::clicked, this, &HeaderBar::beforeAsked);
    connect(m_next, &QPushButton::clicked, this, &HeaderBar::nextAsked);
    clear();
}

QPushButton* HeaderBar::menuButton(const QString& text, const QString& name, QMenu* menu)
{
    auto* button = new QPushButton(text);
    button->setProperty("role", "flat");
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setMenu(menu);
    return button;
}

void HeaderBar::set(const ViewPtr& view, const Tag& label)
{
    m_candidate = view->candidate;
    m_object->setText(nameOf(m_candidate));
    m_band->setText(std::isnan(m_candidate.magnitude)
            ? QString()
            : QString("· <b style=\"color:%1\">%2</b> <span style=\"font-family:'%3'\">%4</span>")
                  .arg(colour(bandToken(m_candidate.band)).name())
                  .arg(QChar(m_candidate.band))
                  .arg(monoFont().family())
                  .arg(static_cast<double>(m_candidate.magnitude), 0, 'f', 2));
    m_label->set(label);
    m_flag->set({ view->flagged ? tr("FLAG") : QString(), Token::Warn, Tag::Kind::Filled });
    m_badges->set(session::badgesOf(*view));
    m_menus->set(view);
    m_open->setEnabled(true);
    m_copy->setEnabled(true);
    layOut();
}

void HeaderBar::clear()
{
    for (QLabel* label : { m_object, m_id, m_time, m_band })
        label->clear();
    m_label->set({});
    m_flag->set({});
    m_badges->set({});
    m_menus->set(nullptr);
    m_open->setEnabled(false);
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
    if (m_object->text().isEmpty() && m_candidate.key.id == 0)
        return;
    const QString id = m_candidate.object.empty() ? QString() : QString::number(m_candidate.key.id);
    QString time = QString::fromStdString(sky::isoUtc(m_candidate.jd, 0));
    time.replace('T', ' ').remove('Z');
    const QString whole = time.isEmpty() ? QString() : time + QStringLiteral(" UTC");

    // The alert keeps the end of its number, which is what tells two apart; the time its day.
    struct Stage {
        QString id, time;
    };
    const QString idEnd = id.size() <= 10 ? id : QStringLiteral("…") + id.right(9), day = time.mid(5, 11);
    const Stage stages[] = { { id, whole }, { idEnd, whole }, { idEnd, day }, { {}, day } };
    m_id->ensurePolished(); // hidden ones too are measured in their own font
    m_time->ensurePolished();
    const auto width = [](const QWidget* widget) {
        return widget->isVisibleTo(widget->parentWidget()) ? widget->sizeHint().width() + spacing : 0;
    };
    int fixed = 24 + spacing;
    for (const QWidget* widget :
        std::initializer_list<const QWidget*>{ m_object, m_band, m_label, m_flag, m_open, m_copy, m_before, m_next })
        fixed += width(widget);
    const int badges = m_badges->sizeHint().width() + spacing;
    const auto fits = [&](const Stage& stage) {
        return fixed + m_id->fontMetrics().horizontalAdvance(stage.id)
            + m_time->fontMetrics().horizontalAdvance(stage.time) + (stage.id.isEmpty() ? 0 : spacing)
            + (stage.time.isEmpty() ? 0 : spacing) + badges
            <= this->width();
    };
    // Badges that have no room even then are counted; the day stays.
    const Stage* stage = std::ranges::find_if(std::begin(stages), std::end(stages), fits);
    if (stage == std::end(stages))
        stage = std::end(stages) - 1;
    m_id->setText(stage->id);
    m_id->setVisible(!stage->id.isEmpty());
    m_time->setText(stage->time);
    m_time->setVisible(!stage->time.isEmpty());
    const QString tip = id + (whole.isEmpty() ? QString() : "\n" + whole);
    for (QLabel* label : { m_object, m_id, m_time, m_band })
        label->setToolTip(tip);
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layOut();
}

} // namespace vetrina::ui
