#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vetrina::simulate {

/// What an alert is: the truth of a simulated night. What is really in the sky comes first.
enum class Kind : std::uint8_t {
    Supernova, ///< mostly on a galaxy
    Nova,
    DwarfNova,
    VariableStar,
    Agn,
    Asteroid,
    Dipole, ///< a star that the template stands beside of
    PsfMismatch, ///< a bright star whose template has another width
    CosmicRay,
    Ghost, ///< the out-of-focus image of a bright star
    Streak, ///< a satellite
    HotColumn,
    BadPixels, ///< a dark pit of the detector
    Edge, ///< where the chip or its data ends
    NoisePeak
};
inline constexpr std::size_t kinds = 15;

/// How a kind is called in `classes{name: n}`, in truth.csv and in notes.
[[nodiscard]] constexpr std::string_view name(Kind kind)
{
    constexpr std::array<std::string_view, kinds> names{ "supernova", "nova", "dwarf nova", "variable star", "agn",
        "asteroid", "dipole", "psf mismatch", "cosmic ray", "ghost", "streak", "hot column", "bad pixels", "edge",
        "noise peak" };
    return names[static_cast<std::size_t>(kind)];
}

[[nodiscard]] constexpr bool isReal(Kind kind) { return kind <= Kind::Asteroid; }

/// The class of the scheme `real-bogus`.
[[nodiscard]] constexpr std::string_view realOrBogus(Kind kind) { return isReal(kind) ? "real" : "bogus"; }

/// The class of the scheme `transient-types`; what has none of its own there is `real`.
[[nodiscard]] constexpr std::string_view coarseType(Kind kind)
{
    switch (kind) {
    case Kind::Supernova:
    case Kind::VariableStar:
    case Kind::Agn:
    case Kind::Asteroid:
        return name(kind);
    default:
        return realOrBogus(kind);
    }
}

} // namespace vetrina::simulate
