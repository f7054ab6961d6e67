#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace vetrina::ui {

class ElidedLabel;

/// Stands in the middle of the workspace where there is no candidate: why, and what one can do about it.
class EmptyState : public QFrame {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent);

    /// Nothing goes through `filter`; empty: the project has no candidates yet.
    void open(const QString& filter);

Q_SIGNALS:
    void addAsked(); ///< packets
    void clearAsked(); ///< the filter

private:
    QLabel *m_title, *m_words;
    ElidedLabel* m_filter;
    QPushButton *m_add, *m_clear;
};

} // namespace vetrina::ui
