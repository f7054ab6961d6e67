#pragma once

#include "core/simulate/stamps.h"

namespace vetrina::simulate {

/// What falls into the telescope and is no source: ghosts, streaks. Added to the light of the science image.
void addStrayLight(Grid& light, const Scene& scene, const Exposure& exposure, const Psf& psf, double x, double y,
    double strength, Random& random);

/// What the detector makes by itself: cosmic rays, hot columns, pits, noise. Added to the finished science image.
void addDetectorFaults(Grid& science, const Scene& scene, const Exposure& exposure, const Psf& psf, double x, double y,
    double strength, Random& random);

/// Wings, spikes, bleeding and lost pixels of a star that saturates at this place.
/// `wings` is how much of its wings this image has; pixels are lost where `missing` is given.
void addSaturation(Grid& light, std::vector<char>* missing, double x, double y, double flux, const Psf& psf,
    double wings, Random& random);

/// Where data is missing for other reasons: the border of the mosaic, strips, blocks. Never within 3 pixels of the
/// alert.
void addMissingData(std::vector<char>& missing, const Scene& scene, double x, double y, Random& random);

} // namespace vetrina::simulate
