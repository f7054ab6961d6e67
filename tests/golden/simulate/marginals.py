#!/usr/bin/env python3
"""Compares simulated packets with real ones, figure by figure, as the table of core/simulate/README.md has it.

    vetrina simulate --night 1 --seed 1 --count 2000 --packets simulated
    python marginals.py REAL_FOLDER... -- simulated

Percentiles 5, 16, 50, 84, 95 of each figure, real above simulated, transients and the rest together. Of the real packets
only the objects whose objectId has an even first byte in SHA-256 are read: the others are kept for judging what is made
with the simulation. Needs numpy, scipy and fastavro.
"""
import glob
import gzip
import hashlib
import sys

import fastavro
import numpy as np
from scipy.ndimage import maximum_filter

COLUMNS = """magpsf sigmapsf diffmaglim magzpsci scorr chipsf magdiff magfromlim fwhm aimage elong nneg sumrat dsnrms ssnrms
distnr magnr chinr nmtchps ndethist ncovhist""".split()


def plane(data):
    data = gzip.decompress(data)
    header = data[:2880].decode("latin1")
    size = [int(header[header.index(key):][10:30]) for key in ("NAXIS2", "NAXIS1")]
    return np.frombuffer(data[2880:2880 + 4 * size[0] * size[1]], ">f4").reshape(size).astype(float)


def packets(folders, half):
    for folder in folders:
        for file in sorted(glob.glob(folder + "/*.avro")):
            with open(file, "rb") as stream:
                for record in fastavro.reader(stream):
                    if not half or hashlib.sha256(record["objectId"].encode()).digest()[0] % 2 == 0:
                        yield record


def deviation(values):
    values = values[np.isfinite(values) & (np.abs(values) < 1e30)]
    return 1.4826 * np.median(np.abs(values - np.median(values)))


def neighbours(image, lag):
    """Correlation of background pixels with those `lag` columns away."""
    middle, sigma = np.nanmedian(image), deviation(image)
    image = np.where(np.abs(image - middle) < 3 * sigma, image - middle, np.nan)
    return np.nanmean(image[:, lag:] * image[:, :-lag]) / np.nanmean(image**2)


def width(image, column, row):
    """Full width at half maximum of a bright star of the template that stands alone, by its curve of growth at 9 px."""
    cut = image[row - 9:row + 10, column - 9:column + 10]
    rows, columns = np.mgrid[-9:10, -9:10]
    radius = np.hypot(rows, columns)
    cut = cut - np.median(cut[radius > 7])
    inner = np.sort(cut[radius < 1.5])[::-1]
    total = cut[radius <= 6].sum()
    # A Moffat of beta 3 with that flux and peak: flux / peak = pi a^2 / 2, fwhm = 1.0196 a.
    return 1.0196 * np.sqrt(max(total / inner[0], 0) * 2 / np.pi)


def brightest(image):
    """The brightest star away from the border that does not saturate and has no other near; none where there is none."""
    if image.shape != (63, 63) or not np.isfinite(image).all():
        return None
    inner = image[12:51, 12:51] - np.median(image)
    row, column = np.unravel_index(np.argmax(inner), inner.shape)
    peak = inner[row, column]
    if not 500 < peak < 25000:
        return None
    ring = image[row + 3:row + 22, column + 3:column + 22] - np.median(image)
    rows, columns = np.mgrid[-9:10, -9:10]
    if ring.shape != (19, 19) or ring[np.hypot(rows, columns) > 4.5].max() > 0.04 * peak:
        return None
    return column + 12, row + 12


def left_of_stars(planes):
    """What subtraction leaves of bright stars elsewhere than in the middle: rms of 7 x 7 pixels beyond the noise, over
    the star's peak; what is left of its flux, over the flux."""
    science, difference = planes["Science"], planes["Difference"]
    if science.shape != (63, 63) or not np.isfinite(difference).all() or np.abs(difference).max() > 1e29:
        return
    light, sigma, noise = science - np.median(science), deviation(science), deviation(difference)
    tops = (science == maximum_filter(science, 7)) & (light > 60 * sigma) & (science < 40000)
    for row, column in zip(*np.nonzero(tops)):
        if not (5 <= row < 58 and 5 <= column < 58) or np.hypot(row - 31, column - 31) < 9:
            continue
        box = np.s_[row - 3:row + 4, column - 3:column + 4]
        flux, left = light[box].sum(), difference[box]
        expected = noise**2 + np.maximum(light[box], 0).mean() / 6.2
        if flux > 0:
            yield np.sqrt(max((left**2).mean() - expected, 0)) / light[row, column], abs(left.sum()) / flux


def figures(records):
    found = {}

    def add(name, value):
        if value is not None and np.isfinite(value) and value != -999:
            found.setdefault(name, []).append(value)

    for record in records:
        names = ("Science", "Template", "Difference")
        planes = dict(zip(names, (plane(record["cutout" + each]["stampData"]) for each in names)))
        for name, image in planes.items():
            if np.isfinite(image).sum() < 1000:
                continue
            add(name + " background", np.nanmedian(image))
            add(name + " noise", deviation(image))
            add(name + " correlation 1 px", neighbours(image, 1))
            add(name + " correlation 2 px", neighbours(image, 2))
        add("NaN: stamps", float(np.isnan(planes["Science"]).any()))
        add("NaN: pixels", np.isnan(planes["Science"]).mean())
        add("cut by the edge: stamps", float(planes["Science"].shape != (63, 63)))
        star = brightest(planes["Template"])
        if star:
            add("Science star width, px", width(planes["Science"], *star))
            add("Template star width, px", width(planes["Template"], *star))
        for rms, flux in left_of_stars(planes):
            add("Left of stars: rms / peak", rms)
            add("Left of stars: flux", flux)
        add("negative", float(record["candidate"]["isdiffpos"] in ("f", "0")))
        for name in COLUMNS:
            add(name, record["candidate"].get(name))
    return found


def main(words):
    at = words.index("--")
    real, simulated = figures(packets(words[:at], True)), figures(packets(words[at + 1:], False))
    for name in real:
        for title, values in ((name, real[name]), ("  simulated", simulated.get(name, [np.nan]))):
            if name.startswith(("NaN", "cut", "negative")):
                print(f"{title:28s} {len(values):5d}  mean {np.mean(values):.4f}")
            else:
                print(f"{title:28s} {len(values):5d} ", *(f"{v:9.3f}" for v in np.percentile(values, [5, 16, 50, 84, 95])))


if __name__ == "__main__":
    main(sys.argv[1:])
