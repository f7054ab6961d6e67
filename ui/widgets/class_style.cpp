#include "ui/widgets/class_style.h"

#include "core/data/label_set.h"

#include <algorithm>
#include <array>

namespace vetrina::ui {

namespace {

struct Known {
    const char* name;
    const char* title;
    const char* code;
    Token colour;
};

/// Classes that models name and schemes may lack.
constexpr std::array known{
    Known{ "real", "Real", "REAL", Token::Real },
    Known{ "bogus", "Bogus", "BOG", Token::Bogus },
    Known{ "supernova", "Supernova", "SN", Token::Supernova },
    Known{ "sn", "Supernova", "SN", Token::Supernova },
    Known{ "agn", "AGN", "AGN", Token::Agn },
    Known{ "variable star", "Variable star", "VS", Token::VariableStar },
    Known{ "variable", "Variable star", "VS", Token::VariableStar },
    Known{ "vs", "Variable star", "VS", Token::VariableStar },
    Known{ "asteroid", "Asteroid", "SSO", Token::Asteroid },
    Known{ "sso", "Asteroid", "SSO", Token::Asteroid },
};

bool same(const std::string& a, const std::string& b)
{
    return QString::fromStdString(a).compare(QString::fromStdString(b), Qt::CaseInsensitive) == 0;
}

} // namespace

ClassStyles::ClassStyles(std::vector<ClassStyle> classes)
    : m_classes(std::move(classes))
{
}

ClassStyle ClassStyles::of(const std::string& name) const
{
    for (const auto* styles : { &m_classes, &m_retired })
        for (const ClassStyle& style : *styles)
            if (same(style.name, name) || style.code.toStdString() == name)
                return style;
    for (const Known& k : known)
        if (same(k.name, name))
            return { name, k.title, k.title, k.code, {}, k.colour };
    const QString title = QString::fromStdString(name);
    return { name, title, title, title.left(4).toUpper(), {}, Token::NoClass };
}

std::vector<Tag> ClassStyles::labelTags(const std::string& label) const
{
    std::vector<Tag> tags;
    for (const std::string& name : data::classesOf(m_scheme, label)) {
        const ClassStyle style = of(name);
        tags.push_back({ style.code, style.colour, Tag::Kind::Filled });
    }
    return tags;
}

Tag ClassStyles::labelTag(const std::string& label) const
{
    const std::vector<Tag> tags = labelTags(label);
    if (tags.empty())
        return {};
    Tag all = tags.front();
    for (std::size_t i = 1; i < tags.size(); ++i)
        all.text += QLatin1Char('+') + tags[i].text;
    return all;
}

QString ClassStyles::labelWords(const std::string& label) const
{
    QStringList words;
    for (const std::string& name : data::classesOf(m_scheme, label))
        words << of(name).title;
    return words.join(QStringLiteral(", "));
}

bool ClassStyles::holds(const std::string& label, const ClassStyle& style) const
{
    const auto names = data::classesOf(m_scheme, label);
    return std::ranges::any_of(names, [&](const std::string& name) { return same(name, style.name); });
}

Tag ClassStyles::scoreTag(const std::string& name, float probability) const
{
    if (name.empty())
        return {};
    const ClassStyle style = of(name);
    return { style.code + ' ' + QString::number(static_cast<double>(probability), 'f', 2), style.colour,
        Tag::Kind::Outlined };
}

int ClassStyles::indexOf(const std::string& name) const
{
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        if (same(m_classes[i].name, name))
            return static_cast<int>(i);
    return -1;
}

ClassStyles stylesOf(const data::LabelScheme& scheme, const std::vector<data::LabelClass>& retired)
{
    const auto styled = [](const std::vector<data::LabelClass>& classes) {
        std::vector<ClassStyle> styles;
        for (const data::LabelClass& c : classes)
            styles.push_back({ c.name, QString::fromStdString(c.title), QString::fromStdString(c.shortTitle),
                QString::fromStdString(c.code), QString::fromStdString(c.key),
                tokenNamed(c.colour).value_or(Token::NoClass), QString::fromStdString(c.mark) });
        return styles;
    };
    ClassStyles styles(styled(scheme.classes));
    styles.m_retired = styled(retired);
    styles.m_scheme = scheme;
    return styles;
}

} // namespace vetrina::ui
