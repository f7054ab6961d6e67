"""Compares `vetrina pixels` with fastavro and astropy, bit for bit: PROGRAM PROJECT PACKETS SCRATCH"""
import glob
import gzip
import io
import json
import os
import subprocess
import sys

import fastavro
import numpy as np
from astropy.io import fits
from astropy.visualization import MinMaxInterval, PercentileInterval, ZScaleInterval

program, project, packets, scratch = sys.argv[1:]
files = sorted(glob.glob(os.path.join(packets, "*.avro")))
chosen = files[:: len(files) // 11] + sorted(files, key=os.path.getsize)[:1]
intervals = {"zscale": ZScaleInterval(), "minmax": MinMaxInterval(), "99": PercentileInterval(99)}
compared = 0
for file in chosen:
    with open(file, "rb") as stream:
        record = next(fastavro.reader(stream))
    for panel in ("science", "template", "difference"):
        raw = gzip.decompress(record["cutout" + panel.capitalize()]["stampData"])
        truth = fits.open(io.BytesIO(raw), ignore_missing_simple=True)[0].data.astype(">f4")
        for number, (limits, interval) in enumerate(intervals.items()):
            out = os.path.join(scratch, "x.npy" if number % 2 else "x.fits")
            said = json.loads(subprocess.check_output(
                [program, "pixels", "--project", project, "--candid", str(record["candid"]), "--panel", panel,
                 "--out", out, "--limits", limits, "--json"]))
            ours = np.load(out) if out.endswith("npy") else fits.getdata(out)
            assert ours.shape == truth.shape, (file, panel, ours.shape, truth.shape)
            assert ours.astype(">f4").tobytes() == truth.tobytes(), (file, panel, "pixels differ")
            finite = truth[np.isfinite(truth)].astype("f4")
            low, high = interval.get_limits(truth.astype("f4") if limits != "minmax" else finite)
            assert np.float32(said["low"]) == np.float32(low), (file, panel, limits, said, low)
            assert np.float32(said["high"]) == np.float32(high), (file, panel, limits, said, high)
            compared += 1
print(f"{compared} outputs of {len(chosen)} packets equal astropy's")
