#!/usr/bin/env python3
"""Makes FITS files of every kind with astropy in the folder given: what tst_fits.cpp reads beside astropy."""
import sys
from pathlib import Path

import numpy as np
from astropy.io import fits

folder = Path(sys.argv[1])
rng = np.random.default_rng(7)

for bitpix, dtype in [("8", "u1"), ("16", "i2"), ("32", "i4"), ("64", "i8"), ("-32", "f4"), ("-64", "f8")]:
    if dtype[0] == "f":
        data = rng.normal(size=(5, 7)).astype(dtype)
        data[1, 2] = np.nan
        data[2, 3] = np.inf
        data[3, 3] = 1e-42  # denormal in float32
        if dtype == "f4":
            data[0, 0] = np.finfo("f4").max
    else:
        data = rng.integers(0, 100, size=(5, 7)).astype(dtype)
    fits.PrimaryHDU(data).writeto(folder / f"bitpix{bitpix}.fits")

# Unsigned 16 bits by BZERO, scaled integers with BLANK.
fits.PrimaryHDU(rng.integers(0, 65535, size=(4, 6)).astype("u2")).writeto(folder / "unsigned16.fits")
scaled = fits.PrimaryHDU(rng.integers(-100, 100, size=(4, 6)).astype("i2"))
scaled.header["BLANK"] = int(scaled.data[1, 1])
scaled.header["BSCALE"] = 0.5
scaled.header["BZERO"] = 10.0
scaled.writeto(folder / "scaled.fits")

# An empty primary, a table, then the image; further axes of length 1.
table = fits.BinTableHDU.from_columns([fits.Column("a", "E", array=np.arange(3.0))])
image = fits.ImageHDU(rng.normal(size=(1, 1, 3, 4)).astype("f4"), name="SCI")
image.header["CTYPE1"] = "RA---TAN"
image.header["CRVAL1"] = 187.5
image.header["NOTE"] = "it''s / a slash"
fits.HDUList([fits.PrimaryHDU(), table, image]).writeto(folder / "third.fits")
