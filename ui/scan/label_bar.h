#pragma once

#include "ui/widgets/class_style.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLineEdit;

namespace vetrina::ui {

class KeyButton;

/// The label keys at the foot of Scan: a key a class, then skip, undo, flag, note. A note is written in its place.
class LabelBar : public QWidget {
    Q_OBJECT

public:
    explicit LabelBar(QWidget* parent = nullptr);

    void setClasses(const ClassStyles& classes);
    void setEnabledAll(bool enabled, const QString& why);
    /// Marks the class that stands; -1 for none.
    void setCurrent(int classIndex);
    void setFlagged(bool flagged);
    void writeNote(const QString& text); ///< opens the line, with the note there is

Q_SIGNALS:
    void labelAsked(int classIndex);
    void skipAsked();
    void undoAsked();
    void flagAsked();
    void noteAsked();
    void noteWritten(const QString& text);
    void noteLeft();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leaveNote();

    QHBoxLayout* m_row;
    QWidget *m_keys, *m_noteLine;
    QLineEdit* m_note;
    std::vector<KeyButton*> m_classes;
    KeyButton *m_skip, *m_undo, *m_flag, *m_noteKey;
};

} // namespace vetrina::ui
