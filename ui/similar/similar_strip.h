#pragma once

#include "core/data/candidate.h"
#include "ui/widgets/tag.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

namespace vetrina::ui {

/// A candidate that looks like the one on screen.
struct SimilarTile {
    data::Row row = -1;
    QString name, tip;
    Tag tag; ///< a label that was given, else what the model says
    float distance = 0; ///< 1 less the cosine
    std::optional<QImage> image; ///< null image: it has no stamp; nothing: not decoded yet
};

/// Small stamps with their tags and distances, in rows of four or five. A click goes there; with the keys arrows walk
/// and Enter goes.
class SimilarStrip : public QWidget {
    Q_OBJECT

public:
    explicit SimilarStrip(QWidget* parent = nullptr);

    void set(std::vector<SimilarTile> tiles);
    void setImage(data::Row row, const QImage& image);
    void setRows(int rows); ///< of tiles that are shown
    [[nodiscard]] const std::vector<SimilarTile>& tiles() const { return m_tiles; }
    [[nodiscard]] int shown() const; ///< tiles that there is room for
    [[nodiscard]] int current() const { return m_current; } ///< -1 while there is none
    [[nodiscard]] QRect place(int at) const; ///< of a tile

    /// Pixels of a stamp that is asked for: more than are painted, for fine screens.
    static constexpr int imageSide = 90;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(vetrina::data::Row row);
    void left(); ///< Esc

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] int columns() const;
    [[nodiscard]] int side() const;
    [[nodiscard]] int at(QPoint point) const;
    void walk(int by);
    void describe();

    std::vector<SimilarTile> m_tiles;
    int m_rows = 1, m_current = -1, m_hovered = -1;
};

} // namespace vetrina::ui
