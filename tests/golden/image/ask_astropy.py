#!/usr/bin/env python3
"""Limits as astropy gives them.

    ask_astropy.py real FOLDER OUT      every cutout of the ZTF packets below FOLDER: plane, then 20 float64
    ask_astropy.py golden > astropy.csv the synthetic planes: name, checksum, 20 numbers

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


def main():
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    if sys.argv[1] == "real":
        with open(sys.argv[3], "wb") as out:
            for _, pixels in planes.real(sys.argv[2]):
                planes.write(out, pixels)
                numpy.array(list(limits(pixels)), numpy.float64).tofile(out)
        return
    for name, pixels in planes.synthetic():
        numbers = ",".join(float(v).hex() for v in limits(pixels))
        print(f"{name},{zlib.crc32(numpy.nan_to_num(pixels, nan=-1.0).tobytes())},{numbers}")


main()
