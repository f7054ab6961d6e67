#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/prepare/steps.h"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

namespace vetrina::prepare {

/// What a network takes: C planes of height x width, float32, row-major, one after the other.
struct Shape {
    int channels = 0;
    int height = 0;
    int width = 0;

    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
    }
    bool operator==(const Shape&) const = default;
};

/// How a map's values go over to a grid of other pixels.
enum class Spread {
    Heights, ///< a surface: interpolated, its peak stays as high
    Amounts ///< what each pixel has a share of: the sum stays, but for what falls on padding
};

/// The one path from a candidate's stamps to a network's input: training, scoring, saliency and export share it.
///
/// A model card's `input` and `prepare` say what it does, with every constant:
///
///     "input":   { "kind": "triplet", "channels": ["science", "template", "difference"], "height": 63, "width": 63 }
///     "prepare": [ { "step": "nan", "value": 0, "infinity": "largest" },
///                  { "step": "normalise", "norm": "row-l2", "zero": "keep" },
///                  { "step": "pad", "height": 63, "width": 63, "value": 1e-9, "corner": "bottom-right" } ]
///
/// Steps act on each channel alone, in their order (steps.h says what each does). All in float32, sums in numpy's
/// pairwise order, so the bits are the same on every machine. Immutable; any thread.
class Pipeline {
public:
    /// Errors: Malformed for a key, step or value that is not known, named with its place ("prepare[1].norm"), for a
    /// number out of range and for steps that can't give the shape `input` says; Unsupported for another input kind.
    [[nodiscard]] static Result<Pipeline> parse(const nlohmann::json& input, const nlohmann::json& steps);

    [[nodiscard]] const Shape& shape() const { return m_shape; }
    /// The stamps that are read, in the order of the channels.
    [[nodiscard]] const std::vector<data::Panel>& channels() const { return m_channels; }

    /// Fills `out` (shape().size() floats, channel by channel). Nothing in it is NaN or infinite.
    ///
    /// Errors, naming the panel: NotFound for a missing or torn stamp; Malformed for one without any signal where the
    /// card refuses that, and for one that is not finite at the end; Unsupported for one that does not fit the
    /// network's size. `out` is then undefined.
    [[nodiscard]] Result<void> run(const data::Triplet& triplet, std::span<float> out) const;

    /// A map of the network's input, shape().height x shape().width, back on the pixels of a stamp of that size: pad,
    /// crop and resize are undone, the last one first. What lay on padding is dropped; pixels that were cut off are 0.
    /// The stamp must be one that run() takes.
    [[nodiscard]] image::Plane back(const image::Plane& map, int width, int height, Spread spread) const;

private:
    Shape m_shape;
    std::vector<data::Panel> m_channels;
    std::vector<Step> m_steps;
};

} // namespace vetrina::prepare
