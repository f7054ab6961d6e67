#pragma once

#include <QString>
#include <QWidget>

namespace vetrina::ui {

class Project;

/// A page of the window with a place in the rail: one way of looking at the project that is open.
class Workspace : public QWidget {
    Q_OBJECT

public:
    /// The order in the rail; Ctrl and the number go there.
    enum class Place : unsigned char { Scan = 1, Grid, Map, Evaluate, Train, Models, Challenge };

    struct Face {
        Place place;
        QString id; ///< "scan": what the command line and the commands call it, in every language
        QString name;
        QString icon; ///< of resources/icons
        QString about; ///< in a few words
    };

    using QWidget::QWidget;

    [[nodiscard]] virtual Face face() const = 0;
    /// Null closes the one there was. Pages that are not looked at ask nothing of it yet.
    virtual void setProject(Project* project) = 0;
    /// What has the focus when one comes here, and after the last step out.
    [[nodiscard]] virtual QWidget* home() const = 0;
    /// The next pane for F6.
    virtual void focusNextPane(bool back) = 0;
    /// Esc: one step out; false where there is none to take.
    virtual bool stepOut() { return false; }

Q_SIGNALS:
    void hovered(const QString& readout); ///< what is under the cursor, for the status bar
    void said(const QString& words, bool wrong);
};

} // namespace vetrina::ui
