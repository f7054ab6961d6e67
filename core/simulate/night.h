#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/formats/avro_schema.h"
#include "core/simulate/history.h"
#include "core/simulate/measure.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vetrina::simulate {

/// The night of days since 2017-01-01 that is called night 1: 2025-01-01.
constexpr int nightsBefore = 2921;
constexpr int lastNight = 6000;

struct NightOptions {
    int night = 1; ///< 1..lastNight; night 1 is that of 2025-01-01 UT
    std::uint64_t seed = 1;
    int count = 2000; ///< alerts
};

/// What a simulated alert truly is.
struct Truth {
    std::int64_t candid = 0;
    std::string object;
    Kind kind = Kind::VariableStar;
    double jd = 0, raDeg = 0, decDeg = 0;
    int filter = 1;
    bool positive = true;
    double magnitude = 0; ///< of the light that was added or taken away; NaN for what is not in the sky
    double measured = 0, error = 0; ///< magpsf, sigmapsf
};

struct SimulatedAlert {
    Truth truth;
    Bytes record; ///< encoded with Night::schema()
};

/// A synthetic night of a ZTF-like survey: packets with truth.
///
/// Exposures of fields, with seeing, sky, clouds and a reference each; objects of every kind in them, most with one
/// visit, some with two in the two bands; surroundings of stars and galaxies. The images are made first, with their
/// noise, and what the pipeline would write is measured on them. An alert that does not reach 5 sigma is tried again, a
/// little brighter. core/simulate/README.md compares the outcome
/// with real packets.
///
/// The same night, seed and count give the same records on any number of threads and any machine with IEEE arithmetic
/// (the bytes of a stamp's gzip are libdeflate's). Immutable; any thread.
class Night {
public:
    /// Reads the schema that ships. Errors: WrongUse for a night or count out of range; NotFound, Malformed where the
    /// installation is incomplete.
    [[nodiscard]] static Result<Night> plan(const NightOptions& options);

    [[nodiscard]] const NightOptions& options() const { return m_options; }
    [[nodiscard]] const std::shared_ptr<const formats::AvroSchema>& schema() const { return m_schema; }
    [[nodiscard]] int objects() const { return static_cast<int>(m_objects.size()); }
    /// What the night will hold, by Kind.
    [[nodiscard]] std::array<int, kinds> classes() const;

    /// All alerts of one object, first visit first; an object is made alone and does not know of others.
    [[nodiscard]] Result<std::vector<SimulatedAlert>> object(int index) const;

    /// truth.csv: a header, and a line for each alert by lineOf().
    [[nodiscard]] static std::string truthHeader();
    [[nodiscard]] static std::string lineOf(const Truth& truth);

    /// One look at an object that the pipeline would issue an alert of.
    struct Visit {
        Exposure exposure;
        Stamps stamps;
        Measured measured;
        int column = 0, row = 0; ///< of the alert's pixel on the chip, counted from 0
    };

private:
    struct Planned {
        Kind kind = Kind::VariableStar;
        int field = 0, quadrant = 0, visits = 1;
    };
    Night() = default;
    [[nodiscard]] Result<std::vector<SimulatedAlert>> written(
        int index, const Scene& scene, History history, const std::vector<Visit>& visits) const;

    NightOptions m_options;
    std::uint64_t m_seed = 0; ///< of the night: seed and night together
    int m_fields = 1;
    std::vector<Planned> m_objects;
    std::shared_ptr<const formats::AvroSchema> m_schema;
};

} // namespace vetrina::simulate
