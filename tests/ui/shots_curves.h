#pragma once

#include <QString>
#include <QStringList>

namespace vetrina::ui {
class MainWindow;
}

/// Pictures of the light curve and the epochs in all their states, at two sizes in both schemes; `only` as of ui_shots.
void shootCurves(vetrina::ui::MainWindow& window, const QString& folder, const QStringList& only);
