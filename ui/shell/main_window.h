#pragma once

#include "ui/preferences/json_file.h"
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

namespace vetrina::ui {

class Commands;
class Hints;
class MapPage;
class KeySheet;
class Palette;
class Preferences;
class ProblemBar;
class Rail;
class ScanPage;
class SearchField;
class Settings;
class StatusLine;
class Tour;
class TrainPage;
class WelcomePage;
class Workspaces;

/// The window: menu, rail, workspaces, status bar. It shows a project and says what is asked of it; who opens
/// projects and takes packets in listens to its signals.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `settingsFile` keeps the window's state; empty keeps nothing.
    explicit MainWindow(const QString& settingsFile = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows Scan on it, with the view it was left in; null goes back to welcome.
    void setProject(std::unique_ptr<Project> project, const QJsonObject& view = {});
    /// What the program is made of besides Qt, for About: names and versions.
    void setParts(std::vector<std::pair<QString, QString>> parts) { m_parts = std::move(parts); }
    /// Where the view of each project is remembered, viewFile() in that folder.
    void keepViewsIn(const std::filesystem::path& folder);
    [[nodiscard]] Project* project() const { return m_project.get(); }

    [[nodiscard]] Settings* settings() const { return m_settings; }
    [[nodiscard]] Commands* commands() const { return m_commands; }
    [[nodiscard]] Palette* palette() const { return m_palette; }
    [[nodiscard]] Workspaces* workspaces() const { return m_pages; }
    [[nodiscard]] MapPage* map() const { return m_map; }
    [[nodiscard]] ScanPage* scan() const { return m_scan; }
    [[nodiscard]] TrainPage* train() const { return m_train; }
    [[nodiscard]] WelcomePage* welcome() const { return m_welcome; }
    [[nodiscard]] StatusLine* status() const { return m_status; }

    void setScheme(Scheme scheme); ///< and remembers it
    void showKeys();
    void showTour();
    [[nodiscard]] Tour* tour() const { return m_tour; }
    void say(const QString& words, bool wrong);
    /// Stays until it is put away or tried again.
    void sayProblem(const Error& error, std::function<void()> retry = {});
    [[nodiscard]] ProblemBar* problem() const { return m_problem; }

Q_SIGNALS:
    void openAsked(const QString& project);
    void closeAsked();
    void newProjectAsked(const QString& project);
    void demoAsked();
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
    void makeHelp();
    void makeMap();
    void makeTraining();
    void showTraining();
    void sayTrained(const session::TrainReport& report);
    void showPreferences(int page);
    void fillMenus();
    void applyFilter(const QString& filter);
    void chooseProject();
    void chooseNew();
    void chooseFiles();
    void sampleEngine();
    void showSaving();
    void stepOut();
    void restoreState();
    void applyScheme(Scheme scheme);
    void applyScanSettings();
    void applyDisplaySettings();
    void keepState();
    void keepView();
    void keepViewSoon();

    Settings* m_settings;
    JsonFile m_view; ///< of the project that is open
    std::filesystem::path m_viewFolder; ///< empty keeps no view
    QTimer m_viewSoon;
    bool m_keeping = false;
    std::unique_ptr<Project> m_project;
    Commands* m_commands;
    QMenuBar* m_menuBar;
    std::array<QMenu*, 8> m_menus{}; ///< by Command::Menu; those that the bar shows
    QAction* m_light;
    SearchField* m_search;
    Palette* m_palette;
    Rail* m_rail;
    WelcomePage* m_welcome;
    Workspaces* m_pages;
    ProblemBar* m_problem;
    ScanPage* m_scan;
    MapPage* m_map;
    TrainPage* m_train;
    StatusLine* m_status;
    KeySheet* m_sheet;
    Tour* m_tour;
    Hints* m_hints;
    Preferences* m_preferences = nullptr; ///< made when first asked for
    std::vector<std::pair<QString, QString>> m_parts; ///< for About: what it is, and its version
    QString m_engineWords; ///< what scores here, for About
    QTimer m_sample;
};

/// Where the view of a project is remembered. Pure.
[[nodiscard]] std::filesystem::path viewFile(const std::filesystem::path& folder, const std::filesystem::path& project);

} // namespace vetrina::ui
