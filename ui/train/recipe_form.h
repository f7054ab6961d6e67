#pragma once

#include "ui/train/trainings.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStringListModel;

namespace vetrina::ui {

class ElidedLabel;
class Segmented;
class SplitBar;
class TitledPanel;

/// A recipe as a form: what it starts from, what it learns from, how. What has no field here is carried along as it
/// was.
class RecipeForm : public QWidget {
    Q_OBJECT

public:
    explicit RecipeForm(QWidget* parent = nullptr);

    void set(const session::Recipe& recipe);
    /// As the fields say it. Errors: Malformed, naming the field.
    [[nodiscard]] Result<session::Recipe> recipe() const;
    void setRecipes(const QStringList& names); ///< those that ship
    /// "fine_tune" in the chooser; what is no name of one that ships is shown as that.
    void setName(const QString& name);
    /// Whether another model is chosen now than before.
    bool setModels(const Trainings& trainings);
    void setLabelColumns(const QStringList& columns);
    /// What the recipe comes to; an error is said in its place.
    void setLabels(const Result<session::TrainingLabels>& labels);
    void setCounting(); ///< they are being asked for anew

    /// The first field.
    [[nodiscard]] QWidget* home() const;

Q_SIGNALS:
    void edited(); ///< by hand
    void shippedAsked(const QString& name);
    void openAsked();
    void saveAsked();

private:
    void layOut();
    void makeNumbers();
    QWidget* addLine(
        QGridLayout* grid, const QString& name, QWidget* field, QWidget* second = nullptr, const QString& between = {});
    QGridLayout* addGrid(TitledPanel* panel);
    QLineEdit* number(const QString& name, double least, double most, int decimals, const QString& tip);
    QLineEdit* text(const QString& name, const QString& placeholder);
    void fillBases();
    void showParts();
    void freeze(int part, bool learns);
    void showNetwork();
    [[nodiscard]] QString cardOf(const QString& base) const;
    /// The number in a field; nothing, and the field is marked, where it has none in its range.
    [[nodiscard]] std::optional<double> valueOf(QLineEdit* field) const;

    session::Recipe m_recipe; ///< as it was set
    const Trainings* m_trainings = nullptr;
    bool m_setting = false;
    int m_parts = 0;

    QComboBox *m_shipped, *m_base, *m_weights, *m_precision;
    QPushButton *m_open, *m_save;
    QLineEdit *m_name, *m_column, *m_where;
    ElidedLabel *m_input, *m_head;
    QPlainTextEdit* m_classes;
    TitledPanel *m_recipePanel, *m_labelsPanel, *m_partsPanel, *m_optimiserPanel, *m_augmentPanel, *m_splitPanel;
    Segmented* m_partButtons;
    QLineEdit *m_frozen, *m_depth, *m_rate, *m_decay, *m_warmUp, *m_epochs, *m_batch, *m_patience, *m_average, *m_seed;
    QPushButton *m_flip, *m_rotate;
    QLineEdit *m_shift, *m_noise, *m_validation, *m_test, *m_splitSeed;
    SplitBar* m_split;
    QLabel* m_splitWords;
    QStringListModel* m_columns;
};

} // namespace vetrina::ui
