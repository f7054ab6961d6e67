#pragma once

#include "core/data/label_scheme.h"
#include "core/data/scheme_check.h"
#include "ui/project/project.h"

#include <QDialog>

#include <map>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace vetrina::ui {

class ClassRow;
class LabelBar;

/// Where label schemes are made and edited: classes with their names, codes, keys and looks, what is wrong at its
/// field, the keys as they will be. Saving raises the version; labels keep the version they were given in.
class SchemeDialog : public QDialog {
    Q_OBJECT

public:
    /// `taken`: the keys that do something else, lower case, with what they do.
    SchemeDialog(Project* project, std::vector<data::LabelScheme> schemes, std::map<std::string, std::string> taken,
        QWidget* parent = nullptr);

    /// As the fields say it.
    [[nodiscard]] data::LabelScheme edited() const;
    [[nodiscard]] std::vector<data::SchemeProblem> problems() const;
    [[nodiscard]] ClassRow* row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int rows() const { return static_cast<int>(m_rows.size()); }
    void show(const std::string& name); ///< that scheme's fields
    void addClass();
    void makeNew();
    void save();
    void exportTo(const QString& file);
    void importFrom(const QString& file);

Q_SIGNALS:
    /// It was saved, and is the scheme in use.
    void saved(const QString& title, int version);

private:
    /// A scheme as it is kept, and as it is written here.
    struct Draft {
        data::LabelScheme kept; ///< without classes where it is new
        data::LabelScheme now;
        bool isNew = false;
    };

    QWidget* makeList();
    QWidget* makeForm();
    void turnTo(int index);
    void keepDraft();
    void fill();
    void fillRows(const std::vector<data::LabelClass>& classes);
    void move(ClassRow* row, int by);
    void look();
    void fillList();
    void say(const QString& words, bool wrong);
    void chooseImport();
    void chooseExport();

    Project* m_project;
    LastQuestion m_life;
    const std::map<std::string, std::string> m_taken;
    std::vector<Draft> m_drafts;
    int m_current = -1;
    std::vector<ClassRow*> m_rows;

    QListWidget* m_list;
    QLineEdit *m_title, *m_name, *m_about;
    QCheckBox* m_multi;
    QVBoxLayout* m_classes;
    LabelBar* m_preview;
    QLabel *m_wrong, *m_said, *m_version;
    QPushButton *m_add, *m_save, *m_export;
};

} // namespace vetrina::ui
