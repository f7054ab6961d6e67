#pragma once

#include "core/session/filters.h"

#include <QLineEdit>
#include <QTimer>

#include <memory>

namespace vetrina::ui {

class CompletionPopup;

/// The filter line: mono, keywords in accent, numbers in yellow; the mistake underlined where it is. What may stand at
/// the cursor is offered under it, what was asked before comes back with the arrows.
///
/// It asks when typing rests, and at once on Enter. Nothing it offers keeps a key from being typed.
class FilterLine : public QLineEdit {
    Q_OBJECT

public:
    static constexpr int remembered = 50;

    explicit FilterLine(QWidget* parent = nullptr);

    /// What completion offers and a filter is checked against before it is asked; null offers nothing.
    void setWords(std::shared_ptr<const session::FilterWords> words);
    /// The filters asked here before, the latest first.
    void setHistory(const QStringList& history);
    [[nodiscard]] const QStringList& history() const { return m_history; }

    /// Puts that filter there and asks it; one that is known to be good without a look at the words.
    void apply(const QString& filter, bool good = false);
    /// Puts it there as what is asked already.
    void put(const QString& filter);
    [[nodiscard]] const QString& filter() const { return m_asked; }

    /// `column` is 1-based in characters; 0 marks the whole line. Without a size the word there. Goes when the text
    /// changes.
    void markWrong(int column, int size = 0);
    void markRight();
    /// Writes the name that was probably meant in the place of the mistake, and asks.
    void mend(const QString& name);

    [[nodiscard]] CompletionPopup* completion() const { return m_popup; }
    /// Offers what may stand at the cursor, also where nothing was typed yet.
    void complete();

Q_SIGNALS:
    void asked(const QString& filter);
    /// It means nothing, and was not asked; the place is marked.
    void wrong(const QString& message, const QString& remedy);
    void historyChanged();

protected:
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintWords();
    void ask(bool byHand, bool good = false);
    void offer(bool always);
    void accept(int row);
    void recall(int steps);
    void remember(const QString& filter);

    std::shared_ptr<const session::FilterWords> m_words;
    CompletionPopup* m_popup = nullptr; ///< a child of the window; made when first needed
    QTimer m_rest;
    QString m_asked, m_draft;
    QStringList m_history;
    int m_recalled = -1; ///< place in the history that the line shows; -1 for what is being typed
    int m_wrongAt = -1, m_wrongSize = 0; ///< 0-based; -1 where nothing is wrong
    bool m_painting = false;
};

/// The 1-based column in "column 8: ..."; 0 where the message has none.
[[nodiscard]] int columnOf(const QString& message);

} // namespace vetrina::ui
