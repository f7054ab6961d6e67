#pragma once

#include "ui/widgets/text.h"

class QPushButton;

namespace vetrina::ui {

/// A pane that lies over the page and takes no key: it is moved by its head, closed by its cross or by Esc. A child of
/// the page, so that every single key goes on acting.
class ToolPane : public TitledPanel {
    Q_OBJECT

public:
    ToolPane(const QString& title, const QString& key, QWidget* host);

    /// A button in the head.
    QPushButton* addButton(const QString& text, const QString& toolTip);
    /// Puts it there, unless a hand has moved it; always within the host.
    void place(const QRect& rect);

Q_SIGNALS:
    void closed();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QPoint m_grip;
    bool m_dragging = false, m_moved = false;
};

} // namespace vetrina::ui
