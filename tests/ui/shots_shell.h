#pragma once

#include "ui/commands/commands.h"
#include "ui/help/tour.h"
#include "ui/palette/palette.h"
#include "ui/preferences/preferences.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>

/// Pictures of what stands over the workspace or beside it: palette, preferences, tour, a problem, a menu.
inline void shootShell(vetrina::ui::MainWindow& window, const QString& folder, const QString& name)
{
    using namespace vetrina;
    const auto save = [&](QWidget* widget, const QString& what) {
        QTest::qWait(250);
        widget->grab().save(folder + '/' + what + '-' + name + ".png");
    };
    const auto palette = [&](const QString& typed, const QString& what) {
        window.palette()->open(typed);
        save(&window, what);
        QTest::keyClick(window.palette()->line(), Qt::Key_Escape);
    };
    palette("label", "palette");
    palette("ZTF23ab1000", "palette-objects");
    palette("01:19:08.2 -23:31:44", "palette-place");
    palette({}, "palette-empty");
    window.showTour();
    save(&window, "tour-1");
    window.tour()->go(4);
    save(&window, "tour-5");
    QTest::keyClick(window.tour(), Qt::Key_Escape);
    window.sayProblem({ Error::Code::ReadOnly, "/nights/2023-10-18.vetrina/labels.sqlite: can't be written",
                          "Labels are not kept. Make room on the disk or open a copy elsewhere." },
        [] {});
    save(&window, "problem");
    for (QPushButton* button : window.findChildren<QPushButton*>())
        if (button->text() == "Retry")
            button->click();
    window.commands()->run("window.preferences");
    auto* preferences = window.findChild<ui::Preferences*>();
    for (const auto& [page, what] :
        { std::pair(ui::Preferences::Appearance, "appearance"), { ui::Preferences::Display, "display" },
            { ui::Preferences::Keys, "keys" }, { ui::Preferences::Engine, "engine" } }) {
        preferences->showPage(page);
        save(preferences, QString("preferences-") + what);
    }
    preferences->close();
    for (const QAction* top : window.findChild<QMenuBar*>()->actions())
        save(top->menu(), "menu-" + top->text().toLower());
}
