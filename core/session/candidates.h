#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/data/field_doc.h"
#include "core/data/table.h"
#include "core/sky/light_curve.h"
#include "core/sky/wcs.h"

#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace vetrina::session {

/// What one model says of one candidate.
struct Opinion {
    std::string model; ///< "braai_d6_m7:1"
    std::vector<std::string> classes;
    std::vector<float> probabilities; ///< one a class, in their order

    enum class Calibration : std::uint8_t {
        Unknown, ///< its card is not here
        None, ///< the card says that there is none
        Temperature ///< the scores are of logits divided by the card's temperature
    };
    Calibration calibration = Calibration::Unknown;
    double temperature = 1;
};

/// Where a stamp's pixels lie on the sky, and how well that is known.
struct Astrometry {
    sky::Wcs wcs; ///< of the stamp's own pixels, the first one is (0, 0)
    sky::PixelPosition source; ///< the alert's place in the stamp; may lie outside a cut one
    std::string origin; ///< "fit of 7 alerts, within 0.08\"", "mean matrix, within 1.4 deg", "the stamp's header"
};

/// One line of a candidate's history: a label event or a score.
struct HistoryLine {
    double jd = 0;
    std::string who; ///< user or model
    std::string what; ///< label, "undid VS", "skipped", "flagged", note text
    std::optional<float> score;
    double seconds = 0; ///< taken for that label; 0 where not known
    std::string aside; ///< what else is to be said of it: "with 11 more of the object, imported"
    bool stands = true; ///< false where it was undone since
    std::size_t alerts = 1; ///< that the same key press gave it to
};

/// All that the window shows of one candidate.
struct CandidateView {
    data::Row row = 0;
    data::Candidate candidate;
    data::Fields fields;
    std::shared_ptr<const data::FieldDocs> docs; ///< what the fields mean; null where nothing is known
    data::Triplet triplet;
    sky::LightCurve lightCurve;
    std::array<std::optional<Astrometry>, 3> astrometry; ///< by Panel; nothing where the packet does not tell
    std::vector<Opinion> opinions;
    std::string label; ///< the user's current one in the active scheme; empty for none
    bool flagged = false;
    std::string note;
    std::vector<HistoryLine> history; ///< newest first
};

/// What a row of the queue shows.
struct CandidateRow {
    data::Row row = 0;
    data::Candidate candidate;
    std::string label;
    bool flagged = false;
    bool skipped = false;
    bool seen = false; ///< the user looked at it, in this sitting or an earlier one
    std::string scoreClass; ///< the likeliest class of the default model, empty where not scored
    float score = 0;
    float uncertainty = 0; ///< entropy of the default model, nats; 0 where not scored
    std::string badge; ///< what decides most at a glance, briefly: "SSO"; empty for nothing
    bool warns = false; ///< the badge speaks against a new transient
};

/// One alert of an object, as far as the project's catalogue knows it.
struct ObjectAlert {
    data::Row row = 0;
    std::int64_t candid = 0;
    double jd = 0; ///< days, UTC; NaN where the packet has none
    char band = '?';
    bool positive = true;
    float magnitude = 0; ///< of the difference, AB; NaN where there is none
    float magnitudeError = 0;
};

/// The project's candidates, read. Any thread but the window's.
class Candidates {
public:
    virtual ~Candidates() = default;

    [[nodiscard]] virtual std::size_t count() const = 0;

    /// The table as it stands now; cheap where nothing arrived since.
    [[nodiscard]] virtual Result<std::shared_ptr<const data::Table>> table() const = 0;

    /// Everything of one candidate. Missing or torn cutouts are no error: their stamp says its problem.
    [[nodiscard]] virtual Result<CandidateView> view(data::Row row, std::stop_token stop = {}) const = 0;

    [[nodiscard]] virtual Result<data::Triplet> triplet(data::Row row) const = 0;

    /// What the queue shows of these rows, in their order.
    [[nodiscard]] virtual Result<std::vector<CandidateRow>> rows(const std::vector<data::Row>& rows) const = 0;

    /// The row of an alert. Errors: NotFound.
    [[nodiscard]] virtual Result<data::Row> find(std::int64_t candid) const = 0;

    /// The alerts of that row's object that are in the project, newest first, its own among them; its own alone where
    /// the packet names no object. Alerts that are only in some packet's history are in CandidateView::lightCurve.
    [[nodiscard]] virtual Result<std::vector<ObjectAlert>> ofObject(data::Row row) const = 0;
};

} // namespace vetrina::session
