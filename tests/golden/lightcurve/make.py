#!/usr/bin/env python3
"""Writes packet.avro, a synthetic ZTF alert with history and forced photometry, and points.csv, what fastavro reads back
from it and what its numbers mean by ZTF's and astropy's formulas, beside itself. With packets given instead, prints the
same points of each, for tests on real data.

    make.py
    make.py PACKET.avro ...

  packet,candid,detections,limits,forced
  point,kind,band,jd,magnitude,error,limit,flux_ujy,flux_error_ujy,positive,candid
"""

import csv
import math
import pathlib
import random
import sys

import fastavro
from astropy import units

HERE = pathlib.Path(__file__).parent
BANDS = {1: "g", 2: "r", 3: "i"}
SNT, SNU = 3, 5

EPOCH = [("jd", "double"), ("fid", "int"), ("candid", ["null", "long"]), ("isdiffpos", ["null", "string"]),
         ("magpsf", ["null", "float"]), ("sigmapsf", ["null", "float"]), ("diffmaglim", ["null", "float"])]
FORCED = [("jd", "double"), ("fid", "int"), ("diffmaglim", ["null", "float"]), ("forcediffimflux", ["null", "float"]),
          ("forcediffimfluxunc", ["null", "float"]), ("magzpsci", ["null", "float"])]


def fields(of):
    return [{"name": name, "type": kind} for name, kind in of]


SCHEMA = {
    "type": "record", "name": "alert", "namespace": "ztf",
    "fields": [
        {"name": "objectId", "type": "string"}, {"name": "candid", "type": "long"},
        {"name": "candidate", "type": {"type": "record", "name": "candidate", "fields": fields(
            EPOCH + [("ra", "double"), ("dec", "double"), ("jdstarthist", ["null", "double"])])}},
        {"name": "prv_candidates", "type": ["null", {"type": "array", "items": {
            "type": "record", "name": "prv_candidate", "fields": fields(EPOCH)}}]},
        {"name": "fp_hists", "type": ["null", {"type": "array", "items": {
            "type": "record", "name": "fp_hist", "fields": fields(FORCED)}}]},
    ],
}


def synthetic():
    rng = random.Random(231018)
    now, candid = 2460235.8349421, 2481334963515015002

    def detection(day, fid, positive):
        return {"jd": now + day, "fid": fid, "candid": candid + round(1000 * day), "isdiffpos": "t" if positive else "f",
                "magpsf": 18.3 - 0.1 * day + rng.gauss(0, 0.05), "sigmapsf": rng.uniform(0.05, 0.2),
                "diffmaglim": rng.uniform(19.5, 20.8)}

    history = []
    for day in range(-30, 0, 2):
        for fid in (1, 2, 3):
            moment = day + rng.uniform(-0.1, 0.1)
            if day < -12 or rng.random() < 0.3:
                history.append({"jd": now + moment, "fid": fid, "candid": None, "isdiffpos": None, "magpsf": None,
                                "sigmapsf": None, "diffmaglim": rng.uniform(19.5, 20.8)})
            else:
                history.append(detection(moment, fid, rng.random() < 0.8))
    forced = []
    for day in range(-60, 0):
        unc = rng.uniform(10, 60)
        forced.append({"jd": now + day + 0.2, "fid": rng.choice([1, 2]), "diffmaglim": rng.uniform(19.5, 20.8),
                       "forcediffimflux": rng.gauss(0, 200), "forcediffimfluxunc": unc,
                       "magzpsci": rng.uniform(25.9, 26.4)})
    forced[3].update(forcediffimflux=-99999.0, forcediffimfluxunc=-99999.0)  # as ZTF says: not measured
    own = detection(0, 1, True) | {"ra": 19.684, "dec": -23.529, "jdstarthist": now - 11.99}
    return {"objectId": "ZTF23abigzke", "candid": candid, "candidate": own, "prv_candidates": history,
            "fp_hists": forced}


def hexed(x):
    return "nan" if x is None or math.isnan(x) else float(x).hex()


def microjansky(magnitude):
    return float((magnitude * units.ABmag).to_value(units.uJy))


def dated(history):
    """A history that an archive flattened to one date, dated by exposure; see tests/core/survey/packets_by_fastavro.py."""
    if len(history) > 1 and len({e["jd"] for e in history}) == 1 and len({e.get("pid", 0) // 1000 for e in history}) > 1:
        return [e | {"jd": 2457754.5 + e["pid"] // 10**9 + e["pid"] // 1000 % 10**6 / 1e6} for e in history]
    return history


def points(packet):
    nan = math.nan
    own = packet["candidate"]
    rows = []
    for epoch in [own | {"candid": packet["candid"]}] + dated(list(packet.get("prv_candidates") or [])):
        band, limit = BANDS.get(epoch["fid"], "?"), epoch.get("diffmaglim")
        if epoch.get("magpsf") is None:
            if limit is not None:
                rows.append(("limit", band, epoch["jd"], nan, nan, limit, nan, nan, 1, 0))
            continue
        positive = epoch.get("isdiffpos") not in ("f", "0")
        mag, err = epoch["magpsf"], epoch.get("sigmapsf")
        flux = microjansky(mag) * (1 if positive else -1)
        rows.append(("detection", band, epoch["jd"], mag, err, nan, flux, abs(flux) * err * math.log(10) / 2.5,
                     int(positive), epoch.get("candid") or 0))
    for epoch in packet.get("fp_hists") or []:
        flux, unc, zp = (epoch.get(k) for k in ("forcediffimflux", "forcediffimfluxunc", "magzpsci"))
        if flux is None or unc is None or zp is None or flux <= -99998 or unc <= -99998:
            continue
        scale = microjansky(zp)
        band, positive = BANDS.get(epoch["fid"], "?"), int(flux >= 0)
        if abs(flux) / unc > SNT:
            kind, mag, err, limit = "forced", zp - 2.5 * math.log10(abs(flux)), 1.0857362 * unc / abs(flux), nan
        else:
            kind, mag, err, limit = "forced_limit", nan, nan, zp - 2.5 * math.log10(SNU * unc)
        rows.append((kind, band, epoch["jd"], mag, err, limit, flux * scale, unc * scale, positive, 0))
    rows.sort(key=lambda row: row[2])
    count = lambda *kinds: sum(row[0] in kinds for row in rows)
    yield ("packet", packet["candid"], count("detection"), count("limit"), count("forced", "forced_limit"))
    for kind, band, jd, *numbers, positive, candid in rows:
        yield ("point", kind, band, hexed(jd), *map(hexed, numbers), positive, candid)


def read(path):
    with open(path, "rb") as stream:
        yield from fastavro.reader(stream)


if len(sys.argv) > 1:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for path in sys.argv[1:]:
        for packet in read(path):
            writer.writerows(points(packet))
else:
    with (HERE / "packet.avro").open("wb") as stream:
        fastavro.writer(stream, fastavro.parse_schema(SCHEMA), [synthetic()], codec="null", sync_marker=b"vetrina golden!!")
    with (HERE / "points.csv").open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(points(next(read(HERE / "packet.avro"))))
