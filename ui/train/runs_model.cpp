#include "ui/train/runs_model.h"

#include "ui/theme/theme.h"
#include "ui/train/run_figures.h"

#include <algorithm>
#include <cmath>

namespace vetrina::ui {

void RunsModel::set(std::vector<session::TrainingRun> runs, const QString& defaultModel)
{
    const bool same =
        std::ranges::equal(runs, m_runs, {}, &session::TrainingRun::number, &session::TrainingRun::number);
    if (!same)
        beginResetModel();
    m_runs = std::move(runs);
    m_default = defaultModel;
    m_figures.clear();
    for (const auto& run : m_runs) {
        const auto test = figuresOf(run, "test");
        m_figures.push_back({ test ? test->auc : std::nan(""), test ? test->macroF1 : std::nan("") });
    }
    const auto gone = std::erase_if(m_chosen, [this](int number) { return rowOf(number) < 0; });
    if (!same)
        endResetModel();
    else if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
    if (gone > 0)
        Q_EMIT chosenChanged();
}

int RunsModel::rowOf(int number) const
{
    const auto at = std::ranges::find(m_runs, number, &session::TrainingRun::number);
    return at == m_runs.end() ? -1 : static_cast<int>(at - m_runs.begin());
}

bool RunsModel::isDefault(int row) const
{
    const auto& model = run(row).model;
    return !model.empty() && QString::fromStdString(model) == m_default;
}

std::vector<int> RunsModel::chosen() const
{
    auto numbers = m_chosen;
    std::ranges::sort(numbers, std::greater());
    return numbers;
}

int RunsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columnCount_; }

QString RunsModel::text(int row, int column) const
{
    const auto& run = this->run(row);
    const auto& figures = m_figures[static_cast<std::size_t>(row)];
    switch (column) {
    case Number:
        return QString::number(run.number);
    case Model:
        return QString::fromStdString(run.model.empty() ? run.name : run.model);
    case From:
        return run.from.empty() ? tr("scratch") : QString::fromStdString(run.from);
    case Learning:
        return run.learning > 0 ? millions(run.learning) : QStringLiteral("–");
    case Time:
        return run.seconds > 0 ? durationWords(run.seconds) : QStringLiteral("–");
    case Auc:
        return figure(figures.auc, 4);
    case F1:
        return figure(figures.f1, 3);
    default: {
        const QString tag = stateTag(run, isDefault(row)).text;
        if (run.state == session::RunState::Stopped)
            return tag + QStringLiteral(" · ") + tr("epoch %1").arg(run.history.size());
        return tag;
    }
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row(), column = index.column();
    const auto& run = this->run(row);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::CheckStateRole:
        return column == Number
            ? QVariant(std::ranges::find(m_chosen, run.number) != m_chosen.end() ? Qt::Checked : Qt::Unchecked)
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter | (column == Model || column == From || column == State ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        return column == Model || column == From || column == State ? uiFont(size::fontDense)
                                                                    : monoFont(size::fontDense);
    case Qt::ToolTipRole:
        return run.state == session::RunState::Failed ? QString::fromStdString(run.problem)
            : column == Model || column == From       ? text(row, column)
                                                      : QVariant();
    case Qt::AccessibleTextRole:
        return column == Number
            ? nameOf(run)
            : headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + ' ' + text(row, column);
    case shareRole:
        return column == Auc ? m_figures[static_cast<std::size_t>(row)].auc
            : column == F1   ? m_figures[static_cast<std::size_t>(row)].f1
                             : QVariant();
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter
            | (section == Model || section == From || section == State ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        switch (section) {
        case Learning:
            return tr("Millions of numbers of the network that learn");
        case Auc:
            return tr("Of real against bogus, on the test part: candidates of objects it never learned from");
        case F1:
            return tr("The mean F1 of the classes, on the test part");
        default:
            return {};
        }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("run");
    case Model:
        return tr("model");
    case From:
        return tr("starts from");
    case Learning:
        return tr("M trained");
    case Time:
        return tr("time");
    case Auc:
        return tr("AUC");
    case F1:
        return tr("F1");
    default:
        return tr("state");
    }
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.column() == Number)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Number)
        return false;
    const int number = run(index.row()).number;
    std::erase(m_chosen, number);
    if (value.toInt() == Qt::Checked) {
        if (m_chosen.size() == 2)
            m_chosen.erase(m_chosen.begin());
        m_chosen.push_back(number);
    }
    Q_EMIT dataChanged(this->index(0, 0), this->index(rowCount() - 1, 0), { Qt::CheckStateRole });
    Q_EMIT chosenChanged();
    return true;
}

} // namespace vetrina::ui
