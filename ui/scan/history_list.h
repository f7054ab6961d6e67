#pragma once

#include "core/session/candidates.h"
#include "ui/widgets/class_style.h"

#include <QAbstractListModel>
#include <QListView>

#include <vector>

namespace vetrina::ui {

/// A moment as it is read: the clock today, the day before that; in UTC where `utc`. Empty for NaN.
[[nodiscard]] QString momentText(double jd, bool utc);

/// What was done with a candidate, newest first: when, which label or score, by whom, in how many seconds.
class HistoryList : public QListView {
    Q_OBJECT

public:
    explicit HistoryList(QWidget* parent = nullptr);
    void set(std::vector<session::HistoryLine> lines, const ClassStyles& classes);
    void setUtc(bool utc);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void keyboardSearch(const QString&) override { } // letters are the window's keys

private:
    class Model;
    class Delegate;
    Model* m_model;
    Delegate* m_delegate;
};

} // namespace vetrina::ui
