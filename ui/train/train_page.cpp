#include "ui/train/train_page.h"

#include "ui/commands/commands.h"
#include "ui/theme/theme.h"
#include "ui/train/compare_panel.h"
#include "ui/train/labels_panel.h"
#include "ui/train/recipe_form.h"
#include "ui/train/run_curves.h"
#include "ui/train/run_head.h"
#include "ui/train/runs_panel.h"
#include "ui/widgets/key_cap.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

namespace vetrina::ui {

namespace {

constexpr int leftWidth = 312, sideWidth = 316;
constexpr int labelsSoonMs = 250; ///< a field that is being typed into is not asked for at each key

QScrollArea* scrolling(QWidget* inner, const QString& name)
{
    auto* area = new QScrollArea;
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setAccessibleName(name);
    return area;
}

} // namespace

TrainPage::TrainPage(Commands* commands, QWidget* parent)
    : Workspace(parent)
    , m_commands(commands)
    , m_trainings(new Trainings(this))
    , m_form(new RecipeForm)
    , m_train(new KeyButton({}, tr("Train"), nullptr, KeyButton::Cap::After))
    , m_retrain(new KeyButton("Ctrl R", tr("Retrain on what I labelled"), nullptr, KeyButton::Cap::After))
    , m_barWords(label({}, "second"))
    , m_formWords(label({}, "wrong"))
    , m_head(new RunHead(m_trainings))
    , m_curves(new RunCurves)
    , m_runs(new RunsPanel(m_trainings))
    , m_labels(new LabelsPanel)
    , m_compare(new ComparePanel)
{
    setObjectName("workspace");
    setAttribute(Qt::WA_StyledBackground);
    auto* bar = new QFrame;
    bar->setObjectName("bar");
    bar->setFixedHeight(size::bar);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(12, 0, 12, 0);
    line->setSpacing(12);
    line->addWidget(label(tr("Train"), "title"));
    line->addWidget(m_barWords);
    line->addStretch(1);
    line->addWidget(m_retrain);
    m_retrain->setProperty("vetrinaKeyOf", "model.retrain");
    m_retrain->setToolTip(tr("Fine-tunes the default model on the labels as they are"));

    makeSide();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = makeLeft();
    row->addWidget(m_left);
    row->addWidget(makeMiddle(), 1);
    m_row = row;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addLayout(row, 1);
    arrange();

    m_labelsSoon.setSingleShot(true);
    m_labelsSoon.setInterval(labelsSoonMs);
    connect(&m_labelsSoon, &QTimer::timeout, this, &TrainPage::askLabels);
    connect(m_form, &RecipeForm::edited, &m_labelsSoon, qOverload<>(&QTimer::start));
    connect(m_form, &RecipeForm::shippedAsked, this, &TrainPage::askRecipe);
    connect(m_form, &RecipeForm::openAsked, this, &TrainPage::openRecipe);
    connect(m_form, &RecipeForm::saveAsked, this, &TrainPage::saveRecipe);
    connect(m_train, &QPushButton::clicked, this, &TrainPage::train);
    connect(m_retrain, &QPushButton::clicked, this, [this] { m_commands->run("model.retrain"); });
    connect(m_trainings, &Trainings::changed, this, [this] {
        if (m_form->setModels(*m_trainings))
            m_labelsSoon.start();
        showButtons();
        showRun();
        showComparison();
    });
    connect(m_trainings, &Trainings::progressed, this, &TrainPage::showRun);
    connect(m_trainings, &Trainings::ended, this, [this] { m_labelsSoon.start(); }); // what it learned is in no test
    connect(m_runs, &RunsPanel::viewed, this, [this] {
        showRun();
        showComparison();
    });
    connect(m_runs, &RunsPanel::chosenChanged, this, &TrainPage::showComparison);
    connect(m_runs, &RunsPanel::firstAsked, this, &TrainPage::train);
    showButtons();
}

Workspace::Face TrainPage::face() const
{
    return { Place::Train, QStringLiteral("train"), tr("Train"), QStringLiteral("train"), tr("Models on your labels") };
}

QWidget* TrainPage::makeLeft()
{
    auto* left = new QFrame;
    left->setObjectName("sideLeft");
    left->setFixedWidth(leftWidth);
    m_train->setProperty("role", "primary");
    m_train->setProperty("vetrinaKeyOf", "train.start");
    m_train->setFocusPolicy(Qt::TabFocus);
    m_train->setFixedHeight(30);
    m_formWords->setWordWrap(true);
    m_formWords->hide();
    auto* foot = new QFrame;
    foot->setObjectName("foot");
    auto* buttons = new QVBoxLayout(foot);
    buttons->setContentsMargins(12, 8, 12, 8);
    buttons->setSpacing(6);
    buttons->addWidget(m_formWords);
    buttons->addWidget(m_train);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(scrolling(m_form, tr("Recipe")), 1);
    column->addWidget(foot);
    return left;
}

QWidget* TrainPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_head);
    column->addWidget(m_curves, 5);
    column->addWidget(m_runs, 6);
    return middle;
}

