#include "ui/preferences/settings.h"

#include <QGuiApplication>
#include <QPalette>

namespace vetrina::ui {

Settings::Settings(const std::filesystem::path& file, QObject* parent)
    : QObject(parent)
{
    m_file.use(file, file.empty() ? QJsonObject() : JsonFile::read(file));
}

QJsonValue Settings::value(const QString& name, const QJsonValue& otherwise) const
{
    const QJsonValue value = m_file.object().value(name);
    return value.isUndefined() ? otherwise : value;
}

QString Settings::text(const QString& name, const QString& otherwise) const
{
    return value(name, otherwise).toString(otherwise);
}

int Settings::number(const QString& name, int otherwise) const { return value(name, otherwise).toInt(otherwise); }

bool Settings::isOn(const QString& name, bool otherwise) const { return value(name, otherwise).toBool(otherwise); }

void Settings::set(const QString& name, const QJsonValue& value)
{
    if (m_file.object().value(name) == value)
        return;
    QJsonObject object = m_file.object();
    object[name] = value;
    m_file.set(object);
    Q_EMIT changed(name);
}

Scheme Settings::scheme() const
{
    const QString theme = text("appearance.theme", "dark");
    return theme == "system" ? systemScheme() : theme == "light" ? Scheme::Light : Scheme::Dark;
}

Scheme systemScheme()
{
    // The palette that the desktop's platform theme began with, before ours was set.
    static const bool light = [] {
        const QPalette palette = QGuiApplication::palette();
        return palette.color(QPalette::Window).lightness() > palette.color(QPalette::WindowText).lightness();
    }();
    return light ? Scheme::Light : Scheme::Dark;
}

} // namespace vetrina::ui
