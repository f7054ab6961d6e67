// FITS from memory: headers by our reader, pixels by CFITSIO.
#include "core/formats/fits.h"
#include "tests/fuzz/input.h"

using namespace vetrina::formats;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = input(data, size);
    (void)readFitsPlane(bytes, { .pixels = 1 << 20 });
    if (const auto hdus = readFitsHdus(bytes)) {
        for (const FitsHdu& hdu : *hdus) {
            for (std::size_t i = 0; i < hdu.header.size() && i < 50; ++i) {
                const std::string keyword(hdu.header.card(i).keyword);
                (void)hdu.header.number(keyword);
                (void)hdu.header.integer(keyword);
                (void)hdu.header.logical(keyword);
                (void)hdu.header.text(keyword);
            }
        }
    }
    return 0;
}
