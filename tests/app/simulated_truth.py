#!/usr/bin/env python3
"""Reads a folder of simulated packets as a broker would: fastavro for the packets, astropy for the stamps.

    python simulated_truth.py FOLDER

Prints "N packets" where every packet is one record of the schema, its stamps are FITS of its size, what an independent fit
of the difference finds agrees with magpsf, and truth.csv names each packet once. Anything else is an AssertionError.
"""
import csv
import glob
import gzip
import io
import sys

import fastavro
import numpy as np
from astropy.io import fits


def plane(record, which):
    data = record[which]["stampData"]
    assert data[:2] == b"\x1f\x8b"
    with fits.open(io.BytesIO(gzip.decompress(data))) as hdus:
        hdus.verify("exception")
        assert len(hdus) == 1 and hdus[0].header["BITPIX"] == -32 and hdus[0].header["BUNIT"] == "DN"
        return hdus[0].data.astype(float)


def main(folder):
    truth = {int(row["candid"]): row for row in csv.DictReader(open(folder + "/truth.csv"))}
    seen, pulls = set(), []
    for file in sorted(glob.glob(folder + "/*.avro")):
        with open(file, "rb") as stream:
            records = list(fastavro.reader(stream))
        assert len(records) == 1
        record = records[0]
        candidate, row = record["candidate"], truth[record["candid"]]
        seen.add(record["candid"])
        assert record["schemavsn"] == "4.02" and record["objectId"] == row["objectId"]
        assert candidate["drb"] is None and candidate["rb"] is None
        planes = [plane(record, "cutout" + name) for name in ("Science", "Template", "Difference")]
        assert len({each.shape for each in planes}) == 1
        assert planes[0].shape == (63, 63) or row["kind"] == "edge" or candidate["mindtoedge"] < 32
        assert (candidate["isdiffpos"] == "t") == (row["isdiffpos"] == "t")
        history = record["prv_candidates"] or []
        assert all(past["jd"] < candidate["jd"] for past in history)
        assert all((past["candid"] is None) == (past["magpsf"] is None) for past in history)
        if row["real"] != "1" or planes[0].shape != (63, 63):
            continue
        # A Gaussian of free width about the alert's place, by its curve of growth: no knowledge of the profile used.
        x, y = candidate["xpos"] - 1, candidate["ypos"] - 1
        x, y = x - round(x) + 31, y - round(y) + 31
        rows, columns = np.mgrid[0:63, 0:63]
        distance = np.hypot(columns - x, rows - y)
        difference = np.where(np.isfinite(planes[2]), planes[2], 0)
        background = np.median(difference[(distance > 10) & (distance < 20)])
        flux = (difference - background)[distance <= 5].sum()
        sigma = 1.4826 * np.median(np.abs(difference - np.median(difference)))
        error = np.hypot(candidate["sigmapsf"] * 10 ** (0.4 * (candidate["magzpsci"] - candidate["magpsf"])) / 1.0857, 9 * sigma)
        fitted = 10 ** (0.4 * (candidate["magzpsci"] - candidate["magpsf"]))
        pulls.append((flux - fitted) / np.hypot(error, 0.12 * fitted))
    assert seen == set(truth), "truth.csv and the packets differ"
    assert abs(np.median(pulls)) < 1 and np.mean(np.abs(pulls) < 3) > 0.85, pulls
    print(len(seen), "packets")


main(sys.argv[1])
