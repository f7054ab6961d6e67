#pragma once

#include "ui/shell/recents.h"

#include <QAbstractButton>

namespace vetrina::ui {

/// A project that was open once, as a card: name, when, where, how far, and some of its stamps.
class RecentCard : public QAbstractButton {
    Q_OBJECT

public:
    RecentCard(Recent recent, bool first, QWidget* parent = nullptr);
    [[nodiscard]] const Recent& recent() const { return m_recent; }
    [[nodiscard]] QSize sizeHint() const override { return { 600, 104 }; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Recent m_recent;
    bool m_first; ///< the one that Enter opens
};

/// "4 min ago", "today 08:31", "2023-10-16".
[[nodiscard]] QString agoText(const QDateTime& then, const QDateTime& now);

} // namespace vetrina::ui
