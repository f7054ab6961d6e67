"""What fastavro, astropy and numpy read in every real packet, a line a value: the truth of tst_against_fastavro.

usage: packets_by_fastavro.py REAL_DATA > lines

  P file member schema_id   begins a packet; its schema is the container's, the registry's (id) or schema.json
  F name kind value         a field: n null, b flag, i whole number, d float (hex), s text (JSON)
  C name value              of the candidate
  E kind band positive jd alert magnitude error limit flux flux_error      an epoch of the light curve, in order
  S panel ny nx nan sum     a cutout; the sum over what is not NaN, in float64, row by row
  W panel ra dec            the sky at pixel (0, 0) of a cutout with a WCS, degrees
"""

import gzip
import io
import json
import math
import pathlib
import sys
import tarfile
import warnings

import fastavro
import numpy as np
from astropy.io import fits
from astropy.time import Time
from astropy.wcs import WCS

warnings.simplefilter("ignore")
REAL = pathlib.Path(sys.argv[1])
NAN = float("nan")


def out(*words):
    print("\t".join(str(w) for w in words))


def hexed(x):
    return "nan" if x is None or math.isnan(x) else float(x).hex()


SCALARS = {"boolean", "int", "long", "float", "double", "string", "enum"}


def collect(schema, named):
    """Every named type of a schema, so that names in it can be followed."""
    if isinstance(schema, list):
        for branch in schema:
            collect(branch, named)
    elif isinstance(schema, dict):
        if "name" in schema:
            named[schema["name"]] = schema
        for part in [schema.get("items"), schema.get("values")] + [f["type"] for f in schema.get("fields", [])]:
            collect(part, named)
        if isinstance(schema.get("type"), (dict, list)):
            collect(schema["type"], named)


def leaves(record, schema, own):
    """Scalars in order: (name, value). The own record's names win over the top level's; arrays and maps are left out."""
    named = {}
    collect(schema, named)

    def present(kind):
        if isinstance(kind, list):
            kind = next((k for k in kind if k != "null"), "null")
        if isinstance(kind, str) and kind in named:
            return named[kind]
        return kind if isinstance(kind, dict) else {"type": kind}

    def walk(values, kind, prefix, taken):
        for f in kind["fields"]:
            key, value, inner = f["name"], values[f["name"]], present(f["type"])
            if inner["type"] in SCALARS and prefix + key not in taken:
                yield prefix + key, value
            elif inner["type"] == "record" and value is not None and not (prefix == "" and key.startswith("cutout")):
                if key == own and prefix == "" and kind is top:
                    yield from walk(value, inner, "", ())
                else:
                    yield from walk(value, inner, prefix + key + ".", ())

    top = present(schema)
    own_names = {f["name"] for f in present(next(f for f in top["fields"] if f["name"] == own)["type"])["fields"]}
    yield from walk(record, top, "", own_names)


def field(name, value):
    if value is None:
        out("F", name, "n", "")
    elif isinstance(value, bool):
        out("F", name, "b", int(value))
    elif isinstance(value, int):
        out("F", name, "i", value)
    elif isinstance(value, float):
        out("F", name, "d", hexed(value))
    else:
        out("F", name, "s", json.dumps(str(value)))


def epoch(kind, band, positive, jd, alert, mag, err, limit, flux, flux_err):
    return jd, ("E", kind, band, int(positive), hexed(jd), alert, hexed(mag), hexed(err), hexed(limit), hexed(flux),
                hexed(flux_err))


def show(epochs):
    for _, line in sorted((e for e in epochs if not math.isnan(e[0])), key=lambda e: e[0]):
        out(*line)


def ab(flux, err):
    if not flux or math.isnan(flux):
        return NAN, NAN
    return 31.4 - 2.5 * math.log10(abs(flux)), 1.0857362047581296 * err / abs(flux)


def by_exposure(pid):
    return 2457754.5 + pid // 10**9 + pid // 1000 % 10**6 / 1e6


