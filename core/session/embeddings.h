#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/candidate.h"

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// The kinds of map that there are.
inline constexpr std::array mapKinds{ "pca", "umap", "tsne" };

/// What to embed and map.
struct EmbedRequest {
    std::string model; ///< NAME[:VERSION] of the library, or a weights file; empty: the one that scores live
    std::string card; ///< a card file or the name of one that ships; empty: the weights' own
    std::string filter; ///< of data::Filter; empty for all
    std::string map; ///< one of mapKinds; empty for none
    bool anew = false; ///< makes a map again that is there; else new candidates are placed on it
    std::uint64_t seed = 1; ///< of the map
};

struct EmbedReport {
    std::string model; ///< NAME:VERSION
    std::uint64_t embedded = 0; ///< that have a vector now
    std::uint64_t added = 0, failed = 0; ///< by this call
    std::vector<std::string> failures; ///< the first 100, with the candidate and its reason
    std::size_t dimensions = 0;
    double seconds = 0; ///< of the vectors and the map
    std::string map; ///< which map stands now; empty for none
    std::uint64_t mapped = 0, placed = 0; ///< candidates on it; those that this call placed on one that was there
    double recall = 1; ///< of the neighbours that UMAP or t-SNE was given, as measured on a sample
};

/// A candidate and how like another it looks to a network.
struct Similar {
    data::Row row = 0;
    std::int64_t candid = 0;
    std::string object; ///< empty where the packet names none
    float distance = 0; ///< 1 less the cosine of the angle between their vectors
};

struct SimilarReport {
    std::string model; ///< NAME:VERSION
    std::size_t among = 0; ///< candidates that have a vector
    std::vector<Similar> neighbours; ///< nearest first, without the candidate itself
    bool known = true; ///< the candidate has a vector
    std::size_t indexBytes = 0; ///< of memory that the index takes; 0 where there is none
    std::size_t indexDimensions = 0; ///< values of a vector in the index
};

/// A place on a map.
struct MapPoint {
    data::Row row = 0;
    float x = 0;
    float y = 0;
};

/// The vectors of one model version in the project.
struct VectorSet {
    std::string model; ///< NAME:VERSION
    std::size_t dimensions = 0;
    std::size_t count = 0; ///< candidates that have one
    std::vector<std::string> maps; ///< that were made of them, of mapKinds
};

/// How good a map is.
struct MapFigures {
    std::size_t k = 0; ///< neighbours that were looked at
    std::size_t sampled = 0; ///< points at which it was measured
    double trustworthiness = 1;
    double kept = 1; ///< share of the neighbours among the vectors that are neighbours on the map
    std::size_t mapped = 0;
    std::optional<std::size_t> placed; ///< added to the map since it was fitted; nothing where that is not known
};

/// What networks see in the project's candidates. Any thread but the window's.
class Embeddings {
public:
    virtual ~Embeddings() = default;

    /// Embeds those that the filter lets through and have no vector yet, and makes the map of all that have one.
    /// Errors: Unsupported for a network that gives no vectors; NotFound where it needs LibTorch and none is here;
    /// Malformed for the filter, Cancelled: what was embedded by then stays.
    [[nodiscard]] virtual Result<EmbedReport> run(
        const EmbedRequest& request, std::stop_token stop, Progress& progress) = 0;

    /// From now on takes vectors of what comes in, in the background: by the model that embedded last, and by those
    /// that an anomaly scorer looks at. Who was here before has to be asked for. What goes wrong stands in the log.
    virtual void live() = 0;
    virtual void stopLive() = 0;

    /// The k candidates that look most like that one, by comparing with all. `model` empty: the one that embedded last.
    /// Errors: NotFound where nothing, or that candidate, was not embedded.
    [[nodiscard]] virtual Result<SimilarReport> similar(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop = {}) = 0;

    /// As similar(), by an index that stays in memory and takes in what comes: its first question is slow where there
    /// are many vectors, the others take about a millisecond. 98 % of what similar() finds and more, at the same
    /// distances. Where nothing was embedded by that model or by any, `model` is empty and `among` 0; where that
    /// candidate was not, `known` is false. Errors: Full, Cancelled.
    [[nodiscard]] virtual Result<SimilarReport> nearest(
        data::Row row, std::size_t k, const std::string& model, std::stop_token stop = {}) = 0;

    /// Those that look most like all of these together: nearest to the mean of their directions, without themselves.
    /// Errors: as similar(); NotFound where none of them was embedded.
    [[nodiscard]] virtual Result<SimilarReport> similarToAll(
        const std::vector<data::Row>& rows, std::size_t k, const std::string& model, std::stop_token stop = {}) = 0;

    /// What there is, in the order in which models first embedded.
    [[nodiscard]] virtual Result<std::vector<VectorSet>> sets() const = 0;

    /// Measures a map that was made. Errors: NotFound, Cancelled.
    [[nodiscard]] virtual Result<MapFigures> figures(
        const std::string& model, const std::string& kind, std::stop_token stop = {}) const = 0;

    /// A map that was made, by row. Errors: NotFound.
    [[nodiscard]] virtual Result<std::vector<MapPoint>> map(const std::string& model, const std::string& kind) = 0;
};

} // namespace vetrina::session
