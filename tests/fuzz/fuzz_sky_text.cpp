// What comes from outside as text about the sky: FITS headers, pasted positions, dates.
#include "core/image/limits.h"
#include "core/sky/coordinates.h"
#include "core/sky/time.h"
#include "core/sky/wcs.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace vetrina;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    switch (data[0] % 4) {
    case 0:
        if (const auto wcs = sky::Wcs::fromHeader(text)) {
            const auto sky = wcs->pixelToSky({ 31, 31 });
            (void)wcs->skyToPixel(sky);
        }
        break;
    case 1:
        if (const auto position = sky::parsePosition(text)) {
            // What was read lies on the sky and can be written and read again.
            if (!(position->raDeg >= 0 && position->raDeg < 360 && std::abs(position->decDeg) <= 90)
                || !sky::parsePosition(sky::decimal(*position)) || !sky::parsePosition(sky::sexagesimal(*position)))
                std::abort();
        }
        break;
    case 2:
        if (const auto jd = sky::jdOfIso(text); jd && sky::isoUtc(*jd).empty())
            std::abort();
        break;
    default:
        if (const auto limits = image::parseLimits(text);
            limits && limits->rule == image::LimitsRule::User && !(limits->user.low < limits->user.high))
            std::abort();
    }
    return 0;
}
