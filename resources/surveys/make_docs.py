#!/usr/bin/env python3
"""Writes ztf.json and lsst.json: what each field of the surveys' alert packets means, in the surveys' own words.

    make_docs.py PACKET.avro.. > ztf.json      the ZTF docs stand in the writer schemas of the packets (1.8 .. 4.02)
    make_docs.py SCHEMAS/ > lsst.json          folders MAJOR/MINOR/*.avsc of github.com/lsst/alert_packet

The newest schema's words win. Units are what a doc has in brackets at its end; where it has none, or a wrong one, UNITS
says so beside the reason. MEANINGS replaces docs that say nothing ("add descriptions like this").
"""
import io
import json
import pathlib
import re
import sys

import fastavro

ZTF_UNITS = {
    # "distnr [pixels]" is right: on 800 packets it is the separation of (ra, dec) and (ranr, decnr) over 1.0126"
    "sigmagapbig": "mag",
    "zpclrcov": "mag^2",
    "clrmed": "mag",
    "exptime": "s",
}
ZTF_MEANINGS = {
    "objectId": "object identifier or name",
    "programid": "Program ID: 1 public, 2 collaboration, 3 Caltech",  # encodes either public, collab, or caltech mode
    "aimage": "Windowed profile RMS along major axis from SExtractor",  # "afloat": a search and replace in the schema
    "bimage": "Windowed profile RMS along minor axis from SExtractor",
}
LSST_UNITS = {
    "mpc_orbits.earth_moid": "AU",
    "mpc_orbits.yarkovsky": "1e-10 AU/d^2",
    "mpc_orbits.yarkovsky_unc": "1e-10 AU/d^2",
    "trailLengthErr": "arcsec",  # the schema says nJy for both
    "trailAngleErr": "deg",
    "midpointMjdTai": "d",
}
WORDS = {"pixels": "px", "pixel": "px", "days": "d", "day": "d", "sec": "s", "seconds": "s", "degree": "deg", "degrees": "deg",
         "au": "AU", "degrees per day": "deg/d", "unitless": "", "deg**2": "deg^2", "nJy.arcsec**2": "nJy arcsec^2"}


def kind(t):
    names = [x if isinstance(x, str) else x.get("type") for x in (t if isinstance(t, list) else [t])]
    return next((n for n in names if n != "null"), "null")


def records(t):
    return [x for x in (t if isinstance(t, list) else [t]) if isinstance(x, dict) and x.get("type") == "record"]


def walk(schema, own, prefix, resolve, take):
    for field in schema["fields"]:
        t = field["type"]
        t = [resolve(x) for x in t] if isinstance(t, list) else resolve(t)
        inner = records(t)
        if inner:
            if not field["name"].startswith("cutout"):
                walk(inner[0], own, "" if field["name"] == own and not prefix else prefix + field["name"] + ".", resolve, take)
        elif kind(t) in ("boolean", "int", "long", "float", "double", "string"):
            take(prefix + field["name"], kind(t), " ".join(field.get("doc", "").split()))


def written(name, survey, kinds, docs, units, meanings):
    fields = {}
    for key in kinds:
        if key not in docs and key not in units:
            continue  # Rubin's schemas before 6 say nothing of their fields
        doc, unit = docs.get(key, ""), ""
        bracket = re.search(r"\s*\[([^\]]*)\](?:\s*\.)?\s*$", doc)
        if bracket and not re.search(r"\d\d", bracket.group(1)):
            unit, doc = bracket.group(1), doc[: bracket.start()] + doc[bracket.end() :]
        elif bracket is None:
            inside = re.search(r" \[(mag|mag\^2|px|arcsec|deg|nJy|AU)\](?=[ :;.])", doc)
            if inside:
                unit, doc = inside.group(1), doc.replace(inside.group(0), "", 1)
        unit = units.get(key, WORDS.get(unit.strip(), unit.strip()))
        doc = meanings.get(key, doc)
        doc = doc[:1].upper() + doc[1:] if not re.match(r"[a-z]-|[tx-z] ", doc) else doc
        fields[key] = {"type": kinds[key], **({"unit": unit} if unit else {}), **({"meaning": doc} if doc else {})}
    lines = [f'    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}' for key, value in fields.items()]
    return '{\n  "survey": %s,\n  "source": %s,\n  "fields": {\n%s\n  }\n}\n' % (json.dumps(name), json.dumps(survey), ",\n".join(lines))


def version(text):
    return [int(x) for x in re.findall(r"\d+", text)]


def newest_first(found):
    """Names in the order of the newest schema that has them, and the newest words that say something."""
    kinds, docs = {}, {}
    for _, fields in sorted(found, key=lambda pair: pair[0], reverse=True):
        for name, kind_, doc in fields:
            kinds.setdefault(name, kind_)
            if doc:
                docs.setdefault(name, doc)
    return kinds, docs


def ztf(paths):
    seen, found = set(), []
    for path in paths:
        text = fastavro.reader(io.BytesIO(pathlib.Path(path).read_bytes())).metadata["avro.schema"]
        if text in seen:
            continue
        seen.add(text)
        fields = []
        schema = json.loads(text)
        walk(schema, "candidate", "", lambda t: t, lambda *leaf: fields.append(leaf))
        found.append((version(schema.get("version", "0")), fields))
    kinds, docs = newest_first(found)
    return written("ZTF", "ZTF avro alert schemas 1.8 to 4.02, https://zwickytransientfacility.github.io/ztf-avro-alert/",
                   kinds, docs, ZTF_UNITS, ZTF_MEANINGS)


def lsst(folder):
    found = []
    for place in folder.glob("*/*"):
        if not place.name.isdigit():
            continue
        named = {}
        for file in place.glob("*.avsc"):
            schema = json.loads(file.read_text())
            named[file.stem] = schema
        top = next((s for n, s in named.items() if n.endswith(".alert")), None)
        if top is None:
            continue
        resolve = lambda t: named.get(t, t) if isinstance(t, str) else t
        fields = []
        walk(top, "diaSource", "", resolve, lambda *leaf: fields.append(leaf))
        found.append(([int(place.parent.name), int(place.name)], fields))
    kinds, docs = newest_first(found)
    return written("LSST", "Rubin alert packet schemas 3.0 to 11.0, https://github.com/lsst/alert_packet",
                   kinds, docs, LSST_UNITS, {})


if __name__ == "__main__":
    first = pathlib.Path(sys.argv[1])
    sys.stdout.write(lsst(first) if first.is_dir() else ztf(sys.argv[1:]))
