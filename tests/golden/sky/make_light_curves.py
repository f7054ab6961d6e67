#!/usr/bin/env python3
"""Writes light_curves.csv beside itself: truth from astropy's units, numpy's polyfit and the formulas of ZTF's forced
photometry guide (Masci et al. 2023, https://irsa.ipac.caltech.edu/data/ZTF/docs/ztf_forced_photometry.pdf, section 13).

    make_light_curves.py

  flux,magnitude,error,microjansky,error
  forced,forcediffimflux,forcediffimfluxunc,magzpsci,detected|limit,magnitude,error
  rate,slope,error,day magnitude error,...
"""

import csv
import math
import pathlib
import random

import numpy
from astropy import units

HERE = pathlib.Path(__file__).parent
rng = random.Random(20180617)
SNT, SNU = 3, 5


def microjansky(magnitude):
    return (magnitude * units.ABmag).to_value(units.uJy)


def fluxes():
    for magnitude in [0.0, 8.9, 16.4, 20.0, 23.9, 27.5] + [12 + 14 * rng.random() for _ in range(40)]:
        error, step = 0.01 + 0.3 * rng.random(), 1e-5
        slope = (microjansky(magnitude - step) - microjansky(magnitude + step)) / (2 * step)
        yield "flux", magnitude.hex(), error.hex(), float(microjansky(magnitude)).hex(), float(slope * error).hex()


def forced():
    for _ in range(60):
        unc = 5 + 40 * rng.random()
        flux = rng.choice([-1, 1]) * unc * 10 ** rng.uniform(-1, 2)
        zp = 25.5 + rng.random()
        if abs(flux) / unc > SNT:  # the guide has the positive ones; a negative one is as bright the other way
            kind, mag, err = "detected", zp - 2.5 * math.log10(abs(flux)), 1.0857362 * unc / abs(flux)
        else:
            kind, mag, err = "limit", zp - 2.5 * math.log10(SNU * unc), 0.0
        yield "forced", flux.hex(), unc.hex(), zp.hex(), kind, mag.hex(), err.hex()


def rates():
    for count in [2, 3, 5, 12]:
        days = numpy.sort(-7 * numpy.array([rng.random() for _ in range(count)]))
        days[0], days[-1] = -6.9, 0.0
        errors = numpy.array([0.02 + 0.2 * rng.random() for _ in range(count)])
        magnitudes = 19 - 0.1 * days + errors * numpy.array([rng.gauss(0, 1) for _ in range(count)])
        # what an epoch holds
        magnitudes, errors = magnitudes.astype(numpy.float32), errors.astype(numpy.float32)
        wide, weights = magnitudes.astype(float), 1 / errors.astype(float)
        line, covariance = numpy.polyfit(days, wide, 1, w=weights, cov="unscaled")
        points = [" ".join(float(x).hex() for x in point) for point in zip(days, magnitudes, errors)]
        yield "rate", float(line[0]).hex(), float(math.sqrt(covariance[0][0])).hex(), *points


with (HERE / "light_curves.csv").open("w", newline="") as stream:
    csv.writer(stream, lineterminator="\n").writerows([*fluxes(), *forced(), *rates()])
