#pragma once

#include "ui/project/project.h"
#include "ui/widgets/tag.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace vetrina::ui {

class BadgeStrip;
class CandidateMenus;
class KeyButton;

/// The bar over the stamps: which candidate, when, how bright; its badges; open in, copy; before and next.
///
/// Where it is narrow the alert's number and the time give way to the badges, in that order.
class HeaderBar : public QFrame {
    Q_OBJECT

public:
    explicit HeaderBar(QWidget* parent = nullptr);

    /// `label` is the tag of the label that stands, if any.
    void set(const ViewPtr& view, const Tag& label);
    void clear();
    /// 0-based place in the queue of `count`.
    void setPlace(int position, int count);

    [[nodiscard]] CandidateMenus* menus() const { return m_menus; }
    [[nodiscard]] BadgeStrip* badges() const { return m_badges; }

Q_SIGNALS:
    void beforeAsked();
    void nextAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    [[nodiscard]] QPushButton* menuButton(const QString& text, const QString& name, QMenu* menu);

    data::Candidate m_candidate;
    QLabel *m_object, *m_id, *m_time, *m_band;
    TagLabel *m_label, *m_flag;
    BadgeStrip* m_badges;
    CandidateMenus* m_menus;
    QPushButton *m_open, *m_copy;
    KeyButton *m_before, *m_next;
};

} // namespace vetrina::ui
