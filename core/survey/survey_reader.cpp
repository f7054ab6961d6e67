#include "core/survey/survey_reader.h"

#include <algorithm>

namespace vetrina::survey {

HistoryProbe::HistoryProbe(const formats::AvroSchema& schema, const char* array, const std::vector<std::string>& paths)
{
    const auto* type = schema.find(array);
    if (type && type->kind == formats::AvroType::Kind::Array)
        m_probe.emplace(*type->branches[0], paths);
}

Result<void> HistoryProbe::run(
    const formats::AvroSlot& array, const std::function<void(std::span<const formats::AvroSlot>)>& each) const
{
    if (!m_probe || array.isNull())
        return {};
    return m_probe->runItems(array, each);
}

void setFlux(sky::Epoch& epoch, double fluxNjy, double errorNjy, bool always)
{
    epoch.fluxNjy = static_cast<float>(fluxNjy);
    epoch.fluxErrorNjy = static_cast<float>(errorNjy);
    if (std::isfinite(fluxNjy))
        epoch.positive = fluxNjy >= 0;
    const double size = std::abs(fluxNjy);
    if (!(size > 0) || !std::isfinite(size) || !(always || size >= 3 * errorNjy))
        return;
    epoch.magnitude = static_cast<float>(abZeroPoint - 2.5 * std::log10(size));
    epoch.magnitudeError = static_cast<float>(2.5 / std::log(10.0) * errorNjy / size);
}

sky::LightCurve inOrder(std::vector<sky::Epoch> epochs)
{
    std::erase_if(epochs, [](const sky::Epoch& epoch) { return !std::isfinite(epoch.jd); });
    std::ranges::stable_sort(epochs, {}, &sky::Epoch::jd);
    return { std::move(epochs), false };
}

} // namespace vetrina::survey
