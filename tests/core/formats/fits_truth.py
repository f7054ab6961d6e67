#!/usr/bin/env python3
"""What astropy reads of FITS files: one line a file, `WIDTH HEIGHT SHA256`.

    python fits_truth.py FILE...        FITS files
    python fits_truth.py --stamps LIST  LIST holds one file name a line: each file is length-prefixed stamps
                                        (8 bytes little-endian, then a FITS file) one after another

The digest is of the first image's pixels as little-endian float32, NaN as 0x7fc00000, rows in the file's order.
"""
import hashlib
import io
import struct
import sys
import warnings

import numpy as np
from astropy.io import fits

warnings.simplefilter("ignore")


def line(stream):
    with fits.open(stream, memmap=False) as hdus:
        data = next(h.data for h in hdus if h.data is not None and h.is_image)
        pixels = np.ascontiguousarray(data.reshape(data.shape[-2:]), dtype="<f4")
        pixels[np.isnan(pixels)] = np.frombuffer(struct.pack("<I", 0x7FC00000), "<f4")[0]
        digest = hashlib.sha256(pixels.tobytes()).hexdigest()
        return f"{pixels.shape[1]} {pixels.shape[0]} {digest}"


if sys.argv[1] == "--stamps":
    with open(sys.argv[2], "rb") as stream:
        while size := stream.read(8):
            print(line(io.BytesIO(stream.read(struct.unpack("<Q", size)[0]))))
else:
    for file in sys.argv[1:]:
        print(line(file))
