#!/usr/bin/env python3
"""Limits as astropy gives them.

    ask_astropy.py real FOLDER OUT      every cutout of the ZTF packets below FOLDER: plane, then 20 float64
    ask_astropy.py golden > astropy.csv the synthetic planes: name, checksum, 20 numbers
    ask_astropy.py smooth > astropy_smooth.csv  smoothing without what is missing or beyond the edge: plane, kernel,
                                        radius, sigma, column, row, value

The twenty: low and high of MinMaxInterval, PercentileInterval of 99.5 .. 90, ZScaleInterval. Where astropy raises,
as it does on nothing but NaN, 0 and 1.
"""

import sys
import warnings
import zlib

import numpy
from astropy.visualization import MinMaxInterval, PercentileInterval, ZScaleInterval

import planes

INTERVALS = [MinMaxInterval(), *(PercentileInterval(p) for p in (99.5, 99, 98, 97, 96, 95, 92.5, 90)), ZScaleInterval()]


def limits(pixels):
    for interval in INTERVALS:
        try:
            low, high = interval.get_limits(pixels)
        except (ValueError, IndexError):
            low, high = 0, 1
        yield from (float(low), float(high))


def smoothed():
    from astropy.convolution import CustomKernel, Tophat2DKernel, convolve

    made = dict(planes.synthetic())
    for plane in ("stars", "cut at the top", "some missing", "half missing", "a corner", "tiny"):
        pixels = made[plane]
        height, width = pixels.shape
        for kernel in ("boxcar", "tophat", "gaussian"):
            for radius, sigma in ((1, 0.5), (3, 1.5), (5, 4), (20, 10)):
                y, x = numpy.mgrid[-radius : radius + 1, -radius : radius + 1]
                weights = {
                    "boxcar": numpy.ones(x.shape),
                    "tophat": Tophat2DKernel(radius).array,
                    "gaussian": numpy.exp(-(x**2 + y**2) / (2 * sigma**2)) * (x**2 + y**2 <= radius**2),
                }[kernel]
                shown = convolve(pixels.astype(float), CustomKernel(weights), boundary="fill", fill_value=numpy.nan,
                                 nan_treatment="interpolate", preserve_nan=True)
                for place in range(24):
                    column, row = place * 17 % width, place * 23 % height
                    yield plane, kernel, radius, sigma, column, row, repr(float(shown[row, column]))


def main():
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    if sys.argv[1] == "real":
        with open(sys.argv[3], "wb") as out:
            for _, pixels in planes.real(sys.argv[2]):
                planes.write(out, pixels)
                numpy.array(list(limits(pixels)), numpy.float64).tofile(out)
        return
    if sys.argv[1] == "smooth":
        for line in smoothed():
            print(*line, sep=",")
        return
    for name, pixels in planes.synthetic():
        numbers = ",".join(float(v).hex() for v in limits(pixels))
        print(f"{name},{zlib.crc32(numpy.nan_to_num(pixels, nan=-1.0).tobytes())},{numbers}")


main()
