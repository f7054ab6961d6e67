#pragma once

#include "core/base/result.h"
#include "core/prepare/pipeline.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::nets {

/// How many bits scoring may use. Part of a model's version: other bits are other scores.
enum class Precision { Float32, Tf32, BFloat16 };

/// What turns the network's last numbers into probabilities.
enum class Output {
    Sigmoid, ///< one a class, each on its own
    Softmax, ///< of all classes, sum 1
    RealThenType ///< the first class, `real`, by a sigmoid; the others are what it is if it is: their sum is its probability
};

/// The head after a ConvNeXt encoder.
enum class Head {
    Timm, ///< pool, norm, flatten, fc
    BtsBot ///< pool, norm, flatten, Linear fc1, GELU, Linear fc2, GELU, dropout, Linear: keys `head.0` .. `head.8`
};

/// What an architecture needs to know beyond its family's variant.
struct Architecture {
    std::string family; ///< "braai", "convnext"
    std::string variant; ///< braai: "vgg6"; convnext: "atto", "femto", "pico", "nano", "tiny", "custom"
    Head head = Head::Timm;
    int fc1 = 256, fc2 = 8; ///< of the BtsBot head
    std::vector<int> depths, dims; ///< convnext; filled from the variant, given only for "custom"
    bool convMlp = true; ///< convnext: 1x1 convolutions (4-D weights) in the MLP; tiny has linear layers
    std::string prefix; ///< of every key in the weights file, "convnext." for BTSbot
};

/// A model: everything but its weights. What is in the card is what runs.
///
///     { "vetrina_card": 1,
///       "name": "braai_d6_m7", "version": "1", "title": "...",
///       "family": "braai", "variant": "vgg6",
///       "architecture": { "head": "btsbot", "fc1": 256, "fc2": 8, "prefix": "convnext.",
///                         "depths": [..], "dims": [..], "mlp": "conv" | "linear" },      optional
///       "input": {..}, "prepare": [..],                                                  see prepare::Pipeline
///       "metadata": ["sgscore1", ..],                        columns, in the network's order; optional
///       "classes": ["real"], "output": "sigmoid" | "softmax" | "real-then-type",
///       "threshold": 0.5,
///       "precision": "float32" | "tf32" | "bfloat16",
///       "saliency_layer": "conv4",
///       "calibration": { "method": "temperature", "temperature": 1.3 } | null,
///       "metrics": {..}, "provenance": {..},                 free; kept and shown
///       "licence": "MIT",
///       "weights": { "file": "braai_d6_m7.safetensors", "sha256": "64 hex digits or empty" } }
///
/// Unknown keys are refused everywhere but in `metrics` and `provenance`. Immutable; any thread.
class ModelCard {
public:
    /// `place` names the card in errors. Errors: Malformed with the key; Unsupported for a newer schema or a family,
    /// variant or precision this version does not know.
    [[nodiscard]] static Result<ModelCard> parse(std::string_view json, const std::string& place = "card");
    [[nodiscard]] static Result<ModelCard> read(const std::filesystem::path& file);

    /// The card as JSON with two spaces of indentation; parse() gives the same card.
    [[nodiscard]] std::string serialise() const;

    std::string name, version, title;
    Architecture architecture;
    prepare::Pipeline pipeline;
    std::vector<std::string> metadata;
    std::vector<std::string> classes;
    Output output = Output::Sigmoid;
    double threshold = 0.5; ///< of the first class, for a verdict of one bit
    Precision precision = Precision::Float32;
    std::string saliencyLayer;
    double temperature = 1; ///< calibration: the logits are divided by it; 1 where there is none
    std::string metrics, provenance; ///< JSON objects, as text
    std::string licence;
    std::string weightsFile; ///< a name beside the card, without a folder
    std::string weightsSha256; ///< empty: any weights that fit the architecture

    /// "braai_d6_m7:1".
    [[nodiscard]] std::string id() const { return name + ":" + version; }

    /// SHA-256 of everything that changes a score: architecture, input, steps, metadata, classes, output, precision,
    /// calibration and the weights' own sum. Two cards with the same fingerprint give the same scores.
    [[nodiscard]] std::string fingerprint() const;

    /// The same card for other weights.
    [[nodiscard]] ModelCard withWeights(std::string file, std::string sha256) const;

private:
    std::string m_input, m_steps; ///< as in the card, canonical JSON
};

/// A card and the weights it speaks of.
struct Model {
    ModelCard card;
    std::filesystem::path cardFile;
    std::filesystem::path weights; ///< empty where only the card is here
    bool ships = false; ///< with the program, not in the user's library
    bool promoted = false; ///< what `default` means

    [[nodiscard]] bool ready() const { return !weights.empty(); }
};

} // namespace vetrina::nets
