#pragma once

#include <QObject>

class QWidget;

namespace vetrina::ui {

class Commands;

/// Keeps true what buttons show of keys: a cap, or a key in brackets at the end of a tooltip, that is a command's own
/// key becomes the key it has now.
class ShownKeys : public QObject {
    Q_OBJECT

public:
    /// All buttons and caps in `window`, now and whenever keys change.
    ShownKeys(Commands& commands, QWidget& window);
    void refresh();

private:
    Commands& m_commands;
    QWidget& m_window;
};

} // namespace vetrina::ui
