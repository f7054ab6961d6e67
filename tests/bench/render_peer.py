"""What bench_render does, done with astropy's intervals and stretches and matplotlib's viridis."""

import statistics
import sys
import time

sys.path.insert(0, sys.argv[1])

import matplotlib
import numpy
from astropy.visualization import AsinhStretch, HistEqStretch, LinearStretch, LogStretch
from astropy.visualization import MinMaxInterval, PercentileInterval, ZScaleInterval

import planes

made = dict(planes.synthetic())
three = [made[name] for name in ("stars", "sky", "difference")]
viridis = matplotlib.colormaps["viridis"]


def restretch(interval, stretch):
    for pixels in three:
        low, high = interval.get_limits(pixels)
        x = numpy.clip((pixels - low) / (high - low), 0, 1)
        viridis((HistEqStretch(x) if stretch is HistEqStretch else stretch())(x), bytes=True)


for name, interval in (("minmax", MinMaxInterval()), ("99.5", PercentileInterval(99.5)), ("zscale", ZScaleInterval())):
    words = []
    for stretch in (LinearStretch, AsinhStretch, LogStretch, HistEqStretch):
        times = []
        for _ in range(60):
            begin = time.perf_counter()
            restretch(interval, stretch)
            times.append((time.perf_counter() - begin) * 1e3)
        words.append(f"{stretch.__name__.removesuffix('Stretch').lower()} {statistics.median(times):.3f}")
    print(f"  {name:<11}", "  ".join(words))
