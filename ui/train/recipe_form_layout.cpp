// How the recipe's form is laid out; what it means stands in recipe_form.cpp.
#include "ui/train/recipe_form.h"
#include "ui/train/split_bar.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int nameWidth = 88;

QComboBox* chooser(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    return box;
}

QPushButton* chip(const QString& words, const QString& tip)
{
    auto* button = new QPushButton(words);
    button->setCheckable(true);
    button->setProperty("role", "dense");
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tip);
    return button;
}

QPushButton* flat(const QString& words, const QString& tip)
{
    auto* button = new QPushButton(words);
    button->setProperty("role", "flat");
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tip);
    return button;
}

} // namespace

RecipeForm::RecipeForm(QWidget* parent)
    : QWidget(parent)
    , m_shipped(chooser(tr("Recipe")))
    , m_base(chooser(tr("Base model")))
    , m_weights(chooser(tr("Class weights")))
    , m_precision(chooser(tr("Precision")))
    , m_open(flat(tr("Open…"), tr("A recipe from a file")))
    , m_save(flat(tr("Save as…"), tr("This recipe into a file, for `vetrina train --recipe` too")))
    , m_name(text(tr("New model"), tr("its name in the library")))
    , m_column(text(tr("Label"), tr("label")))
    , m_where(text(tr("Only where"), tr("every label")))
    , m_input(new ElidedLabel("second"))
    , m_head(new ElidedLabel("second"))
    , m_classes(new QPlainTextEdit)
    , m_recipePanel(new TitledPanel(tr("Recipe"), TitledPanel::Kind::Section))
    , m_labelsPanel(new TitledPanel(tr("Learns from"), TitledPanel::Kind::Section))
    , m_partsPanel(new TitledPanel(tr("Which parts train"), TitledPanel::Kind::Section))
    , m_optimiserPanel(new TitledPanel(tr("Optimiser"), TitledPanel::Kind::Section))
    , m_augmentPanel(new TitledPanel(tr("Augment"), TitledPanel::Kind::Section))
    , m_splitPanel(new TitledPanel(tr("Split"), TitledPanel::Kind::Section))
    , m_partButtons(new Segmented(tr("Parts that train"), nullptr, Segmented::Mode::Toggles))
    , m_flip(chip(tr("Flip"), tr("Left and right, up and down, each with half a chance")))
    , m_rotate(chip(tr("Right angles"), tr("Turned by 0, 90, 180 or 270 degrees")))
    , m_split(new SplitBar)
    , m_splitWords(label({}, "small"))
    , m_columns(new QStringListModel(this))
{
    makeNumbers();
    layOut();
    for (QLineEdit* field : findChildren<QLineEdit*>())
        connect(field, &QLineEdit::textEdited, this, [this, field] {
            (void)valueOf(field);
            Q_EMIT edited();
        });
    connect(m_classes, &QPlainTextEdit::textChanged, this, [this] {
        m_column->setEnabled(m_classes->toPlainText().trimmed().isEmpty());
        m_column->setToolTip(m_column->isEnabled()
                ? tr("The column that names a candidate's class: label, label.USER, or any field")
                : tr("The classes are given by filters"));
        if (!m_setting)
            Q_EMIT edited();
    });
    for (QComboBox* box : { m_base, m_weights, m_precision })
        connect(box, &QComboBox::activated, this, [this, box] {
            if (box == m_base) {
                showNetwork();
                showParts();
            }
            Q_EMIT edited();
        });
    connect(m_frozen, &QLineEdit::textChanged, this, [this] { showParts(); });
    for (QPushButton* button : { m_flip, m_rotate })
        connect(button, &QPushButton::clicked, this, &RecipeForm::edited);
    connect(m_partButtons, &Segmented::toggled, this, [this](int part, bool on) { freeze(part, on); });
    connect(
        m_shipped, &QComboBox::activated, this, [this] { Q_EMIT shippedAsked(m_shipped->currentData().toString()); });
    connect(m_open, &QPushButton::clicked, this, &RecipeForm::openAsked);
    connect(m_save, &QPushButton::clicked, this, &RecipeForm::saveAsked);
}

void RecipeForm::makeNumbers()
{
    m_frozen = number(tr("Frozen parts"), 0, 99, 0, tr("So many parts, from the image on, do not learn"));
    m_depth = number(tr("Rate by depth"), 0.01, 1, 4,
        tr("The head learns at the rate, each part before it at so much of the next one's"));
    m_rate = number(tr("Rate"), 1e-8, 1, -1, tr("Of learning, at its highest (AdamW)"));
    m_decay = number(tr("Decay"), 0, 1, -1, tr("Of the weights (AdamW)"));
    m_warmUp =
        number(tr("Warm-up"), 0, 1000, 2, tr("Epochs until the rate is at its highest; then it falls as a cosine"));
    m_epochs = number(tr("Epochs"), 1, 10000, 0, tr("At the most"));
    m_batch = number(tr("Batch"), 1, 65536, 0, tr("Images a step"));
    m_patience = number(
        tr("Patience"), 0, 10000, 0, tr("Ends after so many epochs without a smaller validation loss; 0: never early"));
    m_average = number(
        tr("Average"), 0, 0.99999, -1, tr("Of a moving average of the weights, which is then what is kept; 0: none"));
    m_seed = number(tr("Seed"), 0, 9e15, 0,
        tr("Of first weights, order and augmentation; the same gives the same model on the CPU"));
    m_shift = number(tr("Shift, px"), 0, 32, 0, tr("By up to so many whole pixels either way"));
    m_noise = number(tr("Noise"), 0, 10, -1, tr("Of so many times the stamp's own"));
    m_validation = number(tr("Validation, %"), 0, 90, 1, tr("Of the objects: what chooses the best epoch"));
    m_test = number(tr("Test, %"), 0, 90, 1, tr("Of the objects: never learned from, measured once at the end"));
    m_splitSeed = number(tr("Split seed"), 0, 9e15, 0, tr("The same seed puts an object into the same part"));
}

