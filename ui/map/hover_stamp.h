#pragma once

#include "ui/project/project.h"

#include <QFrame>

#include <array>

class QLabel;

namespace vetrina::ui {

class TagLabel;

/// What lies under the cursor on the map: three small cutouts, its name, band and magnitude, label or opinion.
///
/// A child of the map; the mouse goes through it.
class HoverStamp : public QFrame {
    Q_OBJECT

public:
    static constexpr int side = 72;

    explicit HoverStamp(QWidget* map);

    void setProject(Project* project);
    /// Of that row, beside a place of the map that it does not cover; -1 hides it.
    void show(data::Row row, QPointF beside);
    [[nodiscard]] data::Row row() const { return m_row; }
    /// As it is read: object, band and magnitude, tag, aside.
    [[nodiscard]] QString words() const;

private:
    void ask();
    void place();

    Project* m_project = nullptr;
    LastQuestion m_question;
    data::Row m_row = -1;
    QPointF m_beside;
    std::array<QLabel*, 3> m_stamps{};
    QLabel *m_object, *m_magnitude, *m_aside;
    TagLabel* m_tag;
    QString m_tagWords;
};

} // namespace vetrina::ui
