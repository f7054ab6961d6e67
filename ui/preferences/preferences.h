#pragma once

#include "core/session/models.h"
#include "ui/preferences/settings.h"

#include <QDialog>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace vetrina::ui {

class Commands;
class KeyTable;

/// Ctrl+,: everything that can be chosen, applied as it is changed. A window beside the work, not in front of it.
class Preferences : public QDialog {
    Q_OBJECT

public:
    enum Page { Appearance, Scan, Display, Keys, Labels, Engine };

    Preferences(Settings& settings, Commands& commands, QWidget* parent);

    void showPage(Page page);
    [[nodiscard]] KeyTable* keys() const { return m_keys; }
    /// Models that can score, for the engine's page; none says that there are none.
    void setModels(const std::vector<session::Models::Entry>& models);
    /// Whether a project is open, which some choices wait for.
    void setProjectOpen(bool open);

Q_SIGNALS:
    void modelsAsked();
    void reopenAsked(); ///< the project that is open, so that what waits for it is applied

private:
    void add(const QString& name, QWidget* page);
    [[nodiscard]] QWidget* appearancePage();
    [[nodiscard]] QWidget* scanPage();
    [[nodiscard]] QWidget* displayPage();
    [[nodiscard]] QWidget* keysPage();
    [[nodiscard]] QWidget* labelsPage();
    [[nodiscard]] QWidget* enginePage();

    Settings& m_settings;
    Commands& m_commands;
    QListWidget* m_names;
    QStackedWidget* m_pages;
    KeyTable* m_keys = nullptr;
    QWidget* m_engine = nullptr;
    std::vector<session::Models::Entry> m_models;
    std::vector<QPushButton*> m_reopen;
};

} // namespace vetrina::ui
