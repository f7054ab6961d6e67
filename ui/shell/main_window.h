#pragma once

#include "ui/project/project.h"
#include "ui/theme/tokens.h"

#include <QMainWindow>
#include <QTimer>

#include <array>
#include <memory>

class QLabel;
class QAction;
class QMenu;
class QMenuBar;
class QSettings;
class QStackedWidget;

namespace vetrina::ui {

class Commands;
class KeySheet;
class Palette;
class Rail;
class ScanPage;
class SearchField;
class StatusLine;
class WelcomePage;

/// The window: menu, rail, workspaces, status bar. It shows a project and says what is asked of it; who opens
/// projects and takes packets in listens to its signals.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `settingsFile` keeps the window's state; empty keeps nothing.
    explicit MainWindow(const QString& settingsFile = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows Scan on it; null goes back to welcome.
    void setProject(std::unique_ptr<Project> project);
    [[nodiscard]] Project* project() const { return m_project.get(); }

    [[nodiscard]] Commands* commands() const { return m_commands; }
    [[nodiscard]] Palette* palette() const { return m_palette; }
    [[nodiscard]] ScanPage* scan() const { return m_scan; }
    [[nodiscard]] WelcomePage* welcome() const { return m_welcome; }
    [[nodiscard]] StatusLine* status() const { return m_status; }

    void setScheme(Scheme scheme);
    void showKeys();
    void say(const QString& words, bool wrong);

Q_SIGNALS:
    void openAsked(const QString& project);
    void closeAsked();
    void newProjectAsked(const QString& project);
    /// Packets, folders or archives: into the project that is open, or one made beside them.
    void packetsGiven(const QStringList& paths);
    void scoringAsked();
    void stopAsked();
    void projectChanged();

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeMenus();
    void makeCommands();
    void makePalette();
    void fillMenus();
    void applyFilter(const QString& filter);
    void chooseProject();
    void chooseNew();
    void chooseFiles();
    void sampleEngine();
    void showSaving();
    void stepOut();
    void restoreState();
    void keepState();

    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Project> m_project;
    Commands* m_commands;
    QMenuBar* m_menuBar;
    std::array<QMenu*, 8> m_menus{}; ///< by Command::Menu; those that the bar shows
    QAction* m_light;
    SearchField* m_search;
    Palette* m_palette;
    Rail* m_rail;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    ScanPage* m_scan;
    StatusLine* m_status;
    KeySheet* m_sheet;
    QTimer m_sample;
};

} // namespace vetrina::ui
