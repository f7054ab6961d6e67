#include "ui/scan/label_bar.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int narrow = 900; ///< below it the classes use their short names

KeyButton* tall(const QString& key, const QString& words, const QString& toolTip)
{
    auto* button = new KeyButton(key, words);
    button->setTall(true);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

LabelBar::LabelBar(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_keys(new QWidget)
    , m_noteLine(new QWidget)
    , m_note(new QLineEdit)
    , m_object(tall({}, {}, {})) // with a cap of its own the row would be too wide at 1280
    , m_skip(tall(tr("Space"), tr("Skip"), tr("On to the next, without a label")))
    , m_undo(tall("U", tr("Undo"), tr("Take back your last label, and go there")))
    , m_flag(tall("F", tr("Flag"), tr("Set this one aside for a second look")))
    , m_noteKey(tall("N", tr("Note"), tr("Write a line about this candidate")))
{
    setFixedHeight(40);
    m_keys->setLayout(m_row);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    m_row->addWidget(m_object);
    m_row->addSpacing(8);
    for (KeyButton* button : { m_skip, m_undo, m_flag, m_noteKey })
        m_row->addWidget(button);
    m_flag->setCheckable(true);
    m_object->setCheckable(true);
    m_object->hide();

    auto* noteRow = new QHBoxLayout(m_noteLine);
    noteRow->setContentsMargins(0, 0, 0, 0);
    noteRow->setSpacing(8);
    noteRow->addWidget(label(tr("Note"), "head"));
    noteRow->addWidget(m_note, 1);
    noteRow->addWidget(new KeyCap("↵"));
    noteRow->addWidget(label(tr("keep"), "second"));
    noteRow->addWidget(new KeyCap("Esc"));
    noteRow->addWidget(label(tr("leave"), "second"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("double host? ask the observer"));
    m_note->installEventFilter(this);
    m_noteLine->hide();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3, 0, 3, 0);
    column->addWidget(m_keys);
    column->addWidget(m_noteLine);

    connect(m_object, &QPushButton::clicked, this, [this] {
        m_object->setChecked(m_whole); // the answer sets it
        Q_EMIT wholeObjectAsked();
    });
    connect(m_skip, &QPushButton::clicked, this, &LabelBar::skipAsked);
    connect(m_undo, &QPushButton::clicked, this, &LabelBar::undoAsked);
    connect(m_flag, &QPushButton::clicked, this, [this] {
        m_flag->setChecked(!m_flag->isChecked()); // the answer sets it
        Q_EMIT flagAsked();
    });
    connect(m_noteKey, &QPushButton::clicked, this, &LabelBar::noteAsked);
    connect(m_note, &QLineEdit::returnPressed, this, [this] {
        const QString text = m_note->text().trimmed();
        leaveNote();
        Q_EMIT noteWritten(text);
    });
}

void LabelBar::setClasses(const ClassStyles& classes)
{
    qDeleteAll(m_classes);
    m_classes.clear();
    m_styles = classes;
    int index = 0;
    for (const ClassStyle& style : classes.all()) {
        auto* button = tall(style.key.toUpper(), style.title, {});
        button->setWords(style.title, style.shortTitle);
        button->setEdge(style.colour);
        button->setCheckable(true);
        connect(button, &QPushButton::clicked, this, [this, button, index] {
            button->setChecked(!button->isChecked()); // what stands is marked by setCurrent() alone
            if (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier)
                Q_EMIT objectAsked(index);
            else
                Q_EMIT labelAsked(index);
        });
        m_row->insertWidget(index, button);
        m_classes.push_back(button);
        ++index;
    }
    resizeEvent(nullptr);
    tell();
}

void LabelBar::setPreview()
{
    for (KeyButton* button : { m_skip, m_undo, m_flag, m_noteKey })
        button->hide();
}

void LabelBar::setStays(bool stays)
{
    m_stays = stays;
    tell();
}

/// What each key does, as things are.
void LabelBar::tell()
{
    const bool several = m_styles.scheme().multi;
    for (std::size_t i = 0; i < m_classes.size(); ++i) {
        const QString title = m_styles.all()[i].title;
        const QString words = several ? tr("%1: put it in or take it out").arg(title)
            : m_stays                 ? tr("Label: %1").arg(title)
                                      : tr("Label: %1, and on to the next").arg(title);
        const bool all = m_alerts > 0 && m_whole;
        const QString both = words + '\n'
            + (all                 ? tr("For all %n alerts of the object", nullptr, m_alerts)
                    : m_alerts > 1 ? tr("For the newest alert; with Shift for all %n of the object", nullptr, m_alerts)
                                   : tr("With Shift: every alert of the object"));
        m_classes[i]->isEnabled() ? m_classes[i]->setToolTip(both)
                                  : static_cast<void>(m_classes[i]->setProperty("toolTipThen", both));
    }
    m_skip->setWords(m_labelled ? tr("Next") : tr("Skip"));
}

void LabelBar::setObject(int alerts, bool whole, const QString& key)
{
    if (m_alerts == alerts && m_whole == whole && m_objectKey == key)
        return;
    m_alerts = alerts;
    m_whole = whole;
    m_objectKey = key;
    m_object->setVisible(alerts > 1);
    m_object->setChecked(whole);
    m_object->setWords(whole ? tr("All %n alerts", nullptr, alerts) : tr("1 of %n alerts", nullptr, alerts),
        QString("%1/%2").arg(whole ? alerts : 1).arg(alerts));
    m_object->setToolTip((whole ? tr("A class goes to all alerts of the object, one undo for all; again: to one")
                                : tr("A class goes to the newest alert alone; this makes it go to all of the object"))
        + (key.isEmpty() ? QString() : QString(" (%1)").arg(key)));
    tell();
}

void LabelBar::setEnabledAll(bool enabled, const QString& why)
{
    std::vector<KeyButton*> all = m_classes;
    all.insert(all.end(), { m_object, m_skip, m_undo, m_flag, m_noteKey });
    for (KeyButton* button : all) {
        if (button->isEnabled() == enabled)
            continue;
        button->setEnabled(enabled);
        if (!enabled) {
            button->setProperty("toolTipThen", button->toolTip());
            button->setToolTip(why);
        } else {
            button->setToolTip(button->property("toolTipThen").toString());
        }
    }
}

void LabelBar::setCurrent(const std::string& label)
{
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        m_classes[i]->setChecked(m_styles.holds(label, m_styles.all()[i]));
    if (m_labelled != !label.empty()) {
        m_labelled = !label.empty();
        tell();
    }
}

void LabelBar::setFlagged(bool flagged) { m_flag->setChecked(flagged); }

void LabelBar::writeNote(const QString& text)
{
    m_keys->hide();
    m_noteLine->show();
    m_note->setText(text);
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void LabelBar::leaveNote()
{
    m_noteLine->hide();
    m_keys->show();
    Q_EMIT noteLeft();
}

void LabelBar::resizeEvent(QResizeEvent*)
{
    const bool shortly = width() < narrow;
    for (KeyButton* button : m_classes)
        button->setShort(shortly);
    m_object->setShort(shortly);
}

bool LabelBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (watched == m_note && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        leaveNote();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vetrina::ui
