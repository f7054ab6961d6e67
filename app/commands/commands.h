#pragma once

#include "app/cli.h"

namespace vetrina::app {

// One file a subcommand; each adds itself and runs when it was chosen.
void addAnomaly(CLI::App& program, Context& context);
void addDoctor(CLI::App& program, Context& context);
void addExplain(CLI::App& program, Context& context);
void addEmbed(CLI::App& program, Context& context); ///< and `similar`
void addIngest(CLI::App& program, Context& context);
void addLabels(CLI::App& program, Context& context);
void addLabelSchemes(CLI::App& labels, Context& context); ///< `labels scheme` and `labels night`
void addModels(CLI::App& program, Context& context);
void addPixels(CLI::App& program, Context& context);
void addQueue(CLI::App& program, Context& context);
void addScore(CLI::App& program, Context& context);
void addShot(CLI::App& program, Context& context);
void addSimulate(CLI::App& program, Context& context);
void addTable(CLI::App& program, Context& context);
void addTrain(CLI::App& program, Context& context);

/// The bare command: the window on a project, on packets, or on the welcome page.
[[nodiscard]] int openWindow(int argc, char** argv);

} // namespace vetrina::app
