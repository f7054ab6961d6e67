#include "core/anomaly/scorer.h"

#include "core/anomaly/forest.h"
#include "core/anomaly/knn.h"

#include <array>

namespace vetrina::anomaly {

namespace {

constexpr std::array<std::string_view, 2> allKinds{ "forest", "knn" };

template <typename T> Result<std::unique_ptr<const Scorer>> kept(Result<T>&& made)
{
    if (!made)
        return tl::unexpected(std::move(made.error()));
    return std::make_unique<const T>(std::move(*made));
}

tl::unexpected<Error> unknown(std::string_view kind)
{
    std::string all;
    for (const auto& one : allKinds)
        all += (all.empty() ? "" : ", ") + std::string(one);
    return fail(
        Error::Code::NotFound, "there is no anomaly scorer '" + std::string(kind) + "'", "Choose of: " + all + ".");
}

} // namespace

std::span<const std::string_view> kinds() { return allKinds; }

Result<std::unique_ptr<const Scorer>> fit(const Options& options, const Rows& rows, const Run& run)
{
    if (options.kind == "forest")
        return kept(Forest::fit(options, rows, run));
    if (options.kind == "knn")
        return kept(Knn::fit(options, rows, run));
    return unknown(options.kind);
}

Result<std::unique_ptr<const Scorer>> load(std::string_view kind, std::span<const std::byte> bytes)
{
    if (kind == "forest")
        return kept(Forest::load(bytes));
    if (kind == "knn")
        return kept(Knn::load(bytes));
    return unknown(kind);
}

} // namespace vetrina::anomaly
