#pragma once

#include "ui/theme/tokens.h"

#include <QPushButton>

namespace vetrina::ui {

/// What a key cap takes across; it is 20 px high, 16 in a dense button.
[[nodiscard]] int keyCapWidth(const QString& key);

/// Mono 11 in a well with a 2 px foot.
void paintKeyCap(QPainter& painter, const QRect& rect, const QString& key, bool enabled = true);

/// One key cap as a widget.
class KeyCap : public QWidget {
    Q_OBJECT

public:
    explicit KeyCap(const QString& key, QWidget* parent = nullptr);
    [[nodiscard]] const QString& key() const { return m_key; }
    void setKey(const QString& key); ///< hidden where it is empty
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

/// A button that shows its key before (or after) its words, and its short words where there is no room.
///
/// It takes the focus by Tab only: a click must not leave it where Space would press it again.
class KeyButton : public QPushButton {
    Q_OBJECT

public:
    enum class Cap { Before, After };

    KeyButton(const QString& key, const QString& words, QWidget* parent = nullptr, Cap cap = Cap::Before);

    void setWords(const QString& words, const QString& shortWords = {});
    [[nodiscard]] const QString& key() const { return m_key; }
    void setKey(const QString& key);
    void setShort(bool shortly); ///< whether the short words stand
    void setEdge(Token token); ///< the class colour along its top
    void setTall(bool tall); ///< 40 px: a label key; else 24

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] const QString& shown() const { return m_short && !m_shortWords.isEmpty() ? m_shortWords : m_words; }
    [[nodiscard]] int widthFor(const QString& words) const;

    QString m_key, m_words, m_shortWords;
    Cap m_cap;
    Token m_edge = Token::Count;
    bool m_short = false, m_tall = false;
};

} // namespace vetrina::ui
