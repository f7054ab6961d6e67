#pragma once

#include <QDialog>
#include <QString>

#include <utility>
#include <vector>

namespace vetrina::ui {

/// What this program is made of: versions, to be copied into a report, and its licence.
class About : public QDialog {
    Q_OBJECT

public:
    using Line = std::pair<QString, QString>; ///< what it is, and its version

    /// `parts` stand after Vetrina and Qt.
    About(const std::vector<Line>& parts, QWidget* parent);
    [[nodiscard]] const QString& versions() const { return m_versions; } ///< one a line

private:
    QString m_versions;
};

} // namespace vetrina::ui
