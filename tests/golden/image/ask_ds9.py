#!/usr/bin/env python3
"""Limits as SAOImage DS9 gives them: asked by XPA, on a screen of its own (Xvfb).

    ask_ds9.py golden > ds9.csv         the synthetic planes
    ask_ds9.py real FOLDER N OUT        N cutouts of the ZTF packets below FOLDER, evenly over all: OUT holds
                                        plane, then 4 float64

The four: low and high of `zscale`, low and high of `zmax`. Needs ds9, xpaset and Xvfb.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
from astropy.io import fits

import planes


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

    def close(self):
        for process in (self.viewer, self.screen):
            process.terminate()
            process.wait()


def main():
    with tempfile.TemporaryDirectory() as folder:
        ds9 = Ds9(folder)
        try:
            if sys.argv[1] == "golden":
                for name, pixels in planes.synthetic():
                    print(name, *(repr(v) for v in ds9.limits(pixels)), sep=",", flush=True)
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
