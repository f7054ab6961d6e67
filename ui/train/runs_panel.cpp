#include "ui/train/runs_panel.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/train/run_figures.h"
#include "ui/train/trainings.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int rowHeight = 24, barWidth = 62, edge = 2;

/// Numbers with a bar beside them, states as tags, the row in view with an edge.
class RunsDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* model = static_cast<const RunsModel*>(index.model());
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const bool chosen = item.state & QStyle::State_Selected;
        item.state &= ~QStyle::State_HasFocus; // the table has the ring
        if (index.column() == RunsModel::State) {
            item.text.clear();
            paintBase(*painter, item);
            const auto& run = model->run(index.row());
            const Tag tag = stateTag(run, model->isDefault(index.row()));
            if (tag.text.isEmpty())
                return;
            const QPoint at(item.rect.left() + 8, item.rect.top() + (item.rect.height() - tagHeight) / 2);
            paintTag(*painter, at, tag);
            if (run.state == session::RunState::Stopped) {
                painter->setFont(uiFont(size::fontSmall));
                painter->setPen(colour(Token::Text3));
                const int left = at.x() + tagWidth(tag) + 6;
                painter->drawText(QRect(left, item.rect.top(), item.rect.right() - left, item.rect.height()),
                    Qt::AlignVCenter, RunsModel::tr("epoch %1").arg(run.history.size()));
            }
            return;
        }
        if (index.column() == RunsModel::Auc) {
            const QString text = std::exchange(item.text, {});
            paintBase(*painter, item);
            const double share = index.data(RunsModel::shareRole).toDouble();
            const QRect bar(item.rect.left() + 12, item.rect.center().y() - 3, barWidth, 8);
            if (std::isfinite(share)) { // from chance on: 0.5 is nothing
                painter->fillRect(bar, colour(Token::Control));
                painter->fillRect(
                    QRect(bar.left(), bar.top(), int(std::lround(barWidth * std::clamp(2 * share - 1, 0., 1.))), 8),
                    colour(Token::Accent));
            }
            painter->setFont(item.font);
            painter->setPen(colour(Token::Text));
            painter->drawText(item.rect.adjusted(barWidth + 12, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, text);
            return;
        }
        QStyledItemDelegate::paint(painter, item, index);
        if (chosen && index.column() == 0)
            painter->fillRect(
                QRect(item.rect.left(), item.rect.top(), edge, item.rect.height()), colour(Token::Accent));
    }

private:
    static void paintBase(QPainter& painter, const QStyleOptionViewItem& item)
    {
        item.widget->style()->drawControl(QStyle::CE_ItemViewItem, &item, &painter, item.widget);
    }
};

/// Space chooses the run in view for the comparison.
class RunsTable : public QTableView {
public:
    using QTableView::QTableView;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() != Qt::Key_Space || !currentIndex().isValid())
            return QTableView::keyPressEvent(event);
        const QModelIndex box = currentIndex().siblingAtColumn(RunsModel::Number);
        model()->setData(
            box, box.data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
};

} // namespace

