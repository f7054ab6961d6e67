#include "core/explain/saliency.h"

#include <charconv>
#include <cmath>

namespace vetrina::explain {

std::string_view name(Method method)
{
    constexpr std::array<std::string_view, 3> names{ "gradcam", "integrated-gradients", "occlusion" };
    return names[static_cast<std::size_t>(method)];
}

Result<Method> parseMethod(std::string_view word)
{
    std::string known;
    for (const auto method : methods) {
        if (name(method) == word)
            return method;
        known += (known.empty() ? "" : ", ") + std::string(name(method));
    }
    return fail(Error::Code::WrongUse, "'" + std::string(word) + "' is no method of saliency", "Use " + known + ".");
}

std::string Baseline::text() const
{
    if (kind == Kind::Median)
        return "median";
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return { digits.data(), end };
}

Result<Baseline> Baseline::parse(std::string_view word)
{
    if (word == "median")
        return Baseline{ Kind::Median, 0 };
    Baseline made;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), made.value);
    if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(made.value))
        return fail(Error::Code::WrongUse, "'" + std::string(word) + "' is no baseline", "Use a number, or median.");
    return made;
}

std::string Saliency::title() const
{
    switch (method) {
    case Method::GradCam:
        return "Grad-CAM of " + layer;
    case Method::IntegratedGradients:
        return "Integrated gradients, " + std::to_string(steps) + " steps from " + baseline;
    case Method::Occlusion:
        return "Occlusion by " + std::to_string(window) + " x " + std::to_string(window) + " of " + baseline;
    }
    return {};
}

} // namespace vetrina::explain
