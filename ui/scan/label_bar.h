#pragma once

#include "ui/widgets/class_style.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLineEdit;

namespace vetrina::ui {

class KeyButton;

/// The label keys at the foot of Scan: a key a class, then skip, undo, flag, note. A note is written in its place. A
/// click with Shift on a class gives it to the whole object.
class LabelBar : public QWidget {
    Q_OBJECT

public:
    explicit LabelBar(QWidget* parent = nullptr);

    void setClasses(const ClassStyles& classes);
    void setEnabledAll(bool enabled, const QString& why);
    /// Marks the classes of the label that stands.
    void setCurrent(const std::string& label);
    /// Whether a label stays on its candidate: then the key that goes on says so.
    void setStays(bool stays);
    /// To show what keys look like: the classes alone.
    void setPreview();
    void setFlagged(bool flagged);
    /// The object in hand has so many alerts, and a class goes to the one shown or to the whole of it; 0: by alert.
    /// `key` makes it go to the other.
    void setObject(int alerts, bool whole, const QString& key);
    void writeNote(const QString& text); ///< opens the line, with the note there is

Q_SIGNALS:
    void labelAsked(int classIndex);
    void objectAsked(int classIndex);
    void wholeObjectAsked(); ///< or one alert again
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
    void tell();

    ClassStyles m_styles;
    bool m_stays = false, m_labelled = false, m_whole = false;
    QString m_objectKey;
    int m_alerts = 0; ///< of the object in hand; 0 where the queue is by alert
    QHBoxLayout* m_row;
    QWidget *m_keys, *m_noteLine;
    QLineEdit* m_note;
    std::vector<KeyButton*> m_classes;
    KeyButton *m_object, *m_skip, *m_undo, *m_flag, *m_noteKey;
};

} // namespace vetrina::ui
