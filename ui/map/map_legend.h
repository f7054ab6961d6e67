#pragma once

#include "ui/map/map_colouring.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace vetrina::ui {

/// What colours and marks mean: a class a line with its count and whether it is shown, or a scale with its ends.
class MapLegend : public QWidget {
    Q_OBJECT

public:
    explicit MapLegend(QWidget* parent = nullptr);

    /// Which groups are shown stays where the names are those of before.
    void set(const MapColouringPtr& colouring);
    /// By group, 0 or 1.
    [[nodiscard]] const std::vector<std::uint8_t>& shown() const { return m_shown; }
    void setShown(int group, bool shown); ///< as by hand
    [[nodiscard]] QCheckBox* box(int group) const; ///< null where the group has no line

Q_SIGNALS:
    void shownChanged(const std::vector<std::uint8_t>& shown);
    void groupChosen(int group); ///< to be selected

private:
    void addLine(int group);

    MapColouringPtr m_colouring;
    std::vector<std::uint8_t> m_shown;
    std::vector<QCheckBox*> m_boxes; ///< by group
    QVBoxLayout* m_column;
    QList<QWidget*> m_lines;
};

} // namespace vetrina::ui
