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
    QString mark = {}; ///< in plots: "disc"
};

/// The classes of the scheme in use, and looks for what a model calls its classes.
class ClassStyles {
public:
    ClassStyles() = default;
    explicit ClassStyles(std::vector<ClassStyle> classes);

    [[nodiscard]] const std::vector<ClassStyle>& all() const { return m_classes; }
    /// What labels are read by. Of styles that were made without a scheme: one without classes.
    [[nodiscard]] const data::LabelScheme& scheme() const { return m_scheme; }

    /// The style of a class by name, whatever its case; a class that no scheme knows gets its own name, four letters of
    /// it as code, and no colour of its own.
    [[nodiscard]] ClassStyle of(const std::string& name) const;

    /// Filled: somebody gave it. Of a label with several classes: all their codes, in the first one's colour.
    [[nodiscard]] Tag labelTag(const std::string& label) const;
    [[nodiscard]] std::vector<Tag> labelTags(const std::string& label) const; ///< one a class
    [[nodiscard]] QString labelWords(const std::string& label) const; ///< "Merger, Disc or spiral"
    /// Whether that class is in the label.
    [[nodiscard]] bool holds(const std::string& label, const ClassStyle& style) const;
    [[nodiscard]] Tag scoreTag(const std::string& name, float probability) const; ///< outlined, with two decimals

    /// The place of a class in all() by name; -1 where it is not one of them.
    [[nodiscard]] int indexOf(const std::string& name) const;

private:
    friend ClassStyles stylesOf(const data::LabelScheme& scheme, const std::vector<data::LabelClass>& retired);

    std::vector<ClassStyle> m_classes;
    std::vector<ClassStyle> m_retired; ///< what the scheme no longer has
    data::LabelScheme m_scheme;
};

/// The styles of a scheme's classes, in its order; classes it no longer has keep their looks.
[[nodiscard]] ClassStyles stylesOf(const data::LabelScheme& scheme, const std::vector<data::LabelClass>& retired = {});

} // namespace vetrina::ui
