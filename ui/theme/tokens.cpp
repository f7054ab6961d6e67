#include "ui/theme/tokens.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cassert>

// A static library's resources are not found until somebody names them; the macro must stand outside namespaces.
static void initResources() { Q_INIT_RESOURCE(ui); }

namespace vetrina::ui {

namespace {

constexpr std::array<std::string_view, tokenCount> names{ "well", "window", "panel", "control", "line", "line-strong",
    "text", "text-2", "text-3", "text-on-accent", "accent", "accent-text", "accent-fill", "accent-wash", "hover",
    "focus", "disabled", "real", "bog", "sn", "agn", "vs", "sso", "none", "anomaly", "ok", "warn", "bad", "band-g",
    "band-r", "band-i", "band-u", "band-z", "band-y", "crosshair", "plate", "on-plate", "nan", "dim" };

} // namespace

std::string_view name(Token token) { return names[static_cast<std::size_t>(token)]; }

std::optional<Token> tokenNamed(std::string_view name)
{
    for (std::size_t i = 0; i < tokenCount; ++i)
        if (names[i] == name)
            return static_cast<Token>(i);
    return std::nullopt;
}

Token bandToken(char band)
{
    switch (band) {
    case 'g':
        return Token::BandG;
    case 'r':
        return Token::BandR;
    case 'i':
        return Token::BandI;
    case 'u':
        return Token::BandU;
    case 'z':
        return Token::BandZ;
    case 'y':
        return Token::BandY;
    default:
        return Token::Text2;
    }
}

const Tokens& Tokens::of(Scheme scheme)
{
    static const Tokens dark(Scheme::Dark), light(Scheme::Light);
    return scheme == Scheme::Dark ? dark : light;
}

Tokens::Tokens(Scheme scheme)
{
    initResources();
    QFile file(":/themes/tokens.json");
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    assert(opened);
    const QJsonObject colours = QJsonDocument::fromJson(file.readAll()).object()["colours"].toObject();
    for (std::size_t i = 0; i < tokenCount; ++i) {
        const QString name = QString::fromLatin1(names[i].data(), static_cast<qsizetype>(names[i].size()));
        m_colours[i] = QColor(colours[name].toArray().at(scheme == Scheme::Dark ? 0 : 1).toString());
        assert(m_colours[i].isValid());
    }
}

} // namespace vetrina::ui
