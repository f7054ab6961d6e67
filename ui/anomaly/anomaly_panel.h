#pragma once

#include "core/session/anomaly.h"
#include "ui/base/then.h"

#include <QFrame>
#include <QPointer>

#include <vector>

namespace vetrina::ui {

class NumberBars;
class Project;
class TitledPanel;

/// How unusual the candidate on screen is among its night, by each scorer that ran, and which fields make it so.
///
/// It asks for itself, off the window's thread; hidden while no scorer ran or none can say anything of the candidate.
class AnomalyPanel : public QFrame {
    Q_OBJECT

public:
    explicit AnomalyPanel(QWidget* parent = nullptr);

    void setProject(Project* project); ///< null forgets the one there was
    void setCandidate(data::Row row); ///< -1: none
    /// Learns what is usual, measures, and asks for the strangest first.
    void find(const session::Anomaly::Request& request);
    [[nodiscard]] bool finding() const { return m_finding; }

    /// The column by which the strangest come first, that of the last find() or the first that there is; empty while no
    /// scorer ran.
    [[nodiscard]] const QString& column() const { return m_column; }
    [[nodiscard]] const QStringList& columns() const { return m_columns; } ///< of all scorers
    [[nodiscard]] const std::vector<session::Anomaly::Strangeness>& shown() const { return m_shown; }
    /// Whose fields are shown: the strangest scorer that has some; empty where none has.
    [[nodiscard]] const std::string& explaining() const { return m_explaining; }

Q_SIGNALS:
    void said(const QString& words, bool wrong);
    void columnsChanged();
    void strangestAsked(); ///< the queue by column(), highest first

private:
    void askScorers();
    void setColumns(const QStringList& all, const QString& first);
    void show(std::vector<session::Anomaly::Strangeness> what);

    QPointer<Project> m_project;
    data::Row m_row = -1;
    LastQuestion m_life, m_question; ///< of the project, of the candidate
    bool m_finding = false;
    QString m_column;
    QStringList m_columns;
    std::vector<session::Anomaly::Strangeness> m_shown;
    std::string m_explaining;
    TitledPanel* m_panel;
    NumberBars *m_scorers, *m_fields;
};

} // namespace vetrina::ui
