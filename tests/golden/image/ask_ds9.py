#!/usr/bin/env python3
"""Limits as SAOImage DS9 gives them: asked by XPA, on a screen of its own (Xvfb).

    ask_ds9.py golden > ds9.csv         the synthetic planes
    ask_ds9.py render > ds9_render.csv  colours: plane, stretch, map, contrast, bias, invert, low, high, CRC-32 of
                                        the picture's RGB bytes, the file's row 0 first; missing pixels are white
    ask_ds9.py smooth > ds9_smooth.csv  smoothing: plane, function, radius, sigma, column, row, smoothed value; where no
                                        missing pixel and no edge is within reach: DS9 counts nothing beyond the edge
                                        and spreads NaN, which we do not. Not its top hat: 8.4.1 draws the circle with
                                        whole numbers, so that it is a square without its four corners
    ask_ds9.py real FOLDER N OUT        N cutouts of the ZTF packets below FOLDER, evenly over all: OUT holds
                                        plane, then 4 float64

The four: low and high of `zscale`, low and high of `zmax`. Needs ds9, xpaset and Xvfb; Pillow for `render`.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
import zlib

import numpy
from astropy.io import fits

import planes


STRETCHES = {name: name for name in ("linear", "log", "sqrt", "squared", "asinh", "sinh")}
STRETCHES |= {"power": "pow", "histeq": "histequ"}
MAPS = "grey red green blue a b bb he i8 aips0 sls hsv heat cool rainbow standard".split()


def displays():
    for plane, low, high in (("stars", 100, 400), ("difference", -60.5, 310.25), ("some missing", 240, 500),
                             ("saturated both ways", -1.1e38, 3e38), ("coarse steps", 0, 35)):
        for stretch in STRETCHES:
            yield plane, stretch, "grey", 1, 0.5, False, low, high
    for colors in MAPS:
        yield "stars", "linear", colors, 1, 0.5, False, 138.75, 263.125
        yield "stars", "asinh", colors, 1, 0.5, True, 138.75, 263.125
    for contrast, bias in ((2, 0.25), (0.5, 0.7), (10, 0.5), (0, 0.5), (1, 0.9), (3.7, 0.33)):
        for invert in (False, True):
            yield "stars", "sqrt", "heat", contrast, bias, invert, 100, 400


SMOOTHINGS = [(function, radius, radius / 2) for function in ("boxcar", "gaussian") for radius in (1, 2, 3, 7)]
SMOOTHINGS += [("gaussian", 3, 0.8), ("gaussian", 5, 4), ("gaussian", 20, 10), ("boxcar", 20, 10)]


class Ds9:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.title = "limits"
        readable, writable = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writable), "-screen", "0", "800x600x24"],
            pass_fds=[writable], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writable)
        with os.fdopen(readable) as pipe:
            display = pipe.readline().strip()
        self.environment = {
            **os.environ, "DISPLAY": ":" + display, "XPA_METHOD": "local", "XPA_TMPDIR": folder, "HOME": folder}
        self.viewer = subprocess.Popen(
            ["ds9", "-xpa", "local", "-title", self.title], env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(120):
            time.sleep(0.25)
            if self.run("xpaaccess", self.title).strip() == "yes":
                return
        raise SystemExit("DS9 did not answer within 30 s")

    def run(self, *command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)
        if "ERROR" in done.stdout + done.stderr:
            raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
        return done.stdout

    def set(self, *words):
        self.run("xpaset", "-p", self.title, *words)

    def limits(self, pixels):
        path = self.folder / "plane.fits"
        fits.PrimaryHDU(numpy.asarray(pixels, ">f4")).writeto(path, overwrite=True)
        self.set("fits", str(path))
        for mode in ("zscale", "zmax"):
            self.set("scale", "mode", mode)
            yield from (float(word) for word in self.run("xpaget", self.title, "scale", "limits").split())

    def load(self, pixels):
        self.set("scale", "linear")  # or DS9 equalizes at once, by the limits of the plane before, and keeps to that
        path = self.folder / "plane.fits"
        fits.PrimaryHDU(numpy.asarray(pixels, ">f4")).writeto(path, overwrite=True)
        self.set("fits", str(path))
        height, width = pixels.shape
        for words in (("zoom", "to", "1"), ("width", str(width)), ("height", str(height))):
            self.set(*words)

    def picture(self, stretch, colors, contrast, bias, invert, low, high):
        from PIL import Image

        self.set("scale", STRETCHES[stretch])
        self.set("scale", "limits", str(low), str(high))
        self.set("cmap", colors)
        self.set("cmap", "value", str(contrast), str(bias))
        self.set("cmap", "invert", "yes" if invert else "no")
        path = self.folder / "picture.png"
        self.set("export", "png", str(path))
        return numpy.array(Image.open(path))[::-1, :, :3]

    def smooth(self, function, radius, sigma, width, height):
        self.set("smooth", "no")
        for name, value in (("function", function), ("radius", radius), ("sigma", sigma)):
            self.set("smooth", name, str(value))
        self.set("smooth", "yes")
        pixels = numpy.full((height, width), numpy.nan)
        for line in self.run("xpaget", self.title, "data", "image", "1", "1", str(width), str(height), "no").split("\n"):
            if "=" in line:
                place, value = line.split("=")
                column, row = (int(word) for word in place.split(","))
                pixels[row - 1, column - 1] = float(value)
        return pixels

    def close(self):
        for process in (self.viewer, self.screen):
            process.terminate()
            process.wait()


def smoothed_places(plane, radius):
    if plane == "spike":  # an eighth of the kernel is all of it, and one pixel beyond
        reach = min(radius + 1, 31 - radius)
        for row in range(reach + 1):
            for column in range(row, reach + 1):
                yield 31 + column, 31 + row
    else:
        for place in range(20):
            yield radius + place * 7 % (63 - 2 * radius), radius + place * 11 % (63 - 2 * radius)


def main():
    with tempfile.TemporaryDirectory() as folder:
        ds9 = Ds9(folder)
        try:
            if sys.argv[1] == "golden":
                for name, pixels in planes.synthetic():
                    print(name, *(repr(v) for v in ds9.limits(pixels)), sep=",", flush=True)
                return
            if sys.argv[1] == "render":
                made = dict(planes.synthetic())
                shown = None
                for plane, *display in displays():
                    if plane != shown:
                        ds9.load(made[plane])
                    shown = plane
                    stretch, colors, contrast, bias, invert, low, high = display
                    checksum = zlib.crc32(ds9.picture(*display).tobytes())
                    print(plane, stretch, colors, contrast, bias, int(invert), low, high, checksum, sep=",", flush=True)
                return
            if sys.argv[1] == "smooth":
                made = dict(planes.synthetic())
                spike = numpy.zeros((63, 63), numpy.float32)
                spike[31, 31] = 1000
                for plane, pixels in (("spike", spike), ("stars", made["stars"])):
                    ds9.load(pixels)
                    for function, radius, sigma in SMOOTHINGS:
                        shown = ds9.smooth(function, radius, sigma, 63, 63)
                        for column, row in smoothed_places(plane, radius):
                            print(plane, function, radius, sigma, column, row, repr(float(shown[row, column])), sep=",")
                return
            stamps = list(planes.real(sys.argv[2]))
            chosen = stamps[:: max(1, len(stamps) // int(sys.argv[3]))][: int(sys.argv[3])]
            with open(sys.argv[4], "wb") as out:
                for _, pixels in chosen:
                    planes.write(out, pixels)
                    numpy.array(list(ds9.limits(pixels)), numpy.float64).tofile(out)
        finally:
            ds9.close()


main()
