#!/usr/bin/env python3
"""What the real packets say about their sky.

    ask_packets.py ztf FOLDER      a line a packet: exposure and quadrant, xpos, ypos, ra, dec, stamp width, height
    ask_packets.py rubin FOLDER    a block a cutout: the source's ra, dec; its header; then lines of column, row,
                                   ra, dec from astropy.wcs, which is told the projection that the header leaves out
"""

import gzip
import io
import json
import pathlib
import sys
import tarfile
import warnings

import fastavro
from astropy.io import fits
from astropy.wcs import WCS


def ztf(folder):
    def line(stream):
        for record in fastavro.reader(stream):
            c = record["candidate"]
            if c.get("xpos") is None or record.get("cutoutScience") is None:
                continue
            with fits.open(io.BytesIO(gzip.decompress(record["cutoutScience"]["stampData"]))) as hdus:
                height, width = hdus[0].data.shape
            print(f"{c['jd']!r}/{c['rcid']}", *(repr(float(c[k])) for k in ("xpos", "ypos", "ra", "dec")), width, height)

    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix == ".avro":
            with path.open("rb") as stream:
                line(stream)
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.name.endswith(".avro"):
                        line(archive.extractfile(member))


def rubin_records(folder):
    folder = pathlib.Path(folder)
    for path in sorted(folder.glob("[0-9]*.avro")):
        data = path.read_bytes()
        major, minor = divmod(int.from_bytes(data[1:5], "big"), 100)
        schema = fastavro.schema.load_schema(folder / f"schemas/{major}/{minor}/lsst.v{major}_{minor}.alert.avsc")
        yield fastavro.schemaless_reader(io.BytesIO(data[5:]), schema)
    with (folder / "fink-client.avro").open("rb") as stream:
        yield from fastavro.reader(stream)
    for path in folder.glob("*.tar.gz"):
        with tarfile.open(path) as archive:
            schema = None
            for member in archive:
                data = archive.extractfile(member).read()
                if member.name.endswith(".json"):
                    schema = fastavro.parse_schema(json.loads(data))
                elif schema:
                    yield fastavro.schemaless_reader(io.BytesIO(data), schema)


def rubin(folder):
    for record in rubin_records(folder):
        for which in ("cutoutScience", "cutoutTemplate", "cutoutDifference"):
            if not record.get(which):
                continue
            header = fits.getheader(io.BytesIO(record[which]))
            print("#", repr(record["diaSource"]["ra"]), repr(record["diaSource"]["dec"]))
            print(header.tostring(sep="\n", endcard=True, padding=False))
            header["CTYPE1"], header["CTYPE2"] = "RA---TAN", "DEC--TAN"
            frame = WCS(header)
            for column, row in [(0, 0), (header["NAXIS1"] - 1, 0), (0, header["NAXIS2"] - 1), (12.25, 17.5)]:
                print(column, row, *(repr(float(v)) for v in frame.wcs_pix2world(column, row, 0)))


warnings.simplefilter("ignore")
{"ztf": ztf, "rubin": rubin}[sys.argv[1]](sys.argv[2])
