"""Planes of pixels as the tests exchange them: int32 width, int32 height, float32 pixels, row 0 first.

`synthetic()` makes the planes behind the goldens from whole numbers alone, so that tests/core/image/planes.h makes
the same ones to the bit. `real(folder)` reads every cutout of the ZTF packets below a folder.
"""

import gzip
import io
import pathlib
import tarfile

import numpy

MASK = (1 << 64) - 1


class Numbers:
    """The 64-bit linear congruential generator of Knuth's MMIX; its upper 16 bits."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return self.state >> 48


def plane(seed, width, height, level, noise, sources, missing, saturated, step):
    """Noise of four uniform numbers about `level`, in 1/64; stars; one pixel in `missing` NaN; saturated pixels."""
    numbers = Numbers(seed)
    values = [
        level * 64 + (sum(numbers.next() for _ in range(4)) - 2 * 65535) * noise // 512 for _ in range(width * height)
    ]
    for _ in range(sources):
        column, row, peak = numbers.next() % width, numbers.next() % height, numbers.next() * 4 - 60000
        for y in range(height):
            for x in range(width):
                distance = (x - column) ** 2 + (y - row) ** 2
                values[y * width + x] += peak // (1 + distance * distance)
    pixels = numpy.array([value // step * step for value in values], numpy.float32) / numpy.float32(64)
    if missing:
        for i in range(width * height):
            if numbers.next() % missing == 0:
                pixels[i] = numpy.nan
    for i in range(saturated):
        pixels[numbers.next() % (width * height)] = numpy.finfo(numpy.float32).max * (-1 if i % 2 else 1)
    return pixels.reshape(height, width)


# name, seed, width, height, level, noise, sources, missing, saturated, step
SYNTHETIC = [
    ("sky", 1, 63, 63, 200, 8, 0, 0, 0, 1),
    ("stars", 2, 63, 63, 200, 8, 12, 0, 0, 1),
    ("difference", 3, 63, 63, 0, 20, 2, 0, 0, 1),
    ("cut at the right", 4, 47, 63, 90, 5, 3, 0, 0, 1),
    ("cut at the top", 5, 63, 41, 90, 5, 3, 0, 0, 1),
    ("a corner", 6, 33, 35, -40, 5, 1, 0, 0, 1),
    ("some missing", 7, 63, 63, 300, 9, 4, 50, 0, 1),
    ("half missing", 8, 63, 63, 300, 9, 4, 2, 0, 1),
    ("nearly all missing", 9, 63, 63, 300, 9, 0, 1, 0, 1),
    ("saturated high", 10, 63, 63, 300, 9, 3, 0, 1, 1),
    ("saturated both ways", 11, 63, 63, 300, 9, 3, 0, 40, 1),
    ("much saturated", 12, 63, 63, 300, 9, 3, 0, 600, 1),
    ("coarse steps", 13, 63, 63, 10, 4, 2, 0, 0, 64),
    ("few values", 14, 63, 63, 10, 6, 0, 0, 0, 256),
    ("large", 15, 301, 200, 500, 12, 9, 0, 0, 1),
    ("wide", 16, 700, 40, 500, 12, 9, 0, 0, 1),
    ("Rubin's smallest", 17, 30, 30, 1000, 60, 2, 0, 0, 1),
    ("tiny", 18, 4, 3, 10, 5, 0, 0, 0, 1),
    ("a line", 19, 63, 1, 10, 5, 0, 0, 0, 1),
]


def synthetic():
    for name, *arguments in SYNTHETIC:
        yield name, plane(*arguments)


def cutouts(stream):
    import fastavro
    from astropy.io import fits

    for record in fastavro.reader(stream):
        for which in ("cutoutScience", "cutoutTemplate", "cutoutDifference"):
            stamp = record.get(which)
            if stamp:
                with fits.open(io.BytesIO(gzip.decompress(stamp["stampData"]))) as hdus:
                    yield f"{record['candid']} {which}", hdus[0].data


def real(folder):
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix == ".avro":
            with path.open("rb") as stream:
                yield from cutouts(stream)
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.name.endswith(".avro"):
                        yield from cutouts(archive.extractfile(member))


def write(stream, pixels):
    numpy.array(pixels.shape[::-1], numpy.int32).tofile(stream)
    numpy.ascontiguousarray(pixels, numpy.float32).tofile(stream)


def read(path):
    data = path.read_bytes()
    at = 0
    while at < len(data):
        width, height = numpy.frombuffer(data, numpy.int32, 2, at)
        yield numpy.frombuffer(data, numpy.float32, width * height, at + 8).reshape(height, width)
        at += 8 + 4 * width * height
