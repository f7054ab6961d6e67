#pragma once

#include "core/explain/explain.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

/// An engine on a backend, and what one asks it with.
struct Rig {
    explicit Rig(vetrina::infer::Engine::BackendFactory backend)
        : engine({ std::move(backend) }, pool, lease)
    {
    }

    vetrina::Executor pool{ "prepare", 1, 16, vetrina::Executor::WhenFull::Wait };
    vetrina::nets::DeviceLease lease;
    vetrina::infer::Engine engine;
};

/// A card; `patch` changes it. By default without preparation and of one class, "real".
inline vetrina::Result<vetrina::nets::ModelCard> cardOf(
    const char* family, const char* variant, int side, const nlohmann::json& patch = nlohmann::json::object())
{
    nlohmann::json json{ { "vetrina_card", 1 }, { "name", "golden" }, { "version", "1" }, { "family", family },
        { "variant", variant },
        { "input",
            { { "kind", "triplet" }, { "channels", { "science", "template", "difference" } }, { "height", side },
                { "width", side } } },
        { "prepare", nlohmann::json::array() }, { "classes", { "real" } }, { "output", "sigmoid" },
        { "licence", "MIT" }, { "weights", { { "file", "w.safetensors" } } } };
    json.merge_patch(patch);
    return vetrina::nets::ModelCard::parse(json.dump());
}

/// Stamps of width x height that hold these pixels, one after the other.
inline vetrina::data::Triplet tripletOf(int width, int height, const std::vector<float>& pixels)
{
    vetrina::data::Triplet triplet;
    const auto size = static_cast<std::ptrdiff_t>(width) * height;
    for (std::ptrdiff_t i = 0; i < 3; ++i)
        triplet.stamps[static_cast<std::size_t>(i)].plane = { width, height,
            std::vector<float>(pixels.begin() + i * size, pixels.begin() + (i + 1) * size) };
    return triplet;
}
