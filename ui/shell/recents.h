#pragma once

#include <QDateTime>
#include <QImage>
#include <QString>

#include <filesystem>
#include <vector>

namespace vetrina::ui {

/// A project that was open once.
struct Recent {
    QString name;
    std::filesystem::path path;
    QDateTime opened;
    quint64 labelled = 0, total = 0;
    QImage preview; ///< a few of its stamps side by side, 72 px high; null where there are none
};

/// The projects that were open, kept in `folder` (paths::state()): a list and a picture each.
///
/// What can't be read or written is left out silently: a list of conveniences must not stand in the way of work.
class Recents {
public:
    explicit Recents(std::filesystem::path folder);

    /// Newest first; those that are gone from the disk are left out.
    [[nodiscard]] std::vector<Recent> all() const;
    /// Puts it in front, with its picture where it has one.
    void remember(const Recent& recent) const;
    void forget(const std::filesystem::path& project) const;

    static constexpr std::size_t kept = 12;

private:
    [[nodiscard]] std::vector<Recent> read() const;
    void write(const std::vector<Recent>& recents) const;
    [[nodiscard]] QString previewFile(const std::filesystem::path& project) const;

    std::filesystem::path m_folder;
};

} // namespace vetrina::ui
