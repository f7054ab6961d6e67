#pragma once

#include "core/base/result.h"
#include "core/sky/coordinates.h"

#include <array>
#include <optional>
#include <string_view>

namespace vetrina::sky {

/// A place in an image: pixel centres are whole numbers, the first pixel is (0, 0), row 0 the FITS file's first.
struct PixelPosition {
    double column = 0;
    double row = 0;

    bool operator==(const PixelPosition&) const = default;
};

/// {column to east, row to east, column to north, row to north}: degrees on the tangent plane a pixel.
using PixelMatrix = std::array<double, 4>;

/// Where the pixels of an image lie on the sky: a gnomonic (TAN) projection with a linear matrix.
///
/// Immutable; any thread. Source: Calabretta & Greisen 2002 (FITS WCS paper II), sections 2 and 5.1.3.
class Wcs {
public:
    /// `reference` lies at `at`; the matrix says where a pixel leads to. Errors: Malformed where the matrix can't be
    /// inverted or something is not finite.
    [[nodiscard]] static Result<Wcs> tangent(PixelPosition reference, SkyPosition at, const PixelMatrix& matrix);

    /// Reads a FITS header: cards of 80 bytes one after the other, or one a line; other cards are passed over.
    ///
    /// Takes CD, or PC with CDELT, or CROTA2 with CDELT; LONPOLE; units of degrees. Rubin's cutouts leave
    /// CTYPE out though their matrix is one of the tangent plane, so axes without a type are taken as
    /// RA---TAN and DEC--TAN, where a strict reader would take plain linear axes.
    /// Errors: NotFound where there is no CRVAL; Unsupported for other projections, distortions, frames and
    /// units; Malformed for numbers that can't be read and matrices that can't be inverted.
    [[nodiscard]] static Result<Wcs> fromHeader(std::string_view header);

    [[nodiscard]] SkyPosition pixelToSky(PixelPosition pixel) const;
    /// Nothing for places a quarter of the sky or more from the reference: they have no image.
    [[nodiscard]] std::optional<PixelPosition> skyToPixel(SkyPosition position) const;

    /// The same sky for a part of the image that begins at `first`.
    [[nodiscard]] Wcs cutAt(PixelPosition first) const;

    /// The side of a square of a pixel's area, arcsec.
    [[nodiscard]] double pixelScaleArcsec() const;
    [[nodiscard]] const PixelMatrix& matrix() const { return m_matrix; }

private:
    Wcs(PixelPosition reference, SkyPosition at, const PixelMatrix& matrix);

    PixelPosition m_reference;
    SkyPosition m_at;
    PixelMatrix m_matrix, m_inverse;
};

} // namespace vetrina::sky
