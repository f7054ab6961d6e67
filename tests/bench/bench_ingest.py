#!/usr/bin/env python3
"""Ingest beside fastavro + astropy, in one run: bench_ingest.py VETRINA PACKETS [COPIES] [RUNS]

PACKETS is a folder of .avro files; it is read COPIES times under other candids' file names, from the page cache. The peer
decodes each packet with fastavro and its three stamps with gzip and astropy.io.fits, in as many processes as cores; it stores
nothing. Ours stores every packet durably and, with --decode, decodes the three stamps as well.

Run it with the peers' Python: build/peers/bin/python tests/bench/bench_ingest.py build/release/vetrina ../shared/data/ztf/night
"""
import glob
import gzip
import io
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def decode(file):
    import fastavro
    from astropy.io import fits
    with open(file, "rb") as stream:
        for record in fastavro.reader(stream):
            for cutout in ("cutoutScience", "cutoutTemplate", "cutoutDifference"):
                raw = gzip.decompress(record[cutout]["stampData"])
                fits.open(io.BytesIO(raw), ignore_missing_simple=True)[0].data.sum()
    return 1


def renumbered(source, folder, copies):
    """Copies of the packets with other candids, so that each is a new candidate: the id is patched in the bytes."""
    import fastavro
    files = sorted(glob.glob(os.path.join(source, "*.avro")))
    for copy in range(copies):
        for file in files:
            with open(file, "rb") as stream:
                reader = fastavro.reader(stream)
                schema, records = reader.writer_schema, list(reader)
            for record in records:
                record["candid"] += copy * 10**15
                record["candidate"]["candid"] += copy * 10**15
            with open(os.path.join(folder, f"{copy}-{os.path.basename(file)}"), "wb") as out:
                fastavro.writer(out, schema, records)
    return len(files) * copies


def ours(program, folder, scratch, *options):
    project = os.path.join(scratch, "bench.vetrina")
    shutil.rmtree(project, ignore_errors=True)
    started = time.perf_counter()
    report = json.loads(subprocess.check_output([program, "ingest", folder, "--project", project, "--json", *options]))
    return time.perf_counter() - started, report


def main():
    program, source = sys.argv[1:3]
    copies = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_TMP")) as scratch:
        folder = os.path.join(scratch, "packets")
        os.mkdir(folder)
        count = renumbered(source, folder, copies)
        os.sync()  # the packets' own way to the disk is not part of it
        files = sorted(glob.glob(os.path.join(folder, "*.avro")))
        times = {"peer": [], "stored": [], "decoded": []}
        with multiprocessing.Pool(cores) as pool:
            pool.map(decode, files[: 4 * cores])  # imports, page cache
            for _ in range(runs):
                started = time.perf_counter()
                pool.map(decode, files, chunksize=16)
                times["peer"].append(time.perf_counter() - started)
                for name, options in (("stored", []), ("decoded", ["--decode"])):
                    seconds, report = ours(program, folder, scratch, *options)
                    assert report["new"] == count and report["bad"] == 0, report
                    times[name].append(seconds)
        peer = statistics.median(times["peer"])
        print(f"{count} packets, {cores} cores, median of {runs}")
        print(f"fastavro + astropy, {cores} processes   {peer:7.2f} s  {1e6 * peer / count:6.0f} us a packet")
        for name in ("decoded", "stored"):
            mine = statistics.median(times[name])
            print(f"vetrina ingest, {name:8s}          {mine:7.2f} s  {1e6 * mine / count:6.0f} us a packet   {peer / mine:5.1f} x")


if __name__ == "__main__":
    main()
