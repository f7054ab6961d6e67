#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace vetrina::ui {

/// A class tag. Filled: a label somebody gave. Outlined: the model's opinion. Dashed: neither.
struct Tag {
    enum class Kind : unsigned char { Filled, Outlined, Dashed };

    QString text;
    Token colour = Token::NoClass;
    Kind kind = Kind::Outlined;
};

constexpr int tagHeight = 16;

/// What it takes across, in pixels.
[[nodiscard]] int tagWidth(const Tag& tag);

/// Paints it with its top left corner there.
void paintTag(QPainter& painter, const QPoint& topLeft, const Tag& tag);

/// One tag as a widget; hidden while its text is empty.
class TagLabel : public QWidget {
    Q_OBJECT

public:
    explicit TagLabel(QWidget* parent = nullptr);
    void set(const Tag& tag);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tag m_tag;
};

} // namespace vetrina::ui
