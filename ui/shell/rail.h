#pragma once

#include <QFrame>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace vetrina::ui {

/// The left rail: a workspace a button, and the keys at its foot.
class Rail : public QFrame {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Adds a workspace under the number that chose() says.
    QToolButton* add(int workspace, const QString& name, const QString& iconName, const QString& toolTip);
    void choose(int workspace); ///< -1: none is in hand
    void setWorkspaceEnabled(int workspace, bool enabled, const QString& why);

Q_SIGNALS:
    void chose(int workspace);
    void keysAsked();

private:
    QToolButton* make(const QString& name, const QString& iconName);

    QVBoxLayout* m_column;
    QButtonGroup* m_group;
    int m_count = 0;
};

} // namespace vetrina::ui
