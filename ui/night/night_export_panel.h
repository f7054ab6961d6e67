#pragma once

#include "core/session/night.h"
#include "ui/project/project.h"

#include <QFrame>

#include <memory>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vetrina::ui {

class Segmented;

/// How a night leaves the window: which candidates, in which form, to the clipboard or a file. What is written is made
/// off the window's thread.
class NightExportPanel : public QFrame {
    Q_OBJECT

public:
    explicit NightExportPanel(QWidget* parent = nullptr);

    void setProject(Project* project);
    void setReport(std::shared_ptr<const session::NightReport> report);

    /// As the controls say it; what another night begins with.
    [[nodiscard]] session::NightExport choice() const;
    void setForm(const QString& format, const QString& line);

    void copy();
    void chooseFile();
    void save(const QString& file);

Q_SIGNALS:
    void said(const QString& words, bool wrong);
    /// The form was changed by hand.
    void formChanged();

private:
    void fillClasses();
    void update();
    [[nodiscard]] QString ending() const;

    Project* m_project = nullptr;
    std::shared_ptr<const session::NightReport> m_report;
    LastQuestion m_life;
    std::vector<std::pair<std::string, QCheckBox*>> m_classes;
    QString m_ofScheme;
    QGridLayout* m_grid;
    QCheckBox *m_flagged, *m_skipped, *m_notes;
    Segmented* m_format;
    QLineEdit* m_line;
    QLabel *m_sample, *m_count;
    QPushButton *m_copy, *m_save;
};

} // namespace vetrina::ui
