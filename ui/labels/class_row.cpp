#include "ui/labels/class_row.h"

#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace vetrina::ui {

namespace {

enum Column : int { Title, Name, Short, Code, Key, Colour, Mark, Up, Down, Remove, Columns };
constexpr std::array<int, Columns> widths{ 150, 130, 100, 74, 40, 112, 108, 26, 26, 26 };

struct Choice {
    const char* value;
    const char* words;
};
constexpr std::array colours{ Choice{ "real", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Green") },
    Choice{ "bog", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Vermilion") },
    Choice{ "sn", QT_TRANSLATE_NOOP("ClassRow", "Blue") },
    Choice{ "vs", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Yellow") },
    Choice{ "agn", QT_TRANSLATE_NOOP("ClassRow", "Pink") },
    Choice{ "sso", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Violet") },
    Choice{ "none", QT_TRANSLATE_NOOP("ClassRow", "Grey") } };
constexpr std::array marks{ Choice{ "disc", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Disc") },
    Choice{ "square", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Square") },
    Choice{ "diamond", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Diamond") },
    Choice{ "triangle", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Triangle") },
    Choice{ "cross", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Cross") },
    Choice{ "ring", QT_TRANSLATE_NOOP("vetrina::ui::ClassRow", "Ring") } };

QIcon drawn(const std::function<void(QPainter&)>& draw)
{
    constexpr int side = 14, times = 2;
    QPixmap pixmap(side * times, side * times);
    pixmap.setDevicePixelRatio(times);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter);
    return pixmap;
}

QIcon swatch(const char* token)
{
    return drawn([token](QPainter& painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(tokenNamed(token).value_or(Token::NoClass)));
        painter.drawRoundedRect(QRectF(1, 1, 12, 12), 2, 2);
    });
}

QIcon markIcon(const QString& mark)
{
    return drawn([&mark](QPainter& painter) {
        const QColor ink = colour(Token::Text2);
        painter.setPen(mark == "cross" || mark == "ring" ? QPen(ink, 2) : QPen(Qt::NoPen));
        painter.setBrush(mark == "ring" ? QBrush(Qt::NoBrush) : QBrush(ink));
        if (mark == "disc" || mark == "ring")
            painter.drawEllipse(QRectF(2.5, 2.5, 9, 9));
        else if (mark == "square")
            painter.drawRect(QRectF(3, 3, 8, 8));
        else if (mark == "diamond")
            painter.drawPolygon(QPolygonF{ { 7, 1.5 }, { 12.5, 7 }, { 7, 12.5 }, { 1.5, 7 } });
        else if (mark == "triangle")
            painter.drawPolygon(QPolygonF{ { 7, 2 }, { 12.5, 12 }, { 1.5, 12 } });
        else {
            painter.drawLine(QPointF(3, 3), QPointF(11, 11));
            painter.drawLine(QPointF(11, 3), QPointF(3, 11));
        }
    });
}

QPushButton* small(const QString& sign, const QString& toolTip)
{
    auto* button = new QPushButton(sign);
    button->setProperty("role", "flat");
    button->setFixedSize(26, 26);
    button->setStyleSheet(QStringLiteral("padding: 0;"));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QWidget* asWide(QWidget* widget, int column)
{
    if (column != Title)
        widget->setFixedWidth(widths[static_cast<std::size_t>(column)]);
    return widget;
}

void choose(QComboBox* box, const std::string& value)
{
    const int at = box->findData(QString::fromStdString(value));
    box->setCurrentIndex(std::max(0, at));
}

QString made(const QString& title, int most) { return title.simplified().left(most); }

} // namespace

void ClassRow::lay(QGridLayout* grid)
{
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(Title, widths[Title]);
    grid->setColumnStretch(Title, 1); // the others are as wide in the head as in the rows
}

QWidget* ClassRow::head()
{
    auto* head = new QWidget;
    auto* grid = new QGridLayout(head);
    lay(grid);
    int column = -1;
    for (const QString& words :
        { tr("Class"), tr("Stored as"), tr("Short"), tr("Code"), tr("Key"), tr("Colour"), tr("Mark") }) {
        ++column;
        grid->addWidget(asWide(label(words, "small"), column), 0, column);
    }
    for (column = Up; column < Columns; ++column)
        grid->addWidget(asWide(new QWidget, column), 0, column);
    return head;
}

QLineEdit* ClassRow::line(const QString& name, int most)
{
    auto* made = new QLineEdit;
    made->setMaxLength(most);
    made->setAccessibleName(name);
    made->setMinimumWidth(0);
    connect(made, &QLineEdit::textEdited, this, &ClassRow::edited);
    return made;
}

ClassRow::ClassRow(QWidget* parent)
    : QWidget(parent)
    , m_title(line(tr("Class"), 100))
    , m_name(line(tr("Stored as"), 60))
    , m_short(line(tr("Short"), 40))
    , m_code(line(tr("Code"), 8))
    , m_key(line(tr("Key"), 1))
    , m_colour(new QComboBox)
    , m_mark(new QComboBox)
    , m_up(small(QStringLiteral("↑"), tr("Up")))
    , m_down(small(QStringLiteral("↓"), tr("Down")))
    , m_remove(small(QStringLiteral("✕"), tr("Remove this class")))
    , m_wrong(label({}, "wrong"))
{
    m_title->setToolTip(tr("As it is read"));
    m_name->setToolTip(tr("What labels and filters say: label = 'supernova'"));
    m_short->setToolTip(tr("On a narrow key"));
    m_code->setToolTip(tr("In tags and lists"));
    m_key->setToolTip(tr("The key that gives it; with Shift, to the whole object"));
    m_key->setProperty("role", "mono");
    m_code->setProperty("role", "mono");
    for (const Choice& one : colours)
        m_colour->addItem(swatch(one.value), tr(one.words), QString::fromLatin1(one.value));
    for (const Choice& one : marks)
        m_mark->addItem(markIcon(one.value), tr(one.words), QString::fromLatin1(one.value));
    m_colour->setAccessibleName(tr("Colour"));
    m_mark->setAccessibleName(tr("Mark"));
    m_wrong->setWordWrap(true);
    m_wrong->hide();
    auto* grid = new QGridLayout(this);
    lay(grid);
    int column = -1;
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_title, m_name, m_short, m_code, m_key, m_colour, m_mark, m_up, m_down, m_remove }) {
        ++column;
        grid->addWidget(asWide(widget, column), 0, column);
    }
    grid->addWidget(m_wrong, 1, 0, 1, Columns);

    // What was never written follows the title.
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString& title) {
        if (m_nameFollows)
            m_name->setText(QString::fromStdString(data::nameFromTitle(title.toStdString())));
        if (m_shortFollows)
            m_short->setText(made(title, 12));
        if (m_codeFollows)
            m_code->setText(made(title, 4).toUpper());
        Q_EMIT edited(); // with what followed
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameFollows = false; });
    connect(m_short, &QLineEdit::textEdited, this, [this] { m_shortFollows = false; });
    connect(m_code, &QLineEdit::textEdited, this, [this] { m_codeFollows = false; });
    connect(m_colour, &QComboBox::activated, this, &ClassRow::edited);
    connect(m_mark, &QComboBox::activated, this, &ClassRow::edited);
    connect(m_up, &QPushButton::clicked, this, &ClassRow::upAsked);
    connect(m_down, &QPushButton::clicked, this, &ClassRow::downAsked);
    connect(m_remove, &QPushButton::clicked, this, &ClassRow::removeAsked);
}

void ClassRow::set(const data::LabelClass& one)
{
    m_title->setText(QString::fromStdString(one.title));
    m_name->setText(QString::fromStdString(one.name));
    m_short->setText(QString::fromStdString(one.shortTitle));
    m_code->setText(QString::fromStdString(one.code));
    m_key->setText(QString::fromStdString(one.key));
    m_nameFollows = one.name.empty();
    m_shortFollows = one.shortTitle.empty();
    m_codeFollows = one.code.empty();
    choose(m_colour, one.colour);
    choose(m_mark, one.mark);
}

data::LabelClass ClassRow::value() const
{
    const auto text = [](const QLineEdit* line) { return line->text().trimmed().toStdString(); };
    return { text(m_name), text(m_title), text(m_short), text(m_code), text(m_key),
        m_colour->currentData().toString().toStdString(), m_mark->currentData().toString().toStdString() };
}

QLineEdit* ClassRow::field(const std::string& name) const
{
    return name == "title" ? m_title
        : name == "name"   ? m_name
        : name == "short"  ? m_short
        : name == "code"   ? m_code
        : name == "key"    ? m_key
                           : nullptr;
}

void ClassRow::setProblems(const std::vector<data::SchemeProblem>& problems)
{
    QStringList words;
    for (QLineEdit* line : { m_title, m_name, m_short, m_code, m_key }) {
        bool wrong = false;
        for (const data::SchemeProblem& problem : problems)
            if (field(problem.field) == line) {
                wrong = true;
                words << line->accessibleName() + QStringLiteral(": ") + QString::fromStdString(problem.message);
            }
        if (line->property("wrong").toBool() != wrong) {
            line->setProperty("wrong", wrong);
            line->style()->unpolish(line);
            line->style()->polish(line);
        }
    }
    m_wrong->setText(words.join(QStringLiteral("  ")));
    m_wrong->setVisible(!words.isEmpty());
}

void ClassRow::setPlace(bool first, bool last, bool only)
{
    m_up->setEnabled(!first);
    m_down->setEnabled(!last);
    m_remove->setEnabled(!only);
}

} // namespace vetrina::ui
