#pragma once

#include "core/session/night.h"
#include "ui/project/project.h"

#include <QWidget>

#include <array>
#include <memory>

class QGridLayout;
class QLabel;
class QPushButton;

namespace vetrina::ui {

class NightExportPanel;
class NightList;
class NumberBars;
class Segmented;

/// The end of a night: what was saved, flagged, skipped and noted, how fast, what was never shown; back to any of them,
/// and out of the window as a table or a list to paste.
class NightPage : public QWidget {
    Q_OBJECT

public:
    explicit NightPage(QWidget* parent = nullptr);

    void setProject(Project* project);
    /// Asks anew; what stands stays until the answer is there.
    void refresh();
    [[nodiscard]] NightList* list() const { return m_list; }
    [[nodiscard]] NightExportPanel* exports() const { return m_export; }
    [[nodiscard]] const session::NightReport* report() const { return m_report.get(); }
    /// The lists: all, then by what was said.
    enum List : unsigned char { All, Labelled, Flagged, Skipped, Notes };
    void showList(List list);

Q_SIGNALS:
    void goAsked(vetrina::data::Row row);
    void backAsked();
    /// Through those again: a filter of the queue.
    void againAsked(const QString& filter);
    void said(const QString& words, bool wrong);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeSummary();
    QWidget* makeLists();
    void take(session::NightReport report);
    void fillNumbers();
    void fillList();

    Project* m_project = nullptr;
    LastQuestion m_question;
    std::shared_ptr<const session::NightReport> m_report;
    List m_shown = All;

    Segmented *m_span, *m_lists;
    std::array<QLabel*, 4> m_figures{}; ///< labelled, flagged, skipped, notes
    NumberBars* m_classes;
    QGridLayout* m_facts;
    std::vector<QLabel*> m_values;
    NightList* m_list;
    NightExportPanel* m_export;
    QLabel *m_when, *m_empty;
    QPushButton* m_again;
};

} // namespace vetrina::ui
