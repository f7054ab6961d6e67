#pragma once

#include "ui/project/project.h"

#include <QFrame>

#include <functional>

class QLabel;
class QListView;
class QPushButton;

namespace vetrina::ui {

class EpochModel;
class Segmented;

/// The stamps of all epochs of the object, in a strip: stepping through it shows another epoch in the three panels
/// while the candidate in hand, and what the keys label, stays.
class EpochStrip : public QFrame {
    Q_OBJECT

public:
    explicit EpochStrip(QWidget* parent = nullptr);

    void setProject(Project* project);
    void setCandidate(const ViewPtr& view); ///< null clears it; costs nothing while the strip is not to be seen

    void toggle(); ///< opens it and gives it the keys, or closes it
    void setOpen(bool open);
    void step(int by); ///< the next epoch with cutouts; stays at the ends
    /// This alert in the panels again. False where it is there already.
    bool goBack();
    /// Asks to blink this alert against the epoch stepped to, else against the one before it.
    void blink();

    /// Whether the panels show another epoch than the candidate's.
    [[nodiscard]] bool isAway() const { return m_away; }
    [[nodiscard]] EpochModel& model() const { return *m_model; }
    [[nodiscard]] QListView* list() const { return m_list; }
    /// What stands in the place of the tiles where there is no other epoch; empty where there is one.
    [[nodiscard]] QString nothing() const;

    static constexpr int stripHeight = 124;

Q_SIGNALS:
    /// Another epoch for the panels, or the candidate itself again.
    void epochAsked(const vetrina::ui::ViewPtr& view);
    /// An epoch to blink the candidate against, and what it is called: "−12.0 d".
    void blinkAsked(const vetrina::ui::ViewPtr& view, const QString& name);
    /// Go to that alert for good.
    void alertAsked(vetrina::data::Row row);
    void said(const QString& words, bool wrong);
    void opened(bool open);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeLayout();
    void fill();
    void showPlace();
    void select(int at);
    bool act(int key);
    void fetch(int at, std::function<void(const ViewPtr&)> take);
    [[nodiscard]] int nextWithCutouts(int from, int by) const;

    Project* m_project = nullptr;
    ViewPtr m_view;
    bool m_away = false, m_filled = false;
    LastQuestion m_object, m_epoch;

    EpochModel* m_model;
    QListView* m_list;
    QLabel *m_where, *m_nothing;
    Segmented* m_panel;
    QPushButton* m_blink;
};

} // namespace vetrina::ui
