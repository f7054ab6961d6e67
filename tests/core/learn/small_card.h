#pragma once

#include "core/nets/card.h"

#include <string>

/// The card of tests/golden/nets/convnext_small.safetensors, with other classes.
inline vetrina::nets::ModelCard smallCard(const std::string& output, int side = 63)
{
    const auto size = std::to_string(side);
    const std::string classes = output == "sigmoid" ? R"(["real"])"
        : output == "softmax"                       ? R"(["bogus", "supernova", "agn"])"
                                                    : R"(["real", "supernova", "agn"])";
    const auto card =
        vetrina::nets::ModelCard::parse(R"({"vetrina_card": 1, "name": "small", "version": "1", "title": "",
        "family": "convnext", "variant": "custom",
        "architecture": {"depths": [1, 1, 1, 1], "dims": [8, 16, 24, 32], "mlp": "conv"},
        "input": {"kind": "triplet", "channels": ["science", "template", "difference"], "height": )"
            + size + R"(, "width": )" + size + R"(}, "prepare": [{"step": "nan", "value": 0}],
        "classes": )"
            + classes + R"(, "output": ")" + output + R"(", "licence": "MIT",
        "weights": {"file": "small.safetensors"}})");
    return *card;
}