void TrainPage::makeSide()
{
    auto* inner = new QWidget;
    m_sideLine = new QBoxLayout(QBoxLayout::TopToBottom, inner);
    m_sideLine->setContentsMargins(0, 0, 0, 0);
    m_sideLine->setSpacing(0);
    m_sideLine->addWidget(m_labels);
    m_sideLine->addWidget(m_compare, 1);
    m_side = scrolling(inner, tr("Labels and comparison"));
    m_side->setObjectName("sideRight");
    m_side->setAttribute(Qt::WA_StyledBackground);
}

/// In a narrow window the right column is a tab beside the runs.
void TrainPage::arrange()
{
    const bool aside = width() >= sideFrom;
    if (aside == (m_row->indexOf(m_side) >= 0) && m_side->parentWidget())
        return;
    m_sideLine->setDirection(aside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_sideLine->setStretch(0, aside ? 0 : 1);
    if (aside) {
        m_runs->setBeside(nullptr, {});
        m_side->setFixedWidth(sideWidth);
        m_row->addWidget(m_side);
    } else {
        m_row->removeWidget(m_side);
        m_side->setMinimumWidth(0);
        m_side->setMaximumWidth(QWIDGETSIZE_MAX);
        m_runs->setBeside(m_side, tr("Labels, comparison"));
    }
    m_side->setVisible(aside);
}

void TrainPage::resizeEvent(QResizeEvent* event)
{
    Workspace::resizeEvent(event);
    arrange();
}

QWidget* TrainPage::home() const
{
    return m_runs->table()->isVisibleTo(m_runs) ? static_cast<QWidget*>(m_runs->table()) : m_form->home();
}

void TrainPage::showRun()
{
    const int number = m_runs->inView();
    const auto& now = m_trainings->now();
    const bool live = m_trainings->isRunning() && now.run.number > 0 && now.run.number == number;
    m_head->setRun(number);
    m_curves->set(live ? &now.run : m_trainings->run(number), m_project ? m_project->classes() : ClassStyles());
}

void TrainPage::showComparison()
{
    const auto chosen = m_runs->model().chosen();
    const auto* run = m_trainings->run(m_runs->inView());
    if (chosen.size() == 2)
        m_compare->compare(*m_trainings->run(chosen[0]), *m_trainings->run(chosen[1]));
    else if (run)
        m_compare->beforeAndAfter(*run);
    else
        m_compare->clear();
}

void TrainPage::showButtons()
{
    const QString why = m_trainings->whyNot();
    m_train->setEnabled(why.isEmpty() && m_recipeKnown);
    m_train->setToolTip(!why.isEmpty() ? why
            : m_recipeKnown            ? tr("By this recipe, in the background")
                                       : tr("The recipe is being read"));
    m_retrain->setEnabled(why.isEmpty());
    m_retrain->setToolTip(why.isEmpty() ? tr("Fine-tunes the default model on the labels as they are") : why);
    const QString base = m_trainings->defaultModel();
    if (m_known && m_known->candidates > 0)
        m_runs->setEmpty(tr("No runs yet."),
            base.isEmpty() ? tr("Train on your %L1 labels").arg(m_known->candidates)
                           : tr("Fine-tune %1 on your %L2 labels").arg(base).arg(m_known->candidates));
    else
        m_runs->setEmpty(
            tr("No runs yet. Label some candidates in Scan, or give the classes by filters; then train."), {});
}

} // namespace vetrina::ui
