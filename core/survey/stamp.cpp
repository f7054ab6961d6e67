#include "core/formats/fits.h"
#include "core/formats/gzip.h"
#include "core/survey/packet.h"

namespace vetrina::survey {

namespace {

/// A cutout is small: what claims more is no cutout.
constexpr formats::InflateLimits inflateLimits{ std::uint64_t(64) << 20, 200, std::uint64_t(1) << 20 };
constexpr formats::FitsLimits fitsLimits{ std::uint64_t(1) << 22, 16, 2000 };

/// The FITS file in a cutout's bytes; `room` holds it where it was gzipped.
Result<std::span<const std::byte>> fitsOf(std::span<const std::byte> file, Bytes& room)
{
    if (file.empty())
        return fail(Error::Code::NotFound, "the packet has no such cutout");
    if (!formats::isGzip(file))
        return file;
    auto unpacked = formats::gunzip(file, inflateLimits);
    if (!unpacked)
        return tl::unexpected(std::move(unpacked.error()));
    room = std::move(*unpacked);
    return std::span<const std::byte>(room);
}

} // namespace

data::Stamp stampOf(std::span<const std::byte> file)
{
    Bytes room;
    data::Stamp stamp;
    const auto fits = fitsOf(file, room);
    auto plane = fits ? formats::readFitsPlane(*fits, fitsLimits) : tl::unexpected(fits.error());
    if (plane)
        stamp.plane = std::move(*plane);
    else
        stamp.problem = std::move(plane.error().message);
    return stamp;
}

Result<std::string> PacketDecoder::stampHeader(std::span<const std::byte> record, data::Panel panel) const
{
    const auto packet = decode(record);
    if (!packet)
        return tl::unexpected(packet.error());
    Bytes room;
    const auto fits = fitsOf(packet->cutouts[static_cast<std::size_t>(panel)].of(record), room);
    if (!fits)
        return tl::unexpected(fits.error());
    return formats::readFitsHeader(*fits, fitsLimits).map([](const auto& header) { return header.cards(); });
}

} // namespace vetrina::survey