RunsPanel::RunsPanel(Trainings* trainings, QWidget* parent)
    : QFrame(parent)
    , m_trainings(trainings)
    , m_model(new RunsModel(this))
    , m_table(new RunsTable)
    , m_tabs(new Segmented(tr("Runs, or what their labels are")))
    , m_pages(new QStackedWidget)
    , m_title(label(tr("Runs"), "head"))
    , m_count(label({}, "mono2"))
    , m_chosen(label({}, "second"))
    , m_emptyWords(label({}, "second"))
    , m_promote(new QPushButton(tr("Promote")))
    , m_back(new QPushButton(tr("Roll back")))
    , m_first(new QPushButton)
    , m_empty(new QWidget)
{
    setObjectName("panel");
    setAccessibleName(tr("Runs"));
    m_promote->setProperty("role", "primary");
    for (QPushButton* button : { m_promote, m_back, m_first }) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setFixedHeight(28);
    }
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 8, 6);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_tabs);
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(m_chosen);
    head->addWidget(m_promote);
    head->addWidget(m_back);
    m_tabs->hide();

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Runs"));
    m_table->setItemDelegate(new RunsDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(44);
    header->setSectionResizeMode(QHeaderView::Fixed);
    for (const auto& [column, width] : { std::pair(RunsModel::Number, 64), { RunsModel::Learning, 78 },
             { RunsModel::Time, 66 }, { RunsModel::Auc, 142 }, { RunsModel::F1, 62 }, { RunsModel::State, 150 } })
        header->resizeSection(column, width);
    header->setSectionResizeMode(RunsModel::Model, QHeaderView::Stretch);
    header->setSectionResizeMode(RunsModel::From, QHeaderView::Stretch);

    auto* none = new QVBoxLayout(m_empty);
    none->setContentsMargins(12, 16, 12, 16);
    none->setSpacing(12);
    none->addWidget(m_emptyWords);
    none->addWidget(m_first, 0, Qt::AlignLeft);
    none->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* runs = new QWidget;
    auto* stacked = new QVBoxLayout(runs);
    stacked->setContentsMargins(0, 0, 0, 0);
    stacked->setSpacing(0);
    stacked->addWidget(m_table, 1);
    stacked->addWidget(m_empty, 1);
    m_pages->addWidget(runs);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &Segmented::chose, m_pages, &QStackedWidget::setCurrentIndex);

    connect(m_trainings, &Trainings::changed, this, &RunsPanel::refresh);
    connect(m_model, &RunsModel::chosenChanged, this, [this] {
        showButtons();
        Q_EMIT chosenChanged();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& to) {
        if (!to.isValid())
            return;
        m_viewed = m_model->run(to.row()).number;
        m_byHand = to.row() != 0;
        showButtons();
        Q_EMIT viewed(m_viewed);
    });
    connect(m_promote, &QPushButton::clicked, this, [this] {
        if (const auto* run = m_trainings->run(m_viewed); run && !run->model.empty())
            m_trainings->promote(QString::fromStdString(run->model));
    });
    connect(m_back, &QPushButton::clicked, m_trainings, &Trainings::rollBack);
    connect(m_first, &QPushButton::clicked, this, &RunsPanel::firstAsked);
    refresh();
}

void RunsPanel::setBeside(QWidget* widget, const QString& name)
{
    if (widget == m_beside)
        return;
    if (m_beside) {
        m_pages->removeWidget(m_beside);
        m_pages->setCurrentIndex(0);
    }
    m_beside = widget;
    if (m_beside) {
        if (!m_tabs->button(0)) {
            m_tabs->add(0, tr("Runs"));
            m_tabs->add(1, name);
        }
        m_pages->addWidget(m_beside);
        m_tabs->choose(0);
    }
    m_tabs->setVisible(m_beside != nullptr);
    m_title->setVisible(!m_beside);
}

int RunsPanel::inView() const { return m_viewed; }

void RunsPanel::view(int run)
{
    if (const int row = m_model->rowOf(run); row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, 0));
        m_table->scrollTo(m_model->index(row, 0));
    }
}

void RunsPanel::setEmpty(const QString& words, const QString& button)
{
    m_emptyWords->setText(words);
    m_first->setText(button);
    m_first->setVisible(!button.isEmpty());
}

void RunsPanel::refresh()
{
    const auto& runs = m_trainings->runs();
    const int before = m_viewed;
    m_model->set(runs, m_trainings->defaultModel());
    m_count->setText(runs.empty() ? QString() : QString::number(runs.size()));
    m_table->setVisible(!runs.empty());
    m_empty->setVisible(runs.empty());
    if (runs.empty()) {
        m_viewed = 0;
        m_byHand = false;
    } else {
        const int row = m_byHand ? std::max(0, m_model->rowOf(before)) : 0;
        m_viewed = m_model->run(row).number;
        if (m_table->currentIndex().row() != row)
            m_table->setCurrentIndex(m_model->index(row, 0));
    }
    showButtons();
    Q_EMIT viewed(m_viewed);
}

void RunsPanel::showButtons()
{
    const auto chosen = m_model->chosen();
    m_chosen->setText(chosen.empty() ? QString() : tr("%1 chosen").arg(chosen.size()));
    const auto* run = m_trainings->run(m_viewed);
    const bool isDefault = run && !run->model.empty() && m_trainings->defaultModel() == run->model.c_str();
    m_promote->setText(run ? tr("Promote run %1").arg(run->number) : tr("Promote"));
    m_promote->setEnabled(run && !run->model.empty() && !isDefault);
    m_promote->setToolTip(!run   ? tr("There is no run yet")
            : run->model.empty() ? tr("This run made no model")
            : isDefault          ? tr("%1 is the default already").arg(QString::fromStdString(run->model))
                                 : tr("%1 becomes the default, and scores this project from now on")
                              .arg(QString::fromStdString(run->model)));
    const QString previous = QString::fromStdString(m_trainings->models().previous);
    m_back->setEnabled(!previous.isEmpty());
    m_back->setToolTip(previous.isEmpty() ? tr("No model was the default before this one")
                                          : tr("%1 becomes the default again").arg(previous));
}

} // namespace vetrina::ui
