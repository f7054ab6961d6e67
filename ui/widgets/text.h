#pragma once

#include <QFrame>
#include <QLabel>

class QHBoxLayout;
class QVBoxLayout;

namespace vetrina::ui {

/// A label with a role of the stylesheet: "title", "head", "aside", "second", "name", "small", "mono", "mono2", ...
[[nodiscard]] QLabel* label(const QString& text, const char* role, QWidget* parent = nullptr);

/// A label that gives way: what does not fit ends in an ellipsis (or begins with one), the whole is its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(const char* role, Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr);
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return m_whole; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString m_whole;
    Qt::TextElideMode m_mode;
};

/// A titled section of a side column, or a bordered panel: what it is, its qualifier, its buttons at the right.
class TitledPanel : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Section, Bordered };

    TitledPanel(const QString& title, Kind kind, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setAside(const QString& text); ///< the qualifier beside the title, or at the right of a section
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QHBoxLayout* head() const { return m_head; }

private:
    QLabel* m_title;
    ElidedLabel* m_aside;
    QHBoxLayout* m_head;
    QVBoxLayout* m_body;
};

} // namespace vetrina::ui
