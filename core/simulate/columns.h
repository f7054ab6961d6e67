#pragma once

#include "core/formats/avro_value.h"
#include "core/simulate/scene.h"

#include <cmath>
#include <string>
#include <utility>

namespace vetrina::simulate {

/// The members of a record on its way into a packet. A NaN is null.
class Columns {
public:
    Columns() { m_members.reserve(128); }

    void number(const char* name, double value)
    {
        put(name, std::isfinite(value) ? formats::AvroValue{ value } : formats::AvroValue{});
    }
    void whole(const char* name, std::int64_t value) { put(name, { value }); }
    void text(const char* name, std::string value) { put(name, { std::move(value) }); }
    void bytes(const char* name, Bytes value) { put(name, { std::move(value) }); }
    void put(const char* name, formats::AvroValue value) { m_members.push_back({ name, std::move(value) }); }
    [[nodiscard]] formats::AvroValue::Members take() { return std::move(m_members); }

private:
    formats::AvroValue::Members m_members;
};

/// What the catalogues know of the surroundings, read off the scene as each would have it: the reference image's own
/// (distnr, magnr, ...), Pan-STARRS (distpsnr1, sgscore1, srmag1, ...) within 30", Gaia within the stamp. `random` is
/// the object's own, so that a catalogue says the same at each of its alerts.
void putNeighbours(
    Columns& columns, const Scene& scene, const Exposure& exposure, int column0, int row0, Random random);

} // namespace vetrina::simulate