def dated(history):
    """What some brokers' archives flattened to one date is dated by exposure; where it was not, the two must agree."""
    if len(history) > 1 and len({d["jd"] for d in history}) == 1 and len({d["pid"] // 1000 for d in history}) > 1:
        return [dict(d, jd=by_exposure(d["pid"])) for d in history]
    for d in history:
        assert abs(by_exposure(d["pid"]) - d["jd"]) < 2e-5 or len(history) == 1, (d["pid"], d["jd"])
    return history


def ztf(record):
    c = record["candidate"]
    band = lambda fid: {1: "g", 2: "r", 3: "i"}.get(fid, "?")
    for name, value in (("id", record["candid"]), ("object", record["objectId"]), ("jd", hexed(c["jd"])),
                        ("ra", hexed(c["ra"])), ("dec", hexed(c["dec"])), ("band", band(c["fid"])),
                        ("positive", int(c["isdiffpos"] in ("t", "1"))), ("magnitude", hexed(c["magpsf"])),
                        ("error", hexed(c["sigmapsf"])), ("score", hexed(c.get("drb")))):
        out("C", name, value)
    epochs = []
    for d in [c] + dated(record["prv_candidates"] or []):
        if d["magpsf"] is None:
            epochs.append(epoch("limit", band(d["fid"]), True, d["jd"], 0, None, None, d["diffmaglim"], None, None))
        else:
            epochs.append(epoch("detection", band(d["fid"]), d["isdiffpos"] in ("t", "1"), d["jd"], d["candid"],
                                d["magpsf"], d["sigmapsf"], d["diffmaglim"], None, None))
    for f in record.get("fp_hists") or []:
        flux, err = f["forcediffimflux"], f["forcediffimfluxunc"]
        if flux is None or err is None or flux <= -99998 or err <= -99998:
            epochs.append(epoch("forced", band(f["fid"]), True, f["jd"], 0, None, None, f["diffmaglim"], None, None))
            continue
        njy = 10 ** ((31.4 - f["magzpsci"]) / 2.5)
        mag, mag_err = ab(flux, err) if abs(flux) >= 3 * err else (NAN, NAN)
        mag = mag + f["magzpsci"] - 31.4
        epochs.append(epoch("forced", band(f["fid"]), flux >= 0, f["jd"], 0, mag, mag_err, f["diffmaglim"],
                            flux * njy, err * njy))
    show(epochs)


def utc(mjd_tai):
    return float(Time(mjd_tai, format="mjd", scale="tai").utc.jd)


def lsst(record):
    s = record["diaSource"]
    mag, err = ab(s["psfFlux"], s["psfFluxErr"])
    thing = str(s["diaObjectId"]) if s["diaObjectId"] else "SSO%d" % s["ssObjectId"] if s["ssObjectId"] else ""
    for name, value in (("id", s["diaSourceId"]), ("object", thing), ("jd", hexed(utc(s["midpointMjdTai"]))),
                        ("ra", hexed(s["ra"])), ("dec", hexed(s["dec"])), ("band", s["band"]),
                        ("positive", int(s["psfFlux"] >= 0)), ("magnitude", hexed(mag)), ("error", hexed(err)),
                        ("score", hexed(s["reliability"]))):
        out("C", name, value)
    epochs = []
    for kind, sources in (("detection", [s] + [p for p in record["prvDiaSources"] or []
                                               if p["diaSourceId"] != s["diaSourceId"]]),
                          ("forced", record["prvDiaForcedSources"] or [])):
        for p in sources:
            flux, err = p["psfFlux"], p["psfFluxErr"]
            flux, err = NAN if flux is None else flux, NAN if err is None else err
            mag, mag_err = ab(flux, err) if kind == "detection" or abs(flux) >= 3 * err else (NAN, NAN)
            epochs.append(epoch(kind, p["band"], not flux < 0, utc(p["midpointMjdTai"]), p.get("diaSourceId", 0), mag,
                                mag_err, None, flux, err))
    show(epochs)


def stamps(record):
    for panel in ("Science", "Template", "Difference"):
        data = record["cutout" + panel]
        data = gzip.decompress(data["stampData"]) if isinstance(data, dict) else data
        hdus = fits.open(io.BytesIO(data))
        image = np.asarray(hdus[0].data, np.float32)
        out("S", panel, image.shape[0], image.shape[1], int(np.isnan(image).sum()),
            hexed(float(sum(float(x) for x in image.ravel() if not np.isnan(x)))))
        header = hdus[0].header
        if "CRVAL1" in header:
            header["CTYPE1"], header["CTYPE2"] = "RA---TAN", "DEC--TAN"  # left out by the survey
            ra, dec = WCS(header).wcs_pix2world(0, 0, 0)
            out("W", panel, hexed(float(ra)), hexed(float(dec)))


def packet(file, member, schema_id, record, full, schema):
    out("P", file.relative_to(REAL), member, schema_id)
    own = "candidate" if "candidate" in record else "diaSource"
    for name, value in leaves(record, schema, own):
        field(name, value)
    (ztf if own == "candidate" else lsst)(record)
    if full:
        stamps(record)


for folder in ("night", "schema-mix", "simulator-2019"):
    for number, file in enumerate(sorted((REAL / "ztf" / folder).glob("*.avro"))):
        reader = fastavro.reader(file.open("rb"))
        for record in reader:
            packet(file, "", 0, record, number % 8 == 0, reader.writer_schema)
for file in sorted((REAL / "ztf").glob("*.tar.gz")):
    with tarfile.open(file) as tar:
        for member in tar:
            if member.isfile():
                reader = fastavro.reader(tar.extractfile(member))
                for record in reader:
                    packet(file, member.name, 0, record, True, reader.writer_schema)
for file in sorted((REAL / "rubin").glob("*.avro")):
    content = file.read_bytes()
    if content[0]:
        reader = fastavro.reader(io.BytesIO(content))
        for record in reader:
            packet(file, "", 0, record, True, reader.writer_schema)
        continue
    schema_id = int.from_bytes(content[1:5], "big")
    major, minor = divmod(schema_id, 100)
    schema = fastavro.schema.load_schema(REAL / f"rubin/schemas/{major}/{minor}/lsst.v{major}_{minor}.alert.avsc")
    packet(file, "", schema_id, fastavro.schemaless_reader(io.BytesIO(content[5:]), schema), True, schema)
for file in sorted((REAL / "rubin").glob("*.tar.gz")):
    with tarfile.open(file) as tar:
        schema = None
        for member in tar:
            content = tar.extractfile(member).read()
            if member.name.endswith("schema.json"):
                schema = fastavro.parse_schema(json.loads(content))
            else:
                packet(file, member.name, 0, fastavro.schemaless_reader(io.BytesIO(content), schema), True,
                       schema)
