#pragma once

#include <cstdint>

// What a stream of random numbers is for: no two subjects share one.
namespace vetrina::simulate::stream {

enum Purpose : std::uint32_t {
    field = 1, ///< object: the field
    quadrant, ///< object: the field; visit: visit and quadrant
    weather, ///< object: the field
    exposure, ///< object: the field; visit
    reference, ///< object: the field; visit: filter and quadrant
    plan, ///< object: none
    object, ///< the object: what it is and where
    scene, ///< the object: its surroundings
    history, ///< the object: its light curve
    positions, ///< the object: where its detections before this night were measured
    catalogues, ///< the object: what they say of its surroundings
    pixels = 64, ///< the object; visit; and an attempt each
    artefacts = 512 ///< likewise
};

} // namespace vetrina::simulate::stream
