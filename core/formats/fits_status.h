#pragma once

#include <fitsio.h>

#include <array>
#include <memory>
#include <string>

// What reading and writing by CFITSIO share. Private to core/formats.
namespace vetrina::formats {

/// CFITSIO's words for a status, and its stack of messages left empty.
inline std::string fitsWords(int status)
{
    std::array<char, FLEN_STATUS> text{};
    fits_get_errstatus(status, text.data());
    fits_clear_errmsg();
    return std::string("CFITSIO: ") + text.data();
}

struct CloseFits {
    void operator()(fitsfile* file) const
    {
        int status = 0;
        fits_close_file(file, &status);
        fits_clear_errmsg();
    }
};
using OwnFits = std::unique_ptr<fitsfile, CloseFits>;

} // namespace vetrina::formats
