#pragma once

#include "core/data/label_scheme.h"
#include "core/data/scheme_check.h"

#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vetrina::ui {

/// One class of a scheme that is being written: its fields, and what is wrong with them at the field.
class ClassRow : public QWidget {
    Q_OBJECT

public:
    explicit ClassRow(QWidget* parent = nullptr);

    void set(const data::LabelClass& one);
    [[nodiscard]] data::LabelClass value() const;
    /// Those of this class; none marks all fields right.
    void setProblems(const std::vector<data::SchemeProblem>& problems);
    void setPlace(bool first, bool last, bool only);
    /// The field of that name: "key", "code", ...
    [[nodiscard]] QLineEdit* field(const std::string& name) const;

    /// The names of the columns, as wide as these.
    [[nodiscard]] static QWidget* head();

Q_SIGNALS:
    void edited();
    void upAsked();
    void downAsked();
    void removeAsked();

private:
    static void lay(QGridLayout* grid);
    QLineEdit* line(const QString& name, int most);

    QLineEdit *m_title, *m_name, *m_short, *m_code, *m_key;
    QComboBox *m_colour, *m_mark;
    QPushButton *m_up, *m_down, *m_remove;
    QLabel* m_wrong;
    bool m_nameFollows = false, m_shortFollows = false, m_codeFollows = false; ///< made from the title until written
};

} // namespace vetrina::ui
