#pragma once

#include "core/base/result.h"
#include "core/data/candidate.h"
#include "core/image/plane.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vetrina::explain {

/// How it is found out what an answer rests on.
enum class Method : std::uint8_t {
    GradCam, ///< Selvaraju et al. 2017, ICCV, arXiv 1610.02391
    IntegratedGradients, ///< Sundararajan et al. 2017, ICML, arXiv 1703.01365
    Occlusion ///< Zeiler & Fergus 2014, ECCV, arXiv 1311.2901
};
inline constexpr std::array methods{ Method::GradCam, Method::IntegratedGradients, Method::Occlusion };

/// "gradcam", "integrated-gradients", "occlusion".
[[nodiscard]] std::string_view name(Method method);
/// Errors: WrongUse, listing the names.
[[nodiscard]] Result<Method> parseMethod(std::string_view word);

/// What stands where nothing is: an image that says nothing, in the numbers that the network sees, after preparation.
struct Baseline {
    enum class Kind : std::uint8_t {
        Value, ///< the same number everywhere
        Median ///< each channel's own median: about an empty sky
    };
    Kind kind = Kind::Value;
    float value = 0;

    /// "0", "median".
    [[nodiscard]] std::string text() const;
    /// A number or "median". Errors: WrongUse.
    [[nodiscard]] static Result<Baseline> parse(std::string_view word);
};

/// What to explain, and how.
struct Question {
    Method method = Method::GradCam;
    /// One of the card's, or "not NAME" where the card has NAME alone or NAME is `real` of real-then-type; empty: the
    /// class with the largest logit, of real-then-type `real` or "not real".
    std::string className;

    std::string layer; ///< Grad-CAM: the card's saliency_layer where empty, else the deepest of 7 x 7 maps or more
    int steps = 50; ///< integrated gradients: points of a Gauss-Legendre rule, 2 .. 1024
    Baseline baseline; ///< integrated gradients, occlusion
    int window = 9, stride = 3; ///< occlusion: of a square, in pixels of the network's input; stride <= window
    bool byChannel = true; ///< occlusion: each channel hidden alone; else all at once
};

/// What an answer rests on, over the stamps' own pixels; or why that can't be shown.
struct Saliency {
    enum class State : std::uint8_t {
        Map, ///< there is something to show
        Zero, ///< the map holds nothing but zeros, or the same everywhere
        NotANumber ///< something in it is NaN or infinite
    };

    Method method = Method::GradCam;
    State state = State::Map;
    std::string reason; ///< why there is no map, in a sentence; empty where there is one

    std::string model; ///< NAME:VERSION
    std::string className;
    float logit = 0; ///< of that class, as the network gives it before calibration
    float probability = 0; ///< of that class, calibrated

    /// Whether the stamps' maps differ. If not, one map of the sky lies on each of them.
    bool byChannel = false;
    /// A map a stamp, by Panel, row 0 first, on that stamp's own pixels. Empty where state is not Map. Pixels that the
    /// network never saw are 0, and so is the map of a stamp that it does not read.
    ///
    /// Grad-CAM: 0 .. 1, as pytorch-grad-cam scales it over the network's input. Integrated gradients: each pixel's
    /// part of the difference to the baseline, in logits, of both signs. Occlusion: by how much the logit falls where
    /// the pixel is hidden, mean of the windows over it.
    std::array<image::Plane, 3> maps;

    std::string layer; ///< Grad-CAM: whose maps these are of
    int layerWidth = 0, layerHeight = 0;
    std::string baseline; ///< integrated gradients, occlusion
    int steps = 0; ///< integrated gradients
    int window = 0, stride = 0; ///< occlusion
    /// Integrated gradients: logit of the image less logit of the baseline, and what the map's sum over the network's
    /// input is off from that: 0 were the steps infinitely many.
    std::optional<double> difference, completeness;

    /// "Grad-CAM of conv4", for a caption.
    [[nodiscard]] std::string title() const;
};

} // namespace vetrina::explain
