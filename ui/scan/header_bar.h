#pragma once

#include "core/session/candidates.h"
#include "ui/widgets/tag.h"

#include <QFrame>

class QLabel;

namespace vetrina::ui {

class ElidedLabel;
class KeyButton;

/// The bar over the stamps: which candidate, when, how bright; copy; before and next.
class HeaderBar : public QFrame {
    Q_OBJECT

public:
    explicit HeaderBar(QWidget* parent = nullptr);

    /// `label` is the tag of the label that stands, if any.
    void set(const data::Candidate& candidate, const Tag& label, bool flagged);
    void clear();
    /// 0-based place in the queue of `count`.
    void setPlace(int position, int count);

Q_SIGNALS:
    void beforeAsked();
    void nextAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();

    data::Candidate m_candidate;
    QLabel *m_object, *m_id, *m_time, *m_band;
    TagLabel *m_label, *m_flag;
    class QPushButton* m_copy;
    KeyButton *m_before, *m_next;
};

} // namespace vetrina::ui
