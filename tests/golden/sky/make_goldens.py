#!/usr/bin/env python3
"""Writes time.csv, tai.csv, galactic.csv, separation.csv and wcs.csv beside itself: truth from astropy.

    make_goldens.py
"""

import csv
import pathlib
import random

import numpy
from astropy import units
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.time import Time
from astropy.wcs import WCS

HERE = pathlib.Path(__file__).parent
rng = random.Random(20260224)


def write(name, rows):
    with (HERE / name).open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def times():
    jds = [2415020.5, 2440587.5, 2451545.0, 2460000.5, 2460311.4999999995, 2458119.5 - 0.4e-8, 2086302.5, 5373484.4]
    jds += [2458000 + 6000 * rng.random() for _ in range(60)]
    for jd in jds:
        yield jd.hex(), Time(jd, format="jd", scale="utc").isot + "Z"


def tai():
    for mjd in [41317.5, 45000.25, 57752.9, 57754.1, 57204.2] + [57800 + 5000 * rng.random() for _ in range(30)]:
        yield mjd.hex(), float(Time(mjd, format="mjd", scale="tai").utc.jd).hex()


def places(count):
    fixed = [(0, 0), (0, 90), (123, -90), (359.999999, 12), (192.859508, 27.128336), (266.405, -28.936), (180, 1e-9)]
    yield from fixed
    for _ in range(count):
        yield rng.uniform(0, 360), numpy.degrees(numpy.arcsin(rng.uniform(-1, 1)))


def galactic():
    for ra, dec in places(60):
        there = SkyCoord(ra, dec, unit="deg", frame="icrs")
        hms = there.to_string("hmsdms", sep=":", precision=3, pad=True)
        yield float(ra).hex(), float(dec).hex(), float(there.galactic.l.deg).hex(), float(there.galactic.b.deg).hex(), hms


def separations():
    for ra, dec in places(40):
        a = SkyCoord(ra, dec, unit="deg")
        for step in (1e-7, 1e-3, 1, 40, 179.9999):
            b = a.directional_offset_by(rng.uniform(0, 360) * units.deg, step * units.deg)
            yield (float(ra).hex(), float(dec).hex(), float(b.ra.deg).hex(), float(b.dec.deg).hex(),
                   float(a.separation(b).deg).hex(), float(a.position_angle(b).deg).hex())


def frames():
    scale = 0.2 / 3600
    angle = numpy.radians(41.6)
    turn = [[-numpy.cos(angle) * scale, numpy.sin(angle) * scale], [numpy.sin(angle) * scale, numpy.cos(angle) * scale]]
    base = {"CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN", "CRPIX1": 15.8036, "CRPIX2": 15.3509}
    pc = {f"PC{i + 1}_{j + 1}": float(turn[i][j]) for i in range(2) for j in range(2)}
    cd = {f"CD{i + 1}_{j + 1}": float(turn[i][j]) for i in range(2) for j in range(2)}
    yield "PC", {**base, **pc, "CDELT1": 1.0, "CDELT2": 1.0, "CRVAL1": 63.3496, "CRVAL2": -47.1808}
    yield "PC, CDELT", {**base, "PC1_1": 0.8, "PC1_2": -0.6, "PC2_1": 0.6, "PC2_2": 0.8, "CDELT1": -2e-4,
                        "CDELT2": 3e-4, "CRVAL1": 0.001, "CRVAL2": 5.0}
    yield "CD", {**base, **cd, "CRVAL1": 359.9999, "CRVAL2": 20.0}
    yield "CD at the pole", {**base, **cd, "CRVAL1": 100.0, "CRVAL2": 89.9995}
    yield "CDELT alone", {**base, "CDELT1": -2.8e-4, "CDELT2": 2.8e-4, "CRVAL1": 10.0, "CRVAL2": -30.0}
    yield "CROTA2", {**base, "CDELT1": -2.8e-4, "CDELT2": 2.8e-4, "CROTA2": 30.0, "CRVAL1": 10.0, "CRVAL2": -30.0}
    yield "LONPOLE", {**base, **cd, "LONPOLE": 120.0, "CRVAL1": 200.0, "CRVAL2": -60.0}
    yield "wide", {**base, "CD1_1": -0.5, "CD1_2": 0.0, "CD2_1": 0.0, "CD2_2": 0.5, "CRVAL1": 200.0, "CRVAL2": -60.0}


def wcs():
    for name, cards in frames():
        header = fits.Header()
        for key, value in cards.items():
            header[key] = value
        frame = WCS(header)
        text = header.tostring(sep="\n", endcard=True, padding=False)
        for column, row in [(0, 0), (29, 0), (0, 29), (14.8036, 14.3509), (62.5, -3.25)]:
            ra, dec = frame.wcs_pix2world(column, row, 0)
            yield name, text, float(column).hex(), float(row).hex(), float(ra).hex(), float(dec).hex()


write("time.csv", times())
write("tai.csv", tai())
write("galactic.csv", galactic())
write("separation.csv", separations())
with (HERE / "wcs.txt").open("w") as stream:
    last = None
    for name, text, *numbers in wcs():
        if name != last:
            print(f"# {name}\n{text}", file=stream)
        print(*numbers, file=stream)
        last = name
