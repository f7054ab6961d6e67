#pragma once

#include "core/base/result.h"
#include "core/data/held_out.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vetrina::learn {

/// What a sample is for.
enum class Part : std::uint8_t {
    Train,
    Validation, ///< says when to stop, and how to calibrate
    Test, ///< nothing learns from it
    Unused ///< of an object that has more than enough in training
};

struct SplitOptions {
    double testShare = data::usualTestShare, validationShare = 0.15; ///< of the objects
    std::uint64_t seed = data::usualTestSeed;
    std::size_t mostPerObject = 100; ///< samples of an object that train
};

/// A sample, as far as splitting concerns it.
struct Labelled {
    std::string object; ///< never empty: an alert without an object stands for itself
    std::size_t label = 0;
    bool learned = false; ///< the model that training starts from has learned from this object: it can't test it
    bool validated = false; ///< it was in that model's validation: no test either, but it still validates
};

/// Which part each sample goes to: an object as a whole to one.
///
/// The test objects are those of data::isHeldOut(), the same whatever else is labelled, today and tomorrow: a model
/// that was trained on an earlier day's labels has not seen them. The others are stratified: of the objects of each
/// label (that of most of their samples) the same share is for validation, drawn by seed. An object that was learned
/// from trains, one that validated does so again. Of an object with more than `mostPerObject` samples that many train,
/// drawn by seed. Pure.
[[nodiscard]] std::vector<Part> split(std::span<const Labelled> samples, const SplitOptions& options);

/// That no object is in two parts, and nothing that was learned from is tested on. Errors: Internal, with the object.
[[nodiscard]] Result<void> checkLeaks(std::span<const Labelled> samples, std::span<const Part> parts);

} // namespace vetrina::learn
