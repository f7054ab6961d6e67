"""Our t-SNE of many vectors beside openTSNE's (FIt-SNE), of the same vectors in one run.

    build/peers/bin/python tests/bench/bench_tsne.py build/release/bench/bench_tsne [COUNT [DIMENSIONS]] [--ours]

Vectors and judges are bench_umap.py's. openTSNE runs as it comes, on as many threads; packaging/peers --maps installs it.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

from bench_umap import quality, vectors


def main():
    program, *numbers = [word for word in sys.argv[1:] if not word.startswith("--")]
    count, dimensions = (int(v) for v in (numbers + ["100000", "512"][len(numbers):]))
    x = vectors(count, dimensions)
    with tempfile.TemporaryDirectory() as folder:
        np.save(folder + "/x.npy", x)
        said = json.loads(subprocess.run([program, folder + "/x.npy", folder + "/xy.npy"], check=True, capture_output=True).stdout)
        ours = np.load(folder + "/xy.npy")
    print("vetrina", said, "trustworthiness %.4f, preservation %.4f" % quality(x, ours), flush=True)
    if "--ours" in sys.argv:
        return
    import openTSNE

    start = time.perf_counter()
    theirs = openTSNE.TSNE(n_jobs=len(os.sched_getaffinity(0)), random_state=1).fit(x)
    seconds = time.perf_counter() - start
    print("openTSNE %.1f s" % seconds, "divergence %.4f," % theirs.kl_divergence,
          "trustworthiness %.4f, preservation %.4f" % quality(x, np.asarray(theirs)))
    print("ratio %.1f" % (seconds / said["seconds"]))


if __name__ == "__main__":
    main()
