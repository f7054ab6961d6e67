#pragma once

#include "core/data/candidate.h"
#include "core/store/project.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::store {

/// The number of a label event in its project: from 1, in the order in which they came.
using EventId = std::int64_t;

/// What somebody said about a candidate. The numbers are stored in projects: never renumber.
enum class EventKind : std::uint8_t {
    Label = 1, ///< a class of a scheme; an empty label takes it away
    Flag = 2,
    Unflag = 3,
    Skip = 4,
    Note = 5,
    Undo = 6, ///< takes back the event `undoes`
    Redo = 7 ///< takes back the undo `undoes`
};

/// One event. It is added once and never changes.
struct LabelEvent {
    EventId event = 0; ///< given by the store
    EventId gesture = 0; ///< the first event of the same key press; given by the store
    EventKind kind = EventKind::Label;
    data::CandidateKey candidate;
    std::string object;
    std::string user;
    std::int64_t timeUs = 0; ///< microseconds since 1970-01-01 UTC; 0 is now
    std::string scheme; ///< empty but for labels
    std::int64_t schemeVersion = 0;
    std::string label; ///< a class code of the scheme
    EventId undoes = 0; ///< 0 where it undoes nothing
    std::optional<double> seconds; ///< from the sight of the candidate to the key
    std::string scores; ///< JSON of the scores that were on the screen
    std::string note;
    bool imported = false;

    bool operator==(const LabelEvent&) const = default;
};

/// Somebody looked at a candidate.
struct SeenEvent {
    std::int64_t seen = 0; ///< given by the store
    data::CandidateKey candidate;
    std::string user;
    std::int64_t timeUs = 0; ///< 0 is now
    std::optional<double> seconds;
};

/// A candidate's current label: by one user, in one scheme.
struct CurrentLabel {
    EventId event = 0;
    data::CandidateKey candidate;
    std::string label;
};

/// A set of classes somebody labels with, as stored.
struct StoredScheme {
    std::string name;
    std::int64_t version = 0;
    std::string json;
};

/// A filter that somebody gave a name; all people of the project see it.
struct SavedFilter {
    std::string name;
    std::string text; ///< of data::Filter
    std::string user; ///< who saved it last
    std::int64_t timeUs = 0; ///< 0 is now
};

/// What became of imported events.
struct ImportReport {
    std::int64_t added = 0;
    std::int64_t skipped = 0; ///< were there already
    std::int64_t conflicts = 0; ///< the same user at the same time on the same candidate, but something else
    std::vector<std::string> problems; ///< the first conflicts, in words
};

/// `labels.sqlite`: what people said and saw, added only.
///
/// An event is on the disk when its function returned. Several processes write and read at once, each through a store
/// of its own. All members: any thread; a write takes a tenth of a millisecond alone and waits for other writers.
/// Errors: Full, ReadOnly, Busy (others wrote for 60 s without a break), Io, Malformed: then nothing was added.
class LabelStore {
public:
    /// Errors: as Project::open(). `synchronous` is for tests of what it is good for.
    [[nodiscard]] static Result<std::unique_ptr<LabelStore>> open(
        const Project& project, Synchronous synchronous = Synchronous::Full);
    [[nodiscard]] static Result<std::unique_ptr<LabelStore>> open(
        const std::filesystem::path& file, Mode mode, Synchronous synchronous = Synchronous::Full);

    /// Adds one event of any kind but Undo and Redo. Its time is never before that of an earlier event of the user on
    /// the candidate, whatever the clock says. Errors: WrongUse for no user, a label without a scheme, an undo.
    [[nodiscard]] Result<EventId> add(const LabelEvent& event);
    /// Adds the events of one key press, all or none: one undo takes them back together.
    [[nodiscard]] Result<std::vector<EventId>> add(std::span<const LabelEvent> gesture);

    /// Takes back the user's last gesture in this project that still stands. Gives the undo events.
    /// Errors: NotFound where there is nothing to undo.
    [[nodiscard]] Result<std::vector<LabelEvent>> undo(const std::string& user);
    /// Takes back the user's last undo, as long as nothing else was added since. Errors: NotFound.
    [[nodiscard]] Result<std::vector<LabelEvent>> redo(const std::string& user);

    /// The latest standing label of that user in that scheme, of every candidate that has one that is not empty.
    [[nodiscard]] Result<std::vector<CurrentLabel>> currentLabels(
        const std::string& scheme, const std::string& user) const;
    /// The same for one candidate; nullopt where it has none.
    [[nodiscard]] Result<std::optional<CurrentLabel>> currentLabel(
        const std::string& scheme, const std::string& user, const data::CandidateKey& candidate) const;

