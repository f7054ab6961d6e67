#pragma once

#include "ui/preferences/json_file.h"
#include "ui/theme/tokens.h"

#include <QJsonValue>
#include <QObject>

namespace vetrina::ui {

/// What the user chose, by name: "appearance.theme" -> "dark". One file for the program. The window's thread.
///
/// Names and what they hold:
/// - appearance.theme: "dark", "light", "system". From the next start: appearance.scale, 1 to 3, and
/// appearance.language,
///   "system", "en", "it".
/// - scan.prefetch: candidates fetched ahead; scan.patience: ms before a candidate that is late is cleared; scan.order,
///   scan.facts, scan.labelling: as they were last.
/// - display.limits, .stretch, .map, .invert, .northUp, .link, .crosshair; display.keepLast: they follow what was used
/// last.
/// - keys: Commands::given(). labels.user: empty for the login name. Of new projects: labels.advance,
///   labels.wholeObject, and labels.scheme, the name of one that ships.
/// - engine.device: "auto", "cpu", "cuda:0"; engine.threads: 0 for every core; engine.model: empty for the promoted
/// one.
/// - palette.recent, hints.done, window.geometry, tour.seen; filters.PROJECT: the filters asked there, newest first.
class Settings : public QObject {
    Q_OBJECT

public:
    /// Reads the file at once: it is small, and the theme must be known before the window is painted.
    explicit Settings(const std::filesystem::path& file = {}, QObject* parent = nullptr);

    [[nodiscard]] QJsonValue value(const QString& name, const QJsonValue& otherwise = {}) const;
    [[nodiscard]] QString text(const QString& name, const QString& otherwise = {}) const;
    [[nodiscard]] int number(const QString& name, int otherwise) const;
    [[nodiscard]] bool isOn(const QString& name, bool otherwise) const;
    void set(const QString& name, const QJsonValue& value);
    void flush() { m_file.flush(); }

    /// The scheme of "appearance.theme"; "system" asks the desktop.
    [[nodiscard]] Scheme scheme() const;

Q_SIGNALS:
    void changed(const QString& name);

private:
    JsonFile m_file;
};

/// Whether the desktop is dark; dark where it does not say.
[[nodiscard]] Scheme systemScheme();

} // namespace vetrina::ui
