#!/usr/bin/env python3
"""Small well-formed inputs for each fuzz target: `python seeds.py FOLDER` makes FOLDER/TARGET/*.

Only the alerts of packets() ask for more than the standard library."""
import gzip
import io
import json
import struct
import sys
import tarfile
import zlib
from pathlib import Path

root = Path(sys.argv[1])


def seed(target, name, data):
    folder = root / f"fuzz_{target}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def number(value):
    raw = (value << 1) ^ (value >> 63)
    out = bytearray()
    while raw >= 0x80:
        out.append(raw & 0x7F | 0x80)
        raw >>= 7
    return bytes(out + bytes([raw]))


def text(data):
    return number(len(data)) + data


def container(schema, codec, blocks):
    sync = b"0123456789abcdef"
    out = b"Obj\1" + number(2) + text(b"avro.schema") + text(schema) + text(b"avro.codec") + text(codec) + b"\0" + sync
    for count, data in blocks:
        if codec == b"deflate":
            data = zlib.compress(data)[2:-4]
        out += number(count) + text(data) + sync
    return out


record = (
    '{"type":"record","name":"R","fields":[{"name":"a","type":["null",{"type":"record","name":"S","fields":'
    '[{"name":"b","type":"float"},{"name":"a","type":["null","S"]}]}]},{"name":"b","type":{"type":"array","items":'
    '{"type":"map","values":["long","string"]}}},{"name":"c","type":{"type":"enum","name":"E","symbols":["x","y"]}},'
    '{"name":"d","type":{"type":"fixed","name":"F","size":3}},{"name":"e","type":"bytes"},{"name":"f","type":"boolean"}]}'
).encode()
body = (
    number(1) + struct.pack("<f", 1.5) + number(1) + struct.pack("<f", 2.5) + number(0)
    + number(1) + number(1) + text(b"k") + number(1) + text(b"v") + b"\0" + b"\0"
    + number(1) + b"abc" + text(b"bytes") + b"\1"
)
seed("avro_record", "record", record + b"\0" + body)
for kind, data in [("long", number(-5)), ("double", struct.pack("<d", 1)), ("string", text(b"abc"))]:
    seed("avro_record", kind, f'"{kind}"'.encode() + b"\0" + data)
seed("avro_record", "nulls", b'{"type":"array","items":"null"}\0' + number(5) + b"\0")
for codec in (b"null", b"deflate"):
    seed("avro_container", codec.decode(), container(record, codec, [(1, body), (2, body + body)]))
seed("avro_container", "long", container(b'"long"', b"null", [(2, b"\2\4")]))
seed("avro_container", "snappy", container(b'"long"', b"snappy", [(1, b"\1\0\2" + struct.pack(">I", zlib.crc32(b"\2")))]))

for name, data in [("short", b"abc"), ("long", bytes(range(256)) * 20), ("empty", b"")]:
    seed("gunzip", name, gzip.compress(data))
    seed("gunzip", name + "_raw", zlib.compress(data)[2:-4])
seed("gunzip", "two", gzip.compress(b"a") + gzip.compress(b"b"))


def fits(cards, data):
    out = b"".join(c.ljust(80).encode() for c in cards + ["END"])
    out += b" " * (-len(out) % 2880)
    return out + data + b"\0" * (-len(data) % 2880)


def cards(first, bitpix, axes, more=()):
    lines = [first, f"BITPIX  = {bitpix:20}", f"NAXIS   = {len(axes):20}"]
    return lines + [f"NAXIS{i + 1}  = {n:20}" for i, n in enumerate(axes)] + list(more)


