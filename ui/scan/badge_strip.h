#pragma once

#include "core/session/badges.h"
#include "ui/widgets/tag.h"

#include <QWidget>

#include <vector>

namespace vetrina::ui {

/// A badge as a tag: amber for what speaks against the candidate, dashed for what is good to know.
[[nodiscard]] Tag tagOf(const session::Badge& badge);

/// Badges in a row, the most decisive in front; those without room are counted: "+3". The rule of each on hover.
class BadgeStrip : public QWidget {
    Q_OBJECT

public:
    explicit BadgeStrip(QWidget* parent = nullptr);
    void set(std::vector<session::Badge> badges);
    [[nodiscard]] const std::vector<session::Badge>& badges() const { return m_badges; }
    /// Of those painted, in order; the rest stand in "+n".
    [[nodiscard]] int fitting() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString tipAt(const QPoint& at) const;

    std::vector<session::Badge> m_badges;
};

} // namespace vetrina::ui
