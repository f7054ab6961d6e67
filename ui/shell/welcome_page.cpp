#include "ui/shell/welcome_page.h"

#include "core/base/paths.h"
#include "ui/shell/recent_card.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <array>

namespace vetrina::ui {

/// The dashed place that a night is dropped on.
class WelcomePage::DropPlace : public QFrame {
public:
    explicit DropPlace(WelcomePage* page)
        : QFrame(page)
    {
        setFixedHeight(200);
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(8, 68, 8, 16);
        column->setSpacing(8);
        auto* title = label(tr("Drop a night here"), "title");
        auto* words = label(
            tr("Packets, folders, .tar.gz.\nA project is made beside them; what you drop stays as it is."), "second");
        words->setAlignment(Qt::AlignCenter);
        words->setWordWrap(true);
        auto* choose = new QPushButton(tr("Choose files…"));
        choose->setFocusPolicy(Qt::TabFocus);
        column->addWidget(title, 0, Qt::AlignHCenter);
        column->addWidget(words);
        column->addWidget(choose, 0, Qt::AlignHCenter);
        column->addStretch(1);
        connect(choose, &QPushButton::clicked, page, &WelcomePage::chooseFilesAsked);
    }

    void setHot(bool hot)
    {
        m_hot = hot;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(colour(m_hot ? Token::Accent : Token::LineStrong), 2);
        pen.setDashPattern({ 3, 2.5 });
        painter.setPen(pen);
        painter.setBrush(m_hot ? QBrush(colour(Token::AccentWash)) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), size::radiusPanel, size::radiusPanel);
        paintIcon(painter, "drop", QRectF(width() / 2.0 - 20, 24, 40, 40), colour(Token::Accent));
    }

private:
    bool m_hot = false;
};

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent)
    , m_headline(label({}, "page"))
    , m_lead(label({}, "lead"))
    , m_none(label(tr("No project was open here yet. Drop a night at the right, or open a project."), "second"))
    , m_aside(label({}, "aside"))
    , m_filter(new QLineEdit)
    , m_scroll(new QScrollArea)
    , m_cards(new QVBoxLayout)
    , m_facts(new QGridLayout)
    , m_drop(new DropPlace(this))
{
    setObjectName("workspace");
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeLeft(), 1);
    m_right = makeRight();
    row->addWidget(m_right);
    setRecents({});
}

QWidget* WelcomePage::makeLeft()
{
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(48, 32, 40, 16);
    column->setSpacing(12);
    m_lead->setContentsMargins(0, 0, 0, 8);
    column->addWidget(m_headline);
    column->addWidget(m_lead);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(label(tr("Recent projects"), "title"));
    bar->addStretch(1);
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter the recent projects by name"));
    m_filter->setFixedWidth(200);
    auto* make = new QPushButton(tr("New project…"));
    auto* open = new KeyButton(tr("Ctrl O"), tr("Open…"), nullptr, KeyButton::Cap::After);
    open->setFixedHeight(size::control);
    make->setFocusPolicy(Qt::TabFocus);
    for (QWidget* widget : std::initializer_list<QWidget*>{ m_filter, make, open })
        bar->addWidget(widget);
    column->addLayout(bar);

    auto* list = new QWidget;
    list->setLayout(m_cards);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(12);
    m_cards->addWidget(m_none);
    m_cards->addStretch(1);
    m_scroll->setWidget(list);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Recent projects"));
    column->addWidget(m_scroll, 1);

    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(label(tr("Version %1").arg(QString::fromStdString(paths::version())), "aside"));
    foot->addSpacing(12);
    foot->addWidget(label(QStringLiteral("GPL-3.0-or-later"), "aside"));
    column->addLayout(foot);
    connect(m_filter, &QLineEdit::textChanged, this, &WelcomePage::filter);
    connect(make, &QPushButton::clicked, this, &WelcomePage::newProjectAsked);
    connect(open, &QPushButton::clicked, this, &WelcomePage::chooseProjectAsked);
    return left;
}

