#pragma once

#include "tests/ui/demo_services.h"

#include <QString>

namespace vetrina::ui {
class MainWindow;
}

/// Brings the queue into each of its states and has it photographed under that name.
void shootQueue(vetrina::ui::MainWindow& window, demo::World& world, const std::function<void(const QString&)>& shoot);
