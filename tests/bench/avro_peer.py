#!/usr/bin/env python3
"""fastavro's figures for bench_avro: `python avro_peer.py FOLDER ROUNDS` prints microseconds a packet, the median
of the rounds: with the file's header and schema, and the record alone with the schema parsed before."""
import io
import statistics
import sys
import time
from pathlib import Path

import fastavro

files = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.avro"))]


def whole():
    for data in files:
        for _ in fastavro.reader(io.BytesIO(data)):
            pass


def bodies():
    """The one record of each file, and its schema parsed."""
    parsed = {}
    found = []
    for data in files:
        stream = io.BytesIO(data)
        reader = fastavro.block_reader(stream)
        text = reader.metadata["avro.schema"]
        if text not in parsed:
            parsed[text] = fastavro.parse_schema(reader.writer_schema)
        found.append((parsed[text], next(iter(reader)).bytes_.getvalue()))
    return found


def records(found):
    for schema, data in found:
        fastavro.schemaless_reader(io.BytesIO(data), schema)


def median(work):
    times = []
    for _ in range(int(sys.argv[2])):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) / len(files) * 1e6)
    return statistics.median(times)


found = bodies()
print(median(whole), median(lambda: records(found)))
