#pragma once

#include "ui/palette/palette_search.h"

#include <QPointer>
#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QListView;

namespace vetrina::ui {

class PaletteModel;

/// Ctrl+K: one line over the dimmed window that finds commands, fields, filters, objects and places.
class Palette : public QWidget {
    Q_OBJECT

public:
    /// Covers `window` and hides with it.
    Palette(QWidget* window, Commands& commands);

    void setProject(Project* project);
    /// With these words typed already.
    void open(const QString& typed = {});
    [[nodiscard]] QLineEdit* line() const { return m_line; }
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] const PaletteModel& model() const { return *m_model; }
    void setRecent(const QStringList& ids);
    [[nodiscard]] const QStringList& recent() const { return m_recent; }

Q_SIGNALS:
    void candidateChosen(vetrina::data::Row row);
    void filterChosen(const QString& filter);
    /// Into the filter line, or to be shown among the fields.
    void fieldChosen(const QString& name, bool show);
    void commandRan(const QString& id);
    void keyGiven(); ///< a command has another key now
    void found(const QString& counts); ///< everything that was looked for is in the list

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QWidget* makeFoot();
    void lay();
    void show(const PaletteSearch::Found& found);
    void move(int step);
    void choose(bool other);
    void leave();
    bool pressed(QKeyEvent* event);
    void giveKey();
    void endGiving();

    Commands& m_commands;
    PaletteSearch m_search;
    PaletteModel* m_model;
    QFrame* m_box;
    QLineEdit* m_line;
    QLabel *m_count, *m_note;
    QListView* m_list;
    QPointer<QWidget> m_focusBefore;
    QStringList m_recent;
    QString m_giving; ///< the id of the command that waits for its key; empty where none does
    bool m_moved = false; ///< the hand chose a line: what arrives leaves it
    bool m_leaving = false;
};

} // namespace vetrina::ui
