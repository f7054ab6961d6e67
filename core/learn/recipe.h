#pragma once

#include "core/base/result.h"
#include "core/data/held_out.h"
#include "core/learn/augment.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vetrina::learn {

/// How a model is trained: everything but the data and the weights it starts from. What is not given is as here.
///
///     { "vetrina_recipe": 1, "name": "night_types", "title": "...",
///       "from": "default",                                  a model of the library; empty or absent: from scratch
///       "model": { "family": "convnext", "variant": "pico", "architecture": {..}, "input": {..}, "prepare": [..],
///                  "classes": [..], "output": "softmax", "saliency_layer": ".." },
///                                                           as in a card; of a model that it starts from, what differs
///       "labels": { "column": "label", "where": "", "classes": { "real": "drb > 0.5", "bogus": "drb <= 0.5" } },
///       "split": { "test": 0.15, "validation": 0.15, "seed": 1, "most_per_object": 100 },
///       "augment": { "flip": true, "rotate": true, "shift": 2, "noise": 0 },
///       "optimiser": { "rate": 1e-4, "decay": 0.05, "floor": 0.01, "warm_up": 2, "beta2": 0.999, "clip": 1,
///                      "average": 0, "rate_by_depth": 1, "frozen": 0 },
///       "epochs": 25, "batch": 64, "patience": 5, "class_weights": "balanced" | "none",
///       "precision": "float32" | "mixed", "weights": "float32" | "float16", "calibrate": true, "seed": 1 }
///
/// Unknown keys are refused. Value type.
struct Recipe {
    std::string name = "fine_tuned"; ///< of the model that comes of it
    std::string title;
    std::string from;
    std::string model = "{}"; ///< JSON

    /// Which column names a candidate's class, and which candidates count; or a filter for each class; where two of
    /// them hold, none does.
    std::string labelColumn = "label", where;
    std::vector<std::pair<std::string, std::string>> classFilters;

    double testShare = data::usualTestShare, validationShare = 0.15; ///< of the objects
    std::uint64_t splitSeed = data::usualTestSeed;
    std::size_t mostPerObject = 100; ///< alerts of an object that train

    Augmentation augmentation{ .shiftPx = 2 };

    double rate = 1e-4, decay = 0.05, floor = 0.01, beta2 = 0.999, clip = 1;
    double warmUpEpochs = 2;
    double average = 0; ///< of a moving average of the weights, which is then what is kept
    double rateByDepth = 1; ///< the head learns at the rate, each part before it at so much of the next one's
    int frozen = 0; ///< so many parts, from the image on, do not learn

    int epochs = 25, patience = 5; ///< ends after so many epochs without a smaller validation loss; 0: never early
    std::size_t batch = 64;
    bool balanced = true;
    bool mixedPrecision = false;
    bool halfWeights = false; ///< the model's file has float16; it is measured as it is stored
    bool calibrate = true;
    std::uint64_t seed = 1; ///< of first weights, order and augmentation

    /// Errors: Malformed with the place ("recipe: optimiser.rate"); Unsupported for a newer schema.
    [[nodiscard]] static Result<Recipe> parse(std::string_view json, const std::string& place = "recipe");
    [[nodiscard]] static Result<Recipe> read(const std::filesystem::path& file);

    /// With two spaces of indentation; parse() gives the same recipe.
    [[nodiscard]] std::string serialise() const;

    bool operator==(const Recipe&) const = default;
};

} // namespace vetrina::learn
