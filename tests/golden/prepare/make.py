#!/usr/bin/env python3
"""Makes steps.json: stamps and what numpy (torch for the resize) makes of them, float32 as hex. Run: make.py > steps.json"""
import json
import numpy as np
import torch

random = np.random.default_rng(20261122)
F = np.float32


def words(a):
    return a.astype("<f4").tobytes().hex()


def stamp(ny, nx, scale=1.0, offset=0.0):
    return (random.normal(size=(ny, nx)) * scale + offset).astype(F)


def nan_to_zero(a):
    return np.nan_to_num(a, nan=0.0, posinf=np.inf, neginf=-np.inf)


def row_l2(a):
    norm = np.linalg.norm(a, axis=-1, keepdims=True)
    return a / np.where(norm == 0, F(1), norm)


def image_l2(a):
    return a / np.linalg.norm(a)


def pad(a, ny, nx, value=1e-9):
    return np.pad(a, [(0, ny - a.shape[0]), (0, nx - a.shape[1])], constant_values=F(value))


def pad_centre(a, ny, nx, value):
    y, x = (ny - a.shape[0]) // 2, (nx - a.shape[1]) // 2
    return np.pad(a, [(y, ny - a.shape[0] - y), (x, nx - a.shape[1] - x)], constant_values=F(value))


def crop(a, ny, nx):
    y, x = (a.shape[0] - ny) // 2, (a.shape[1] - nx) // 2
    return a[y : y + ny, x : x + nx]


def resize(a, ny, nx):
    t = torch.from_numpy(np.ascontiguousarray(a))[None, None]
    return torch.nn.functional.interpolate(t, (ny, nx), mode="bilinear", align_corners=False)[0, 0].numpy()


NAN = {"step": "nan", "value": 0}
LARGEST = {"step": "nan", "value": 0, "infinity": "largest"}
ROW = {"step": "normalise", "norm": "row-l2", "zero": "keep"}
IMAGE = {"step": "normalise", "norm": "image-l2", "zero": "refuse"}
cases = []


def case(name, a, steps, out, tolerance):
    cases.append({"name": name, "in": [*a.shape, words(a)], "steps": steps, "out": [*out.shape, words(out)],
                  "tolerance": tolerance})


def padded(ny, nx):
    return {"step": "pad", "height": ny, "width": nx, "value": 1e-9, "corner": "bottom-right"}


with np.errstate(all="ignore"):
    for ny, nx in ((21, 21), (12, 21), (21, 7), (3, 63), (3, 135)):
        a = stamp(ny, nx, 100, 30)
        case(f"row norm {ny}x{nx}", a, [NAN, ROW], row_l2(a), 0)
    a = stamp(13, 21, 100, 30)
    a[2, 5:9] = np.nan
    a[4] = np.nan
    a[6] = 0
    case("row norm, NaN, dark row, pad", a, [NAN, ROW, padded(24, 23)], pad(row_l2(nan_to_zero(a)), 24, 23), 0)
    a = stamp(9, 16, 10)
    a[3, 4] = 3.4028e38  # overflows: its row has norm inf and becomes 0
    a[5, 1] = -3.4028e38
    case("row norm that overflows", a, [NAN, ROW], row_l2(a), 0)
    case("image norm that overflows", a, [NAN, IMAGE], image_l2(a), 0)
    a = stamp(8, 9)
    a[1, 1], a[2, 2], a[3, 3] = np.inf, -np.inf, np.nan
    case("infinity to the largest", a, [LARGEST, ROW], row_l2(np.nan_to_num(a)), 0)
    a = stamp(23, 21, 1e-3)
    case("image norm, pad", a, [NAN, IMAGE, padded(30, 30)], pad(image_l2(a), 30, 30), 3e-7)
    a = stamp(30, 26, 5, 100)
    case("image norm, crop without", a,
         [IMAGE, {"step": "crop", "height": 15, "width": 15, "renormalise": False}], crop(image_l2(a), 15, 15), 3e-7)
    case("image norm, crop, norm again", a, [IMAGE, {"step": "crop", "height": 15, "width": 15, "renormalise": True}],
         image_l2(crop(image_l2(a), 15, 15)), 3e-7)
    case("crop, then pad", stamp_ := stamp(30, 9), [
        {"step": "crop", "height": 15, "width": 15, "renormalise": False}, padded(15, 15)],
         pad(crop(stamp_, 15, 9), 15, 15), 0)
    case("pad about the middle", stamp_ := stamp(8, 9), [
        {"step": "pad", "height": 13, "width": 12, "value": 0.5, "corner": "centre"}],
         pad_centre(stamp_, 13, 12, 0.5), 0)
    for ny, nx in ((33, 41), (9, 5), (21, 21), (1, 1)):
        a = stamp(21, 13)
        case(f"resize to {ny}x{nx}", a, [{"step": "resize", "height": ny, "width": nx, "method": "bilinear"}],
             resize(a, ny, nx), 1e-6)
    a = stamp(5, 6)
    case("scale", a, [{"step": "scale", "factor": 0.25, "offset": -2}], a * F(0.25) + F(-2), 0)

print(json.dumps({"made_by": f"numpy {np.__version__}, torch {torch.__version__}", "cases": cases}, indent=0))