QLineEdit* RecipeForm::text(const QString& name, const QString& placeholder)
{
    auto* field = new QLineEdit;
    field->setAccessibleName(name);
    field->setPlaceholderText(placeholder);
    field->setProperty("role", "mono");
    return field;
}

QLineEdit* RecipeForm::number(const QString& name, double least, double most, int decimals, const QString& tip)
{
    auto* field = text(name, {});
    field->setProperty("least", least);
    field->setProperty("most", most);
    field->setProperty("decimals", decimals);
    field->setToolTip(tip);
    field->setAccessibleDescription(tip);
    return field;
}

QGridLayout* RecipeForm::addGrid(TitledPanel* panel)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(1, 1);
    panel->body()->addLayout(grid);
    return grid;
}

QWidget* RecipeForm::addLine(
    QGridLayout* grid, const QString& name, QWidget* field, QWidget* second, const QString& between)
{
    const int line = grid->rowCount();
    auto* words = label(name, "second");
    words->setBuddy(field);
    grid->addWidget(words, line, 0);
    if (!second) {
        grid->addWidget(field, line, 1);
        return field;
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(field, 1);
    auto* middle = label(between, "second");
    row->addWidget(middle);
    row->addWidget(second, 1);
    grid->addLayout(row, line, 1);
    return field;
}

void RecipeForm::layOut()
{
    m_recipePanel->head()->addWidget(m_open);
    m_recipePanel->head()->addWidget(m_save);
    QGridLayout* recipe = addGrid(m_recipePanel);
    addLine(recipe, tr("Recipe"), m_shipped);
    addLine(recipe, tr("Base model"), m_base);
    addLine(recipe, tr("Input"), m_input);
    addLine(recipe, tr("Classes"), m_head);
    addLine(recipe, tr("New model"), m_name);

    QGridLayout* labels = addGrid(m_labelsPanel);
    addLine(labels, tr("Label"), m_column);
    addLine(labels, tr("Only where"), m_where);
    m_classes->setAccessibleName(tr("Classes by filters"));
    m_classes->setPlaceholderText(tr("or a filter for each class, a line each:\nreal: drb > 0.5\nbogus: drb <= 0.5"));
    m_classes->setTabChangesFocus(true);
    m_classes->setFixedHeight(62);
    m_labelsPanel->body()->addWidget(m_classes);
    auto* completer = new QCompleter(m_columns, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_column->setCompleter(completer);

    m_partButtons->setFill(true);
    m_partButtons->setDense(true);
    m_partsPanel->body()->addWidget(m_partButtons);
    QGridLayout* parts = addGrid(m_partsPanel);
    addLine(parts, tr("Frozen parts"), m_frozen, m_depth, tr("by depth ×"));

    QGridLayout* optimiser = addGrid(m_optimiserPanel);
    m_optimiserPanel->setAside(tr("AdamW, cosine"));
    addLine(optimiser, tr("Rate"), m_rate, m_decay, tr("decay"));
    addLine(optimiser, tr("Epochs, batch"), m_epochs, m_batch, QStringLiteral("×"));
    addLine(optimiser, tr("Warm-up"), m_warmUp, m_patience, tr("patience"));
    addLine(optimiser, tr("Average"), m_average, m_seed, tr("seed"));
    m_weights->addItem(tr("classes count alike"), true);
    m_weights->addItem(tr("images count alike"), false);
    m_precision->addItem(tr("float32"), false);
    m_precision->addItem(tr("mixed, on a GPU"), true);
    addLine(optimiser, tr("Loss"), m_weights);
    addLine(optimiser, tr("Precision"), m_precision);

    auto* chips = new QHBoxLayout;
    chips->setSpacing(6);
    chips->addWidget(m_flip);
    chips->addWidget(m_rotate);
    chips->addStretch(1);
    m_augmentPanel->body()->addLayout(chips);
    QGridLayout* augment = addGrid(m_augmentPanel);
    addLine(augment, tr("Shift, px"), m_shift, m_noise, tr("noise"));

    m_splitPanel->setAside(tr("by object"));
    m_splitPanel->setToolTip(
        tr("The test is drawn by chance, so that it is a fair sample, and stays the same as labels are added: what "
           "tested yesterday's model is not learnt from today. Of the rest, validation has the same share of each "
           "class."));
    m_splitWords->setWordWrap(true);
    m_splitPanel->body()->addWidget(m_split);
    m_splitPanel->body()->addWidget(m_splitWords);
    QGridLayout* split = addGrid(m_splitPanel);
    addLine(split, tr("Validation, %"), m_validation, m_test, tr("test"));
    addLine(split, tr("Split seed"), m_splitSeed);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* panel :
        { m_recipePanel, m_splitPanel, m_labelsPanel, m_partsPanel, m_optimiserPanel, m_augmentPanel })
        column->addWidget(panel);
    column->addStretch(1);
}

} // namespace vetrina::ui
