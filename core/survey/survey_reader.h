#pragma once

// What the surveys do differently. Private to core/survey.

#include "core/survey/packet.h"

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace vetrina::survey {

/// Reads the candidate and the light curve by one survey's names.
class SurveyReader {
public:
    virtual ~SurveyReader() = default;

    [[nodiscard]] virtual data::Survey survey() const = 0;

    /// The slots that candidate() takes, behind the four of everyone: the alert's own record and the three cutouts.
    [[nodiscard]] virtual const formats::AvroProbe& probe() const = 0;
    static constexpr std::size_t ownRecord = 0, cutouts = 1, firstOwnSlot = 4;
    static constexpr std::size_t mostSlots = 24;

    [[nodiscard]] virtual Result<data::Candidate> candidate(std::span<const formats::AvroSlot> slots) const = 0;
    [[nodiscard]] virtual Result<sky::LightCurve> lightCurve(std::span<const std::byte> record) const = 0;
};

/// Reads the items of a history, an array field that not every schema has.
class HistoryProbe {
public:
    HistoryProbe(const formats::AvroSchema& schema, const char* array, const std::vector<std::string>& paths);

    /// Calls `each` on every item; on none where the schema has no such field or the record leaves it null.
    [[nodiscard]] Result<void> run(
        const formats::AvroSlot& array, const std::function<void(std::span<const formats::AvroSlot>)>& each) const;

private:
    std::optional<formats::AvroProbe> m_probe;
};

[[nodiscard]] std::unique_ptr<const SurveyReader> ztfReader(const formats::AvroSchema& schema);
[[nodiscard]] std::unique_ptr<const SurveyReader> lsstReader(const formats::AvroSchema& schema);

/// AB magnitudes of fluxes in nJy (3631 Jy taken as 10^3.56 Jy, as the definition by 48.60 has it).
constexpr double abZeroPoint = 31.4;

[[nodiscard]] inline double numberOr(const formats::AvroSlot& slot, double otherwise)
{
    return slot.number().value_or(otherwise);
}

[[nodiscard]] inline float floatOf(const formats::AvroSlot& slot)
{
    return static_cast<float>(numberOr(slot, std::numeric_limits<double>::quiet_NaN()));
}

/// Puts a flux and, where `always` or it is 3 sigma either way, its magnitude into an epoch.
void setFlux(sky::Epoch& epoch, double fluxNjy, double errorNjy, bool always);

/// The light curve in order of time, epochs without a date left out.
[[nodiscard]] sky::LightCurve inOrder(std::vector<sky::Epoch> epochs);

} // namespace vetrina::survey
