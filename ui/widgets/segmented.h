#pragma once

#include <QButtonGroup>
#include <QFrame>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;

namespace vetrina::ui {

/// Two to six exclusive choices on a well; a `▾` at the end holds the rare ones. With toggles(), each on its own.
class Segmented : public QFrame {
    Q_OBJECT

public:
    enum class Mode { Choice, Toggles };

    explicit Segmented(const QString& accessibleName, QWidget* parent = nullptr, Mode mode = Mode::Choice);

    /// Adds a segment under an id of the caller's, >= 0.
    void add(int id, const QString& text, const QString& toolTip = {});
    /// Adds a choice that stands in the menu of `▾`; the last segment shows its name while it is the one chosen.
    void addRare(int id, const QString& text);
    void setDense(bool dense);
    /// The segments share the width evenly.
    void setFill(bool fill);

    /// Chooses without saying so; an id that was not added is an error of the caller's and ignored.
    void choose(int id);
    void chooseNone(); ///< of choices: what is chosen stands elsewhere
    [[nodiscard]] int chosen() const { return m_chosen; }
    void setOn(int id, bool on); ///< of toggles
    [[nodiscard]] bool isOn(int id) const;
    void setEnabled(int id, bool enabled, const QString& why);
    [[nodiscard]] QPushButton* button(int id) const;

Q_SIGNALS:
    void chose(int id); ///< by hand
    void toggled(int id, bool on); ///< by hand

private:
    QPushButton* makeButton(const QString& text);
    void markEnds();

    Mode m_mode;
    QHBoxLayout* m_row;
    QButtonGroup* m_group;
    QPushButton* m_more = nullptr;
    QMenu* m_menu = nullptr;
    bool m_fill = false;
    int m_chosen = -1;
};

} // namespace vetrina::ui
