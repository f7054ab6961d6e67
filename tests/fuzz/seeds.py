#!/usr/bin/env python3
"""Small well-formed inputs for each fuzz target: `python seeds.py FOLDER` makes FOLDER/TARGET/*. Standard library only."""
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
