// What stands where in the dialog of label schemes.
#include "ui/labels/class_row.h"
#include "ui/labels/scheme_dialog.h"
#include "ui/scan/label_bar.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

QPushButton* button(const QString& words, const char* role = "dense")
{
    auto* made = new QPushButton(words);
    made->setProperty("role", role);
    made->setAutoDefault(false); // Enter in a field must not press it
    return made;
}

} // namespace

QWidget* SchemeDialog::makeList()
{
    auto* side = new QFrame;
    side->setObjectName("sideLeft");
    side->setFixedWidth(190);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Label schemes"));
    m_list->setSpacing(0);
    auto* fresh = button(tr("New"));
    auto* read = button(tr("Import…"));
    m_export = button(tr("Export…"));
    m_export->setToolTip(tr("The scheme as it is kept, as a file for others"));
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(label(tr("Label schemes"), "head"));
    column->addWidget(m_list, 1);
    column->addWidget(fresh);
    auto* files = new QHBoxLayout;
    files->setSpacing(8);
    files->addWidget(read);
    files->addWidget(m_export);
    column->addLayout(files);
    connect(fresh, &QPushButton::clicked, this, &SchemeDialog::makeNew);
    connect(read, &QPushButton::clicked, this, &SchemeDialog::chooseImport);
    connect(m_export, &QPushButton::clicked, this, &SchemeDialog::chooseExport);
    return side;
}

QWidget* SchemeDialog::makeForm()
{
    m_title = new QLineEdit;
    m_name = new QLineEdit;
    m_about = new QLineEdit;
    m_multi = new QCheckBox(tr("Several classes at once: a key puts its class in or takes it out, Space goes on"));
    m_version = label({}, "aside");
    m_wrong = label({}, "wrong");
    m_said = label({}, "second");
    m_said->setWordWrap(true);
    m_wrong->setWordWrap(true);
    m_title->setAccessibleName(tr("Title"));
    m_name->setAccessibleName(tr("Stored as"));
    m_about->setAccessibleName(tr("About"));
    m_name->setProperty("role", "mono");
    m_multi->setAccessibleName(tr("Several classes at once"));

    auto* form = new QWidget;
    auto* fields = new QGridLayout;
    fields->setHorizontalSpacing(8);
    fields->setVerticalSpacing(6);
    fields->addWidget(label(tr("Title"), "name"), 0, 0);
    fields->addWidget(m_title, 0, 1);
    fields->addWidget(label(tr("Stored as"), "name"), 0, 2);
    fields->addWidget(m_name, 0, 3);
    fields->addWidget(m_version, 0, 4);
    fields->addWidget(label(tr("About"), "name"), 1, 0);
    fields->addWidget(m_about, 1, 1, 1, 4);
    fields->addWidget(m_multi, 2, 1, 1, 4);
    fields->setColumnStretch(1, 3);
    fields->setColumnStretch(3, 2);

    auto* inner = new QWidget;
    m_classes = new QVBoxLayout(inner);
    m_classes->setContentsMargins(0, 0, 12, 0);
    m_classes->setSpacing(6);
    m_add = button(tr("Add a class"));
    auto* add = new QHBoxLayout;
    add->addWidget(m_add);
    add->addStretch(1);
    m_classes->addLayout(add);
    m_classes->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 22, 0);
    head->addWidget(ClassRow::head());

    m_preview = new LabelBar;
    m_preview->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_preview->setFocusPolicy(Qt::NoFocus);
    m_preview->setPreview();
    auto* cancel = button(tr("Cancel"), "");
    m_save = button(tr("Save"), "primary");
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_said, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_save);

    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(fields);
    column->addWidget(m_wrong);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    column->addWidget(label(tr("The keys as they will be"), "small"));
    column->addWidget(m_preview);
    column->addSpacing(4);
    column->addLayout(foot);
    for (QLineEdit* line : { m_title, m_name, m_about })
        connect(line, &QLineEdit::textEdited, this, &SchemeDialog::look);
    connect(m_multi, &QCheckBox::toggled, this, &SchemeDialog::look);
    connect(m_add, &QPushButton::clicked, this, &SchemeDialog::addClass);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SchemeDialog::save);
    return form;
}

void SchemeDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Draft& draft : m_drafts)
        m_list->addItem(QString::fromStdString(draft.now.title));
    m_list->setCurrentRow(m_current);
}

} // namespace vetrina::ui
