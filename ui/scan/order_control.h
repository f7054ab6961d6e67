#pragma once

#include "core/session/queue.h"

#include <QFrame>

class QMenu;
class QPushButton;

namespace vetrina::ui {

/// In which order the queue stands: the orders used most as segments, the others and what else there is to choose in
/// the menu of the last one; in a narrow column the menu alone, under the name of the order.
class OrderControl : public QFrame {
    Q_OBJECT

public:
    explicit OrderControl(QWidget* parent = nullptr);

    /// Shows an order without saying so. The filter in it is not this control's.
    void set(const session::QueueRequest& request);
    void setNarrow(bool narrow);
    /// The columns by which the strangest come first; none: nobody looked for them yet.
    void setAnomalies(const QStringList& columns) { m_anomalies = columns; }
    /// The order in a word or three: "Informative", "Random 17", "magpsf, highest first".
    [[nodiscard]] static QString words(const session::QueueRequest& request);

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] QPushButton* button() const { return m_more; }

Q_SIGNALS:
    /// By hand: that order, its direction, its grouping. The filter in it is not to be taken.
    void chose(const vetrina::session::QueueRequest& request);
    void fieldAsked(); ///< which field is to be asked
    void seedAsked();

private:
    void fillMenu();
    void choose(session::QueueRequest::Order order);
    void update();

    session::QueueRequest m_request;
    QStringList m_anomalies;
    QPushButton *m_informative, *m_score, *m_more;
    QMenu* m_menu;
    bool m_narrow = false;
};

} // namespace vetrina::ui