QWidget* WelcomePage::makeRight()
{
    auto* right = new QFrame;
    right->setObjectName("sideRight");
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(32, 40, 32, 24);
    column->setSpacing(16);
    column->addWidget(m_drop);
    auto* demo = new QPushButton(tr("Open the demo night"));
    demo->setObjectName("demoNight");
    demo->setFocusPolicy(Qt::TabFocus);
    demo->setToolTip(tr("Simulated alerts of every kind, made on this machine in seconds"));
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoAsked);
    column->addWidget(demo);
    column->addSpacing(8);
    column->addWidget(label(tr("Four keys to begin with"), "head"));
    auto* keys = new QGridLayout;
    keys->setHorizontalSpacing(12);
    keys->setVerticalSpacing(8);
    keys->setColumnMinimumWidth(0, 72);
    keys->setColumnStretch(1, 1);
    const std::array<std::pair<QString, QString>, 4> lines{
        { { QStringLiteral("1 – 6"), tr("label, and on to the next") },
            { QStringLiteral("U"), tr("undo, without end") }, { QStringLiteral("Ctrl K"), tr("every command") },
            { QStringLiteral("?"), tr("every key") } }
    };
    for (int i = 0; i < 4; ++i) {
        keys->addWidget(new KeyCap(lines[static_cast<std::size_t>(i)].first), i, 0, Qt::AlignLeft);
        keys->addWidget(label(lines[static_cast<std::size_t>(i)].second, "second"), i, 1);
    }
    column->addLayout(keys);
    column->addStretch(1);
    auto* line = new QFrame;
    line->setObjectName("foot");
    line->setFixedHeight(1);
    column->addWidget(line);
    auto* head = new QHBoxLayout;
    head->addWidget(label(tr("This machine"), "head"));
    head->addStretch(1);
    head->addWidget(m_aside);
    column->addLayout(head);
    m_facts->setHorizontalSpacing(8);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    column->addLayout(m_facts);
    return right;
}

void WelcomePage::setRecents(std::vector<Recent> recents)
{
    qDeleteAll(m_shown);
    m_shown.clear();
    const QLocale locale;
    const bool working = !recents.empty() && recents.front().total > recents.front().labelled;
    if (working) {
        const Recent& last = recents.front();
        m_headline->setText(
            tr("%1 candidates are left of %2").arg(locale.toString(last.total - last.labelled), last.name));
        m_lead->setText(tr("Enter goes on where you were."));
    } else {
        m_headline->setText(tr("Look at a night"));
        m_lead->setText(tr("Drop alert packets on the window and begin: candidates, their scores, one key a label."));
    }
    m_none->setVisible(recents.empty());
    m_filter->setVisible(recents.size() > 4);
    bool first = true;
    for (Recent& recent : recents) {
        auto* card = new RecentCard(std::move(recent), first);
        first = false;
        m_cards->insertWidget(m_cards->count() - 1, card);
        connect(card, &RecentCard::clicked, this,
            [this, card] { Q_EMIT openAsked(QString::fromStdString(card->recent().path.string())); });
        m_shown.push_back(card);
    }
    filter();
}

void WelcomePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_shown.empty())
        m_shown.front()->setFocus();
}

void WelcomePage::filter()
{
    for (RecentCard* card : m_shown)
        card->setVisible(card->recent().name.contains(m_filter->text(), Qt::CaseInsensitive));
}

void WelcomePage::setMachine(const std::vector<MachineFact>& facts, const QString& aside)
{
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_aside->setText(aside);
    int row = 0;
    for (const MachineFact& fact : facts) {
        auto* mark = label(fact.ok ? QStringLiteral("✓") : QStringLiteral("!"), fact.ok ? "ok" : "wrong");
        auto* name = new ElidedLabel("second");
        name->setMinimumWidth(96);
        name->setText(fact.name);
        auto* value = label(fact.value, "mono2");
        if (!fact.remedy.isEmpty())
            name->setToolTip(fact.remedy);
        m_facts->addWidget(mark, row, 0);
        m_facts->addWidget(name, row, 1);
        m_facts->addWidget(value, row, 2, Qt::AlignRight);
        ++row;
    }
}

void WelcomePage::setDropping(bool dropping) { m_drop->setHot(dropping); }

void WelcomePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_right->setFixedWidth(width() < 1360 ? 336 : 400);
}

} // namespace vetrina::ui