primary = "SIMPLE  =                    T"
for bitpix in (8, 16, 32, 64, -32, -64):
    more = ["BSCALE  =                  0.5", "BZERO   =                 10.0", "BLANK   =                    1"]
    seed("fits", f"b{bitpix}", fits(cards(primary, bitpix, (3, 2), more if bitpix > 0 else ()), bytes(6 * abs(bitpix) // 8)))
more = ["PCOUNT  =                    0", "GCOUNT  =                    1", "CTYPE1  = 'RA---TAN'  / it''s"]
seed("fits", "second", fits(cards(primary, 8, ()), b"") + fits(cards("XTENSION= 'IMAGE   '", -32, (2, 2), more), bytes(16)))

for name, mode in [("tar", "w"), ("gz", "w:gz")]:
    for kind, form in [("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)]:
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode=mode, format=form) as tar:
            for member in ("a.avro", ("long/" * 30 if kind != "ustar" else "") + "b.avro"):
                info = tarfile.TarInfo(member)
                info.size = 5
                tar.addfile(info, io.BytesIO(b"12345"))
            link = tarfile.TarInfo("link")
            link.type = tarfile.SYMTYPE
            link.linkname = "/etc/passwd"
            tar.addfile(link)
        seed("tar", f"{kind}.{name}", stream.getvalue())


def npy(header, data, version=1):
    header = header.encode() + b"\n"
    size = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes([version, 0]) + size + header + data


for kind, size in [("<f4", 4), (">f8", 8), ("<f2", 2), ("|b1", 1), (">i8", 8)]:
    seed("npy", kind[1:], npy(f"{{'descr': '{kind}', 'fortran_order': False, 'shape': (2, 3), }}", bytes(6 * size)))
seed("npy", "v2", npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", bytes(4), 2))

header = json.dumps({
    "__metadata__": {"a": "b"},
    "x": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
    "y": {"dtype": "U8", "shape": [], "data_offsets": [8, 9]},
}).encode()
seed("safetensors", "two", struct.pack("<Q", len(header)) + header + bytes(9))

seed("csv", "comma", b'candid,label,note\r\n1,real,"a, ""b""\nc"\r\n2,bogus,\r\n')
seed("csv", "semicolon", "\ufeffa;é\n1;2\n".encode())

repository = Path(__file__).resolve().parents[2]
for file in sorted(repository.glob("models/*.json")):
    seed("card", file.stem, file.read_bytes())
for file in sorted(repository.glob("resources/schemes/*.json")) + sorted(repository.glob("resources/filters/*.json")):
    seed("filter", file.stem, b"S" + file.read_bytes())
filters = [
    "a > 0.9 and f < 18.5 and t is none and not (i between 0 and 5)",
    "t in ('a', \"aaa\") or t like 'a%_' or b is true",
    "cone(ra, dec, 12:30:45.5 -01:02:03, 30)",
    "cone(83.6, 22.01, 3600) and abs(f - a) * 2 ^ 3 / -i % 7 >= 1e-3",
    "min(a, f, 3) = max(i, 2) or sqrt(a) != log10(f) and not b",
    "`a` is not none and (a, f) ",
]
for n, line in enumerate(filters):
    seed("filter", f"line{n}", b"F" + line.encode())

wcs = [
    "CTYPE1  = 'RA---TAN'", "CTYPE2  = 'DEC--TAN'", "CRVAL1  =                 83.5", "CRVAL2  =                -22.5",
    "CRPIX1  =                 31.5", "CRPIX2  =                 31.5", "CD1_1   =              -2.8E-4",
    "CD1_2   =                  0.0", "CD2_1   =                  0.0", "CD2_2   =               2.8E-4", "EQUINOX =   2000.0",
]
sip = ["CTYPE1  = 'RA---TAN-SIP'", "CTYPE2  = 'DEC--TAN-SIP'", *wcs[2:], "A_ORDER =      2", "A_2_0   = 1e-5", "B_ORDER = 2"]
for name, lines in [("tan", wcs), ("sip", sip)]:
    seed("sky_text", name, b"\0" + b"".join(line.ljust(80).encode() for line in [*lines, "END"]))
places = ["83.633 +22.0145", "05:34:31.97 +22:00:52.1", "5h34m31.9s -22d00m52s", "J053431.97+220052.1", "ra=12.5, dec=-3.25"]
for n, place in enumerate(places):
    seed("sky_text", f"place{n}", b"\1" + place.encode())
for n, date in enumerate(["2018-04-05", "2018-04-05T08:09:10.125Z", "1582-10-04 00:00"]):
    seed("sky_text", f"date{n}", b"\2" + date.encode())
for n, limits in enumerate(["zscale", "zscale-ds9", "99.5%", "minmax", "zmax", "-3.5,1e3", "user -1 2"]):
    seed("sky_text", f"limits{n}", b"\3" + limits.encode())

names = "event,candid,object,survey,user,time,scheme,label,undoes,seconds,note"
events = [
    ["1", "2481334963515015002", "ZTF18abc", "ztf", "mk", "2026-11-22T22:03:58.123456Z", "real-bogus", "real", "", "0.1", 'odd, "very"'],
    ["2", "-3", "", "lsst", "mk", "1969-12-31T23:59:59", "", "flag", "", "", ""],
    ["3", "-3", "", "lsst", "mk", "2024-02-29 00:00:00.5+00:00", "", "", "2", "", ""],
    ["", "7", "", "", "", "", "", "bogus", "", "", ""],
]
quoted = ["\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in event) for event in events)]
seed("labels", "csv", "\r\n".join([names, *quoted]).encode())
seed("labels", "few", b"label;candid\nreal;12\nskip;13\n")
rows = [{name: cell or None for name, cell in zip(names.split(","), event)} for event in events]
seed("labels", "json", json.dumps({"events": rows}).encode())


def stamps(side):
    """Three cutouts with a star in the middle, as both surveys send them; one with NaN."""
    out = []
    for panel in range(3):
        star = [90.0 * 2 ** (-((i % side - side // 2) ** 2 + (i // side - side // 2) ** 2) / 4) for i in range(side**2)]
        star[panel] = float("nan") if panel == 1 else -1.5
        out.append(fits(cards(primary, -32, (side, side), ("EXTEND  =                    T",)), struct.pack(f">{side**2}f", *star)))
    return out


class Alert:
    """An alert under a schema, all values made up: histories of `rows` rows, the three cutouts in turn."""

    def __init__(self, rows, cutouts):
        self.rows, self.cutouts, self.records = rows, list(cutouts), {}

    def value(self, kind, n, name=""):
        if name.startswith("cutout") and isinstance(kind, list):
            kind = next(each for each in kind if each != "null")
            return self.cutouts.pop(0) if kind == "bytes" else {"fileName": "a.fits.gz", "stampData": self.cutouts.pop(0)}
        if isinstance(kind, list):
            return None if n % 4 == 3 else self.value(next(each for each in kind if each != "null"), n, name)
        if isinstance(kind, dict) and kind["type"] == "record":
            self.records[kind["name"]] = kind
            return {each["name"]: self.value(each["type"], n + i, each["name"]) for i, each in enumerate(kind["fields"])}
        if isinstance(kind, str) and kind in self.records:
            return self.value(self.records[kind], n)
        if isinstance(kind, dict):
            rows = [self.value(kind.get("items") or kind["values"], n + 5 * row) for row in range(self.rows)]
            return rows if kind["type"] == "array" else {f"key{i}": row for i, row in enumerate(rows)}
        if kind in ("int", "long"):
            return n % 3 + (2500000000000000000 if kind == "long" else 1)
        return {"string": "t", "boolean": n % 2 == 0}.get(kind, 2460000.5 + n / 8)


def packets():
    """fuzz_packet: alerts of the surveys' shape under the schemas in packets/, written by fastavro."""
    try:
        import fastavro
    except ImportError:
        print("no fastavro (packaging/peers): fuzz_packet begins without alerts of the surveys' shape", file=sys.stderr)
        return
    for mode, survey in ((4, "ztf"), (5, "lsst")):
        words = Path(__file__).with_name("packets").joinpath(f"{survey}.json").read_text()
        schema = json.loads(words)
        for rows in (0, 3):
            made = Alert(rows, [gzip.compress(each) if rows else each for each in stamps(9)]).value(schema, 0)
            out = io.BytesIO()
            fastavro.schemaless_writer(out, fastavro.parse_schema(schema), made)
            seed("packet", f"{survey}{rows}", bytes([mode]) + out.getvalue())
            seed("packet", f"{survey}{rows}_schema", b"\2" + words.replace("\n", "").encode() + b"\n" + out.getvalue())
    for n, stamp in enumerate(stamps(7)):
        seed("packet", f"stamp{n}", b"\3" + stamp)
        seed("packet", f"stamp{n}.gz", b"\3" + gzip.compress(stamp))


packets()