    /// Whoever gave a label, in which scheme: pairs of scheme and user.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> labellers() const;
    /// Candidates whose latest standing flag event of that user is a flag.
    [[nodiscard]] Result<std::vector<data::CandidateKey>> flagged(const std::string& user) const;

    /// Candidates that the user skipped and gave no label of that scheme since.
    [[nodiscard]] Result<std::vector<data::CandidateKey>> skipped(
        const std::string& user, const std::string& scheme) const;
    /// The latest standing note of that user, of every candidate that has one that is not empty.
    [[nodiscard]] Result<std::vector<std::pair<data::CandidateKey, std::string>>> notes(const std::string& user) const;

    /// Events after that one, in order, until `each` gives false.
    [[nodiscard]] Result<void> forEachEvent(EventId after, const std::function<bool(const LabelEvent&)>& each) const;
    [[nodiscard]] Result<std::vector<LabelEvent>> events(EventId after = 0) const;
    /// What was said about one candidate, in order.
    [[nodiscard]] Result<std::vector<LabelEvent>> eventsOf(const data::CandidateKey& candidate) const;
    /// 0 where there is none.
    [[nodiscard]] Result<EventId> lastEvent() const;
    /// How many events came of that key press; 0 where there is no such gesture.
    [[nodiscard]] Result<std::int64_t> gestureSize(EventId gesture) const;
    /// Whether all the events of that key press are of that object.
    [[nodiscard]] Result<bool> isGestureOfObject(EventId gesture, const std::string& object) const;
    /// Errors: NotFound.
    [[nodiscard]] Result<LabelEvent> event(EventId event) const;

    /// Adds events that another project or program wrote; those that are there already are skipped, so that it may be
    /// done again. `undoes` names an event of the same file by its `event`; all or nothing.
    ///
    /// An event is the same where user, time, candidate and kind are; with another label or note it is a conflict and
    /// is not added. One without a time is the same where it is the user's current label.
    /// Errors: also Malformed where an event undoes one that is not in the file.
    [[nodiscard]] Result<ImportReport> import(std::span<const LabelEvent> events);

    /// Notes that somebody looked.
    [[nodiscard]] Result<void> addSeen(std::span<const SeenEvent> seen);
    [[nodiscard]] Result<void> forEachSeen(std::int64_t after, const std::function<bool(const SeenEvent&)>& each) const;

    /// Keeps a version of a scheme; the same again is nothing. Errors: WrongUse where that version has other classes.
    [[nodiscard]] Result<void> putScheme(const StoredScheme& scheme);
    [[nodiscard]] Result<std::vector<StoredScheme>> schemes() const;
    /// The scheme that user labels with in this project; what was set for all where the user set none, and empty where
    /// nobody did. An empty user is all.
    [[nodiscard]] Result<std::string> activeScheme(const std::string& user = {}) const;
    [[nodiscard]] Result<void> setActiveScheme(const std::string& name, const std::string& user = {});

    /// By name. Unlike events they are changed and removed.
    [[nodiscard]] Result<std::vector<SavedFilter>> filters() const;
    [[nodiscard]] Result<void> putFilter(const SavedFilter& filter); ///< instead of the one of that name
    /// Errors: NotFound; WrongUse where the new name is taken.
    [[nodiscard]] Result<void> renameFilter(const std::string& from, const std::string& to);
    [[nodiscard]] Result<void> removeFilter(const std::string& name); ///< Errors: NotFound

private:
    explicit LabelStore(Database database)
        : m_database(std::move(database))
    {
    }
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<EventId> insert(LabelEvent event);
    [[nodiscard]] Result<std::vector<LabelEvent>> reverse(
        const std::string& user, EventKind kind, const char* findGesture, const char* findEvents);
    [[nodiscard]] Result<std::optional<LabelEvent>> sameEvent(const LabelEvent& event);

    mutable std::mutex m_mutex; ///< guards the next three
    mutable Database m_database;
    Statement m_insert, m_latestTime;

    /// A second connection for what is read of one candidate: the screen does not wait while an event is written.
    struct Reads {
        explicit Reads(Database opened)
            : database(std::move(opened))
        {
        }
        std::mutex mutex; ///< guards what follows
        Database database;
    };
    std::unique_ptr<Reads> m_reads; ///< none where nothing is written
};

} // namespace vetrina::store
