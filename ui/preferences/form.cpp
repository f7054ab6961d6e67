#include "ui/preferences/form.h"

#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vetrina::ui {

Form::Form(Settings& settings, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_column(new QVBoxLayout(this))
    , m_lines(new QFormLayout)
{
    m_column->setContentsMargins(24, 20, 24, 16);
    m_column->setSpacing(16);
    m_column->addWidget(label(title, "title"));
    m_lines->setHorizontalSpacing(16);
    m_lines->setVerticalSpacing(12);
    m_lines->setLabelAlignment(Qt::AlignLeft);
    m_lines->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_column->addLayout(m_lines);
    m_column->addStretch(1);
}

void Form::line(const QString& name, QWidget* control, const QString& note)
{
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(name);
    QWidget* field = control;
    if (!note.isEmpty()) {
        field = new QWidget;
        auto* column = new QVBoxLayout(field);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addWidget(control, 0, Qt::AlignLeft);
        auto* words = label(note, "small");
        words->setWordWrap(true);
        column->addWidget(words);
        control->setAccessibleDescription(note);
    }
    auto* head = label(name, "second");
    head->setFixedHeight(28);
    head->setMinimumWidth(150);
    m_lines->addRow(head, field);
}

void Form::choice(const QString& name, const QString& setting, const std::vector<Choice>& choices,
    const QJsonValue& usual, const QString& note)
{
    auto* box = new QComboBox;
    box->setMinimumWidth(240);
    for (const auto& [words, value] : choices)
        box->addItem(words, value.toVariant());
    const auto show = [this, box, setting, usual] {
        const int at = box->findData(m_settings.value(setting, usual).toVariant());
        box->setCurrentIndex(std::max(0, at));
    };
    show();
    line(name, box, note);
    connect(box, &QComboBox::activated, this,
        [this, box, setting] { m_settings.set(setting, QJsonValue::fromVariant(box->currentData())); });
    connect(&m_settings, &Settings::changed, box, [show, setting](const QString& changed) {
        if (changed == setting)
            show();
    });
}

void Form::number(const QString& name, const QString& setting, int least, int most, int usual, const QString& unit,
    const QString& note)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setMinimumWidth(110);
    box->setSuffix(unit.isEmpty() ? QString() : ' ' + unit);
    box->setValue(m_settings.number(setting, usual));
    line(name, box, note);
    connect(box, &QSpinBox::valueChanged, this, [this, setting](int value) { m_settings.set(setting, value); });
}

void Form::tick(const QString& words, const QString& setting, bool usual, const QString& note)
{
    auto* box = new QCheckBox(words);
    box->setChecked(m_settings.isOn(setting, usual));
    box->setAccessibleName(words);
    line({}, box, note);
    connect(box, &QCheckBox::toggled, this, [this, setting](bool on) { m_settings.set(setting, on); });
}

void Form::text(const QString& name, const QString& setting, const QString& placeholder, const QString& note)
{
    auto* field = new QLineEdit(m_settings.text(setting));
    field->setPlaceholderText(placeholder);
    field->setMinimumWidth(240);
    line(name, field, note);
    connect(field, &QLineEdit::textEdited, this,
        [this, setting](const QString& text) { m_settings.set(setting, text.trimmed()); });
}

void Form::button(const QString& words, const QString& note, std::function<void()> act)
{
    auto* button = new QPushButton(words);
    button->setAccessibleName(words);
    line({}, button, note);
    connect(button, &QPushButton::clicked, this, std::move(act));
}

void Form::wide(QWidget* widget)
{
    m_column->takeAt(m_column->count() - 1); // the stretch
    m_column->addWidget(widget, 1);
}

void Form::space() { m_lines->addRow(label({}, "small"), new QWidget); }

} // namespace vetrina::ui
