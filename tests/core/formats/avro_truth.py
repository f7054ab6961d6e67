#!/usr/bin/env python3
"""What fastavro reads: one line a record, `FILE NUMBER SHA256`, the digest of the record's canonical lines.

    python avro_truth.py FILE...                    object container files
    python avro_truth.py --schema S.json FILE...    bare Avro bodies
    python avro_truth.py --lines N FILE             the canonical lines of record N themselves

A canonical line is the path of a scalar, its kind and its value: floats as 16 hex digits of the double, bytes as
their SHA-256. tst_avro_peers.cpp makes the same from Vetrina's reader.
"""
import hashlib
import io
import json
import struct
import sys

import fastavro


def lines(value, path, out):
    if value is None:
        out.append(f"{path} null")
    elif isinstance(value, bool):
        out.append(f"{path} bool {int(value)}")
    elif isinstance(value, int):
        out.append(f"{path} int {value}")
    elif isinstance(value, float):
        out.append(f"{path} float {struct.pack('>d', value).hex()}")
    elif isinstance(value, str):
        out.append(f"{path} text {value}")
    elif isinstance(value, bytes):
        out.append(f"{path} bytes {hashlib.sha256(value).hexdigest()}")
    elif isinstance(value, list):
        out.append(f"{path} items {len(value)}")
        for i, each in enumerate(value):
            lines(each, f"{path}[{i}]", out)
    else:
        out.append(f"{path} members {len(value)}")
        for name, each in value.items():
            lines(each, f"{path}.{name}", out)
    return out


def records(file, schema):
    with open(file, "rb") as stream:
        if schema is None:
            yield from fastavro.reader(stream)
        else:
            yield fastavro.schemaless_reader(io.BytesIO(stream.read()), schema)


def main(words):
    schema = None
    only = None
    if words[:1] == ["--schema"]:
        schema = fastavro.parse_schema(json.load(open(words[1])))
        words = words[2:]
    elif words[:1] == ["--lines"]:
        only = int(words[1])
        words = words[2:]
    for file in words:
        for number, record in enumerate(records(file, schema)):
            text = "\n".join(lines(record, "", []))
            if only is None:
                print(file, number, hashlib.sha256(text.encode()).hexdigest())
            elif only == number:
                print(text)


main(sys.argv[1:])
