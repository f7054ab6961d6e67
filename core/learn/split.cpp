#include "core/learn/split.h"

#include "core/base/hash.h"
#include "core/data/held_out.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vetrina::learn {

namespace {

/// A number of its own for each name and seed.
std::uint64_t drawn(const std::string& name, std::uint64_t seed)
{
    const auto text = name + "\nvalidation " + std::to_string(seed);
    return checksum(std::as_bytes(std::span(text)));
}

struct Object {
    std::vector<std::size_t> samples;
    std::map<std::size_t, std::size_t> labels; ///< how many samples have which
    bool learned = false, validated = false;

    [[nodiscard]] std::size_t label() const
    {
        return std::ranges::max_element(labels, {}, [](const auto& count) { return count.second; })->first;
    }
};

} // namespace

std::vector<Part> split(std::span<const Labelled> samples, const SplitOptions& options)
{
    std::map<std::string, Object> objects;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        auto& object = objects[samples[i].object];
        object.samples.push_back(i);
        ++object.labels[samples[i].label];
        object.learned = object.learned || samples[i].learned;
        object.validated = object.validated || samples[i].validated;
    }
    std::vector<Part> parts(samples.size(), Part::Train);
    const auto give = [&](const Object& object, Part part) {
        for (const std::size_t i : object.samples)
            parts[i] = part;
    };
    std::map<std::size_t, std::vector<std::pair<std::uint64_t, const Object*>>> strata;
    for (const auto& [name, object] : objects) {
        if (object.learned)
            continue;
        if (object.validated && options.validationShare > 0)
            give(object, Part::Validation);
        else if (object.validated)
            continue;
        else if (data::isHeldOut(name, options.testShare, options.seed))
            give(object, Part::Test);
        else
            strata[object.label()].emplace_back(drawn(name, options.seed), &object);
    }
    const double share = options.validationShare / std::max(1e-9, 1 - options.testShare);
    for (auto& [label, stratum] : strata) {
        std::ranges::sort(stratum, {}, &std::pair<std::uint64_t, const Object*>::first);
        // One at least trains.
        const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(stratum.size())));
        for (std::size_t i = 0; i < std::min(wanted, stratum.size() - 1); ++i)
            give(*stratum[i].second, Part::Validation);
    }
    for (auto& [name, object] : objects) {
        auto& own = object.samples;
        if (own.size() <= options.mostPerObject || parts[own.front()] != Part::Train)
            continue;
        std::ranges::sort(own, {}, [&](std::size_t i) { return drawn(name + '\n' + std::to_string(i), options.seed); });
        for (std::size_t i = options.mostPerObject; i < own.size(); ++i)
            parts[own[i]] = Part::Unused;
    }
    return parts;
}

Result<void> checkLeaks(std::span<const Labelled> samples, std::span<const Part> parts)
{
    std::map<std::string, Part> known;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Part part = parts[i] == Part::Unused ? Part::Train : parts[i];
        const auto [place, fresh] = known.emplace(samples[i].object, part);
        if (!fresh && place->second != part)
            return fail(Error::Code::Internal, "object " + samples[i].object + " is in two parts of the split",
                "Please report this.");
        if ((samples[i].learned && part != Part::Train) || (samples[i].validated && part == Part::Test))
            return fail(Error::Code::Internal,
                "object " + samples[i].object + " would be tested by a model that learned from it",
                "Please report this.");
    }
    return {};
}

} // namespace vetrina::learn
