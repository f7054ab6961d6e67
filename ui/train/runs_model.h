#pragma once

#include "core/session/training.h"

#include <QAbstractTableModel>

#include <vector>

namespace vetrina::ui {

/// The runs of a project as a table, the newest first; two of them may be chosen to be compared.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Model, From, Learning, Time, Auc, F1, State, columnCount_ };
    static constexpr int shareRole = Qt::UserRole; ///< of the bar beside a number, 0..1

    using QAbstractTableModel::QAbstractTableModel;

    void set(std::vector<session::TrainingRun> runs, const QString& defaultModel);
    [[nodiscard]] const session::TrainingRun& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(int number) const; ///< -1 where there is none
    [[nodiscard]] bool isDefault(int row) const;
    /// The numbers of those chosen, the newest first; at most two.
    [[nodiscard]] std::vector<int> chosen() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Qt::CheckStateRole of the first column: a third one takes the place of the one chosen first.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void chosenChanged();

private:
    /// What is shown of a run's test part, read from its metrics once.
    struct Figures {
        double auc, f1;
    };
    [[nodiscard]] QString text(int row, int column) const;

    std::vector<session::TrainingRun> m_runs;
    std::vector<Figures> m_figures;
    std::vector<int> m_chosen; ///< numbers, in the order they were chosen
    QString m_default;
};

} // namespace vetrina::ui
