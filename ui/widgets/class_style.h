#pragma once

#include "core/data/label_scheme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/tag.h"

#include <QString>

#include <string>
#include <vector>

namespace vetrina::ui {

/// How a class of the label scheme looks and which key gives it.
struct ClassStyle {
    std::string name; ///< as it is stored: "supernova"
    QString title; ///< as it is read: "Supernova"
    QString shortTitle; ///< on a narrow key: "SN"
    QString code; ///< in a tag: "SN"
    QString key; ///< "3"
    Token colour = Token::NoClass;
};

/// The classes of the scheme in use, and looks for what a model calls its classes.
class ClassStyles {
public:
    ClassStyles() = default;
    explicit ClassStyles(std::vector<ClassStyle> classes);

    [[nodiscard]] const std::vector<ClassStyle>& all() const { return m_classes; }

    /// The style of a class by name, whatever its case; a class that no scheme knows gets its own name, four letters of
    /// it as code, and no colour of its own.
    [[nodiscard]] ClassStyle of(const std::string& name) const;

    [[nodiscard]] Tag labelTag(const std::string& name) const; ///< filled: somebody gave it
    [[nodiscard]] Tag scoreTag(const std::string& name, float probability) const; ///< outlined, with two decimals

    /// The place of a class in all() by name; -1 where it is not one of them.
    [[nodiscard]] int indexOf(const std::string& name) const;

private:
    std::vector<ClassStyle> m_classes;
};

/// The styles of a scheme's classes, in its order.
[[nodiscard]] ClassStyles stylesOf(const data::LabelScheme& scheme);

} // namespace vetrina::ui
