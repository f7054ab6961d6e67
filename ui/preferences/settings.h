#pragma once

#include "ui/preferences/json_file.h"
#include "ui/theme/tokens.h"

#include <QJsonValue>
#include <QObject>

namespace vetrina::ui {

/// What the user chose, by name: "appearance.theme" -> "dark". One file for the program. The window's thread.
///
/// Names and what they hold:
///   appearance.theme     "dark", "light", "system"        appearance.scale   1 to 3: from the next start
///   appearance.language  "system", "en", "it": from the next start
///   scan.prefetch        candidates fetched ahead         scan.patience      ms before a candidate that is late is
///   cleared display.limits .stretch .map .invert .northUp .link .crosshair            display.keepLast  what was used
///   last is kept keys                 Commands::given()                labels.user        empty: the login name
///   engine.device        "auto", "cpu", "cuda:0"          engine.threads     0: every core     engine.model  empty:
///   promoted palette.recent  hints.done  window.geometry  scan.order  tour.seen
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
