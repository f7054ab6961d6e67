#pragma once

#include <filesystem>
#include <string>

namespace vetrina::paths {

/// `$XDG_DATA_HOME/vetrina` (models, projects made from loose packets); made if absent.
[[nodiscard]] std::filesystem::path data();
/// `$XDG_STATE_HOME/vetrina` (log, window state); made if absent.
[[nodiscard]] std::filesystem::path state();
/// `$XDG_CONFIG_HOME/vetrina` (settings); made if absent.
[[nodiscard]] std::filesystem::path config();

/// What ships: `resources` and `models`, beside the source tree in a build, under share/vetrina when installed;
/// `$VETRINA_SHARE` overrides both.
[[nodiscard]] std::filesystem::path share();

/// The folder that holds the running program: modules such as the torch backend stand beside it.
[[nodiscard]] std::filesystem::path program();

/// "0.1.0".
[[nodiscard]] std::string version();

/// Who labels: `$VETRINA_USER`, else the login name, else "user".
[[nodiscard]] std::string userName();

} // namespace vetrina::paths
