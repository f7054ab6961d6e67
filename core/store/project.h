#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <filesystem>
#include <string>

namespace vetrina::store {

/// A folder `NAME.vetrina` and what stands where in it.
///
/// `labels.sqlite` holds what people said, `catalogue.sqlite` the candidates, `cutouts.pack` their original bytes;
/// `derived.sqlite` and `derived/` may be deleted and are made again. A value; the files are opened by their classes.
struct Project {
    std::filesystem::path folder;
    Mode mode = Mode::ReadWrite;
    std::string id; ///< random, of the catalogue: what was derived from another one is thrown away

    [[nodiscard]] std::filesystem::path labels() const { return folder / "labels.sqlite"; }
    [[nodiscard]] std::filesystem::path catalogue() const { return folder / "catalogue.sqlite"; }
    [[nodiscard]] std::filesystem::path derived() const { return folder / "derived.sqlite"; }
    [[nodiscard]] std::filesystem::path pack() const { return folder / "cutouts.pack"; }
    [[nodiscard]] std::filesystem::path columns() const { return folder / "derived" / "columns"; }
    [[nodiscard]] std::string name() const { return folder.stem().string(); }

    /// Makes the folder and the files in it; one that is a project already is opened.
    /// Errors: WrongUse where another file or a folder with other things has the name; Full, ReadOnly.
    [[nodiscard]] static Result<Project> create(const std::filesystem::path& folder);

    /// Brings the files up to date, and finishes what a crash in create() left.
    ///
    /// Errors: NotFound where there is none; Malformed where its labels are gone or a file is torn; Unsupported where
    /// a newer Vetrina made it; ReadOnly or Full where it can't be written: then open it again with Mode::ReadOnly.
    [[nodiscard]] static Result<Project> open(const std::filesystem::path& folder, Mode mode = Mode::ReadWrite);
};

/// The derived file of a project; one that is damaged or belongs to another catalogue is made anew, with the columns.
/// In a project opened ReadOnly without one: an empty one in memory.
[[nodiscard]] Result<Database> openDerived(const Project& project);

} // namespace vetrina::store
