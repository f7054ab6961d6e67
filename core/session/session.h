#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace vetrina::session {

class Anomaly;
class Candidates;
class Explain;
class Embeddings;
class Filters;
class Finder;
class Ingest;
class Labels;
class Models;
class Queue;
class Scores;
class Selection;
class Training;

/// One project opened: it owns a small service a subject, and the executors they run on. The only door of core
/// for the window and the command line.
///
/// Every service is synchronous and may be called from any thread, but never from the window's: the window
/// submits to one of the executors and takes the answer when it comes.
class Session {
public:
    struct Options {
        bool create = false; ///< make the project where there is none
        bool readOnly = false; ///< write nothing; media that can't be written are opened so anyway
        std::string user; ///< who labels; paths::userName() where empty
        std::string scheme; ///< label scheme of a project that is made now; the first that ships where empty or unknown
        std::string device = "auto"; ///< auto, cpu, cuda, cuda:N
        unsigned threads = 0; ///< 0: as many as usable cores
    };

    /// Opens `NAME.vetrina/`. Errors: NotFound; Unsupported for a project of a newer Vetrina; ReadOnly; Malformed.
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const std::filesystem::path& project, Options options);

    /// Refuses new work, stops what runs, drains the writers, joins: see session::Closing for whoever can't wait.
    ~Session();
    /// Refuses new label events and returns when those that were accepted are on the disk.
    void writeLabels();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] std::string name() const; ///< the folder's name without `.vetrina`
    [[nodiscard]] bool readOnly() const;
    /// Why, where nobody asked for it: the medium can't be written, or has no room.
    [[nodiscard]] const std::optional<Error>& whyReadOnly() const;
    [[nodiscard]] const std::string& user() const;

    [[nodiscard]] Anomaly& anomaly();
    [[nodiscard]] Candidates& candidates();
    [[nodiscard]] Explain& explain();
    [[nodiscard]] Embeddings& embeddings();
    [[nodiscard]] Filters& filters();
    [[nodiscard]] Finder& finder();
    [[nodiscard]] Ingest& ingest();
    [[nodiscard]] Labels& labels();
    [[nodiscard]] Models& models();
    [[nodiscard]] Queue& queue();
    [[nodiscard]] Scores& scores();
    [[nodiscard]] Selection& selection();
    [[nodiscard]] Training& training();

    [[nodiscard]] Executor& io(); ///< what the candidate on screen needs; 2 threads; waits when full
    [[nodiscard]] Executor& background(); ///< thumbnails and prefetch; drops the oldest when full
    [[nodiscard]] Executor& labelling(); ///< one thread: label events reach the disk in the order of the key presses
    [[nodiscard]] Executor& ingesting(); ///< one thread, which goes behind all these; refuses when full
    [[nodiscard]] Executor& trainer(); ///< one thread, which goes behind all these; refuses when full

private:
    Session();
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vetrina::session
