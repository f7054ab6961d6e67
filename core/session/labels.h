#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/label_scheme.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vetrina::session {

/// The label events of a project: append-only, on disk when a call has returned. Any thread but the window's.
class Labels {
public:
    /// What an event says; stored as text: "label", "skip", "flag", "note", "undo", "seen".
    enum class Kind { Label, Skip, Flag, Note };

    struct Request {
        data::Row row = 0;
        Kind kind = Kind::Label;
        std::string text; ///< the class name, or the note
        double seconds = 0; ///< from painted to key press
        std::vector<std::pair<std::string, float>> scoresSeen; ///< "braai_d6_m7:1/real" -> 0.98
    };

    /// What an undo or redo changed, so that the window can go there.
    struct Change {
        std::int64_t event = 0;
        data::Row row = 0;
        std::string label; ///< the label that stands now, empty for none
    };

    struct Counts {
        std::uint64_t labelled = 0, flagged = 0, skipped = 0;
    };

    struct Imported {
        std::uint64_t added = 0, skipped = 0, conflicts = 0;
    };

    virtual ~Labels() = default;

    [[nodiscard]] virtual const data::LabelScheme& scheme() const = 0;
    [[nodiscard]] virtual Result<void> useScheme(const std::string& name) = 0;

    /// Durable when it returns; gives the event's id. Errors: Full, ReadOnly, Io: nothing was recorded.
    [[nodiscard]] virtual Result<std::int64_t> add(const Request& request) = 0;
    /// Takes back one's own last event that stands. Errors: NotFound where there is none.
    [[nodiscard]] virtual Result<Change> undo() = 0;
    [[nodiscard]] virtual Result<Change> redo() = 0;
    [[nodiscard]] virtual Result<void> markSeen(data::Row row) = 0;

    [[nodiscard]] virtual Result<Counts> counts() const = 0;

    /// Every event in order; columns of the command line's contract.
    [[nodiscard]] virtual Result<std::string> exported(const std::string& format) const = 0;
    [[nodiscard]] virtual Result<Imported> import(const std::filesystem::path& file) = 0;
};

} // namespace vetrina::session
