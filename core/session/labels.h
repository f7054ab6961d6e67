#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/label_scheme.h"
#include "core/session/night.h"

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
        /// The class name, or a set of them as data::toggled() gives it, empty to take the label away; the note; "on"
        /// or "off" for a flag, which is turned over where it says neither.
        std::string text;
        double seconds = 0; ///< from painted to key press
        std::vector<std::pair<std::string, float>> scoresSeen; ///< "braai_d6_m7:1/real" -> 0.98
        std::string scheme; ///< whose classes `text` names; the one in use where empty
    };

    /// What an undo or redo changed, so that the window can go there and say it.
    struct Change {
        std::int64_t event = 0;
        data::Row row = 0; ///< where the key was pressed
        std::string label; ///< the label that stands there now, empty for none
        Kind kind = Kind::Label; ///< what was taken back, or given again
        std::string what; ///< its label or note; "on" or "off" for a flag
        std::string object; ///< of the candidate
        bool ofSeveral = false; ///< `rows` are of more objects than that one
        std::vector<data::Row> rows; ///< all that the one key press had given it to, `row` first
    };

    /// What became of a label given to an object.
    struct Given {
        std::int64_t event = 0; ///< the first; one undo takes all of them back
        std::vector<data::Row> rows; ///< newest alert first
    };

    struct Counts {
        std::uint64_t labelled = 0, flagged = 0, skipped = 0;
    };

    struct Imported {
        std::uint64_t added = 0, skipped = 0, conflicts = 0;
    };

    virtual ~Labels() = default;

    /// The scheme in use, as it was saved last. Stays good as long as the service does.
    [[nodiscard]] virtual const data::LabelScheme& scheme() const = 0;
    /// Uses that scheme until the project is closed. Errors: NotFound.
    [[nodiscard]] virtual Result<void> useScheme(const std::string& name) = 0;
    /// The same, and the user finds it again when this project is opened next.
    [[nodiscard]] virtual Result<void> chooseScheme(const std::string& name) = 0;
    /// The latest version of each scheme: those that ship, and those of this project.
    [[nodiscard]] virtual std::vector<data::LabelScheme> schemes() const = 0;
    /// What an earlier label meant. Errors: NotFound.
    [[nodiscard]] virtual Result<data::LabelScheme> schemeVersion(const std::string& name, int version) const = 0;
    /// Classes that earlier versions of the scheme in use had and it no longer has: labels may still say them.
    [[nodiscard]] virtual std::vector<data::LabelClass> retiredClasses() const = 0;
    /// Keeps a scheme in this project: a new one as version 1 at least, an edit of one there is with the next version,
    /// the same again as it is. Gives it with its version. Errors: WrongUse with what is wrong with it; Full, ReadOnly,
    /// Io.
    [[nodiscard]] virtual Result<data::LabelScheme> saveScheme(data::LabelScheme scheme) = 0;

    /// Durable when it returns; gives the event's id. Errors: Full, ReadOnly, Io: nothing was recorded.
    [[nodiscard]] virtual Result<std::int64_t> add(const Request& request) = 0;
    /// Gives a label to every alert of the object that the request's row is of: an event a candidate, all or none, one
    /// undo for all. Only that row's event says how long it took and which scores were seen.
    [[nodiscard]] virtual Result<Given> addToObject(const Request& request) = 0;
    /// Gives a label to each of these candidates, `request.row` among them or not: an event a candidate, all or none,
    /// one undo for all. None of them says how long it took or which scores were seen. Errors: WrongUse for no rows.
    [[nodiscard]] virtual Result<Given> addToAll(const Request& request, const std::vector<data::Row>& rows) = 0;
    /// Takes back one's own last event that stands. Errors: NotFound where there is none.
    [[nodiscard]] virtual Result<Change> undo() = 0;
    [[nodiscard]] virtual Result<Change> redo() = 0;
    [[nodiscard]] virtual Result<void> markSeen(data::Row row) = 0;

    [[nodiscard]] virtual Result<Counts> counts() const = 0;
    /// What became of the sitting, the night or all of it, in the scheme in use.
    [[nodiscard]] virtual Result<NightReport> night(NightSpan span) const = 0;

    /// Every event in order; columns of the command line's contract.
    [[nodiscard]] virtual Result<std::string> exported(const std::string& format) const = 0;
    [[nodiscard]] virtual Result<Imported> import(const std::filesystem::path& file) = 0;
};

} // namespace vetrina::session
