#pragma once

#include <QFrame>
#include <QPointer>
#include <QStringList>

class QLabel;
class QLineEdit;
class QListWidget;

namespace vetrina::ui {

/// A question of one line, asked in place over the window: a title, a field, and what may be chosen under it.
///
/// Enter accepts what is chosen or typed, Esc and a click elsewhere take it away; nothing waits for it.
class Popover : public QFrame {
    Q_OBJECT

public:
    struct Question {
        QString title;
        QString placeholder;
        QString text; ///< what stands in the field at first, chosen to be written over
        QStringList choices; ///< narrowed down by what is typed; empty where any text will do
        QStringList about; ///< as many as choices, or none
        QString note; ///< a line under it
    };

    /// Over the window of `anchor`, below it.
    static Popover* ask(QWidget* anchor, const Question& question);

    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QListWidget* list() const { return m_list; }
    /// Says what is wrong with the answer; it stays open.
    void sayWrong(const QString& words);

Q_SIGNALS:
    /// It stays open until close(), so that an answer can be refused.
    void answered(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Popover(QWidget* anchor, const Question& question);
    void narrow();
    void accept();
    void place();

    QWidget* m_anchor;
    Question m_question;
    QLineEdit* m_field;
    QListWidget* m_list;
    QLabel* m_note;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace vetrina::ui
