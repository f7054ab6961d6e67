#include "ui/theme/theme.h"

#include "ui/theme/style.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QToolTip>

namespace vetrina::ui {

namespace {

Scheme g_scheme = Scheme::Dark;

/// The first of those families that is installed; empty means the system's own.
QString family(std::initializer_list<const char*> wanted)
{
    const QStringList installed = QFontDatabase::families();
    for (const char* name : wanted)
        if (installed.contains(QLatin1String(name)))
            return QLatin1String(name);
    return {};
}

const QString& uiFamily()
{
    static const QString name = family({ "Inter", "DejaVu Sans" });
    return name;
}

const QString& monoFamily()
{
    static const QString name = family({ "JetBrains Mono", "DejaVu Sans Mono" });
    return name;
}

QPalette paletteOf(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t[Token::Window]);
    p.setColor(QPalette::WindowText, t[Token::Text]);
    p.setColor(QPalette::Base, t[Token::Well]);
    p.setColor(QPalette::AlternateBase, t[Token::Panel]);
    p.setColor(QPalette::Text, t[Token::Text]);
    p.setColor(QPalette::PlaceholderText, t[Token::Text3]);
    p.setColor(QPalette::Button, t[Token::Control]);
    p.setColor(QPalette::ButtonText, t[Token::Text]);
    p.setColor(QPalette::BrightText, t[Token::Text]);
    p.setColor(QPalette::Highlight, t[Token::Accent]);
    p.setColor(QPalette::HighlightedText, t[Token::TextOnAccent]);
    p.setColor(QPalette::Link, t[Token::AccentText]);
    p.setColor(QPalette::LinkVisited, t[Token::AccentText]);
    p.setColor(QPalette::ToolTipBase, t[Token::Control]);
    p.setColor(QPalette::ToolTipText, t[Token::Text]);
    p.setColor(QPalette::Light, t[Token::LineStrong]);
    p.setColor(QPalette::Midlight, t[Token::Line]);
    p.setColor(QPalette::Mid, t[Token::Line]);
    p.setColor(QPalette::Dark, t[Token::Line]);
    p.setColor(QPalette::Shadow, t[Token::Well]);
    for (auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, t[Token::Disabled]);
    return p;
}

/// `#rrggbb`, or `rgba()` where it is not opaque: QSS does not read `#aarrggbb` everywhere.
QString css(const QColor& c)
{
    if (c.alpha() == 255)
        return c.name();
    return QString("rgba(%1,%2,%3,%4)").arg(c.red()).arg(c.green()).arg(c.blue()).arg(c.alpha());
}

} // namespace

Scheme currentScheme() { return g_scheme; }

QColor colour(Token token) { return Tokens::of(g_scheme)[token]; }

namespace {

QFont fontOf(const QString& family, QFontDatabase::SystemFont otherwise, int pixels, int weight)
{
    QFont font = family.isEmpty() ? QFontDatabase::systemFont(otherwise) : QFont(family);
    font.setPixelSize(pixels);
    font.setWeight(static_cast<QFont::Weight>(weight));
    font.setHintingPreference(QFont::PreferNoHinting);
    // Ligatures and pair kerning are a quarter of the time that a candidate takes to be painted, and hard to see at
    // these sizes; scripts that cannot be read without them are shaped all the same.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace

QFont uiFont(int pixels, int weight) { return fontOf(uiFamily(), QFontDatabase::GeneralFont, pixels, weight); }

QFont monoFont(int pixels, int weight)
{
    QFont font = fontOf(monoFamily(), QFontDatabase::FixedFont, pixels, weight);
    font.setStyleHint(QFont::Monospace, QFont::PreferNoShaping);
    return font;
}

QString styleSheet(Scheme scheme)
{
    const Tokens& tokens = Tokens::of(scheme);
    QFile file(":/themes/vetrina.qss");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    for (std::size_t i = 0; i < tokenCount; ++i) {
        const auto token = static_cast<Token>(i);
        const std::string_view n = name(token);
        sheet.replace('@' + QString::fromLatin1(n.data(), static_cast<qsizetype>(n.size())) + '@', css(tokens[token]));
    }
    sheet.replace("@scheme@", scheme == Scheme::Dark ? "dark" : "light");
    sheet.replace("@ui@", uiFamily().isEmpty() ? uiFont().family() : uiFamily());
    sheet.replace("@mono@", monoFamily().isEmpty() ? monoFont().family() : monoFamily());
    return sheet;
}

void applyTheme(Scheme scheme)
{
    g_scheme = scheme;
    if (!qApp->property("vetrinaStyle").toBool()) {
        qApp->setStyle(new Style); // the application owns it
        qApp->setProperty("vetrinaStyle", true);
    }
    const QPalette palette = paletteOf(Tokens::of(scheme));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(uiFont());
    qApp->setStyleSheet(styleSheet(scheme));
}

} // namespace vetrina::ui
