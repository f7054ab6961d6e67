"""Our maps of many vectors beside umap-learn's and openTSNE's (FIt-SNE), of the same vectors in one run.

    build/peers/bin/python tests/bench/bench_layout.py build/release/bench/bench_layout umap|tsne [COUNT [DIMENSIONS]] [--ours]

The vectors are what networks make of images: groups on bent sheets, through a random ReLU layer, with some noise; seeded.
Trustworthiness (Venna & Kaski 2001, as scikit-learn's) and the share of the 15 true neighbours that are among the map's
15 are taken on 1,000 of them against all. umap-learn is compiled by a small map first, openTSNE runs on as many threads;
packaging/peers --maps installs both. --ours leaves the peer out.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np


def vectors(count, dimensions, seed=5):
    random = np.random.default_rng(seed)
    groups, inner = 20, 8
    group = random.integers(groups, size=count)
    at = random.normal(size=(count, inner)).astype(np.float32) * random.uniform(0.3, 1, (groups, inner)).astype(np.float32)[group]
    hidden = at @ random.normal(size=(inner, 96)).astype(np.float32) + 2 * random.normal(size=(groups, 96)).astype(np.float32)[group]
    out = np.maximum(hidden, 0) @ (random.normal(size=(96, dimensions)) / 10).astype(np.float32)
    return np.maximum(out, 0) + 0.05 * random.normal(size=out.shape).astype(np.float32)


def order(x, queries):
    """Distances of some points to all, the point itself last."""
    norms = (x * x).sum(1)
    d = norms[None] - 2 * x[queries] @ x.T
    d[np.arange(len(queries)), queries] = np.inf
    return d


def quality(x, xy, k=15, sample=1000):
    """(trustworthiness, preservation)"""
    n = len(x)
    queries = np.random.default_rng(0).choice(n, min(sample, n), replace=False)
    penalty = kept = 0
    for some in np.array_split(queries, max(1, len(queries) // 100)):
        truth = order(x, some)
        on_map = np.argpartition(order(xy, some), k, axis=1)[:, :k]
        near = np.argpartition(truth, k, axis=1)[:, :k]
        for i in range(len(some)):
            kept += len(np.intersect1d(on_map[i], near[i]))
            ranks = (truth[i][None] < truth[i][on_map[i]][:, None]).sum(1) + 1
            penalty += np.maximum(0, ranks - k).sum()
    q = len(queries)
    return 1 - penalty * 2 / (q * k * (2 * n - 3 * k - 1)), kept / (q * k)


def umap_learn(x):
    import umap

    umap.UMAP().fit_transform(vectors(2000, 16))  # compiles
    start = time.perf_counter()
    xy = umap.UMAP().fit_transform(x)
    return time.perf_counter() - start, xy, ""


def open_tsne(x):
    import openTSNE

    start = time.perf_counter()
    xy = openTSNE.TSNE(n_jobs=len(os.sched_getaffinity(0)), random_state=1).fit(x)
    return time.perf_counter() - start, np.asarray(xy), "divergence %.4f, " % xy.kl_divergence


def main():
    program, kind, *numbers = [word for word in sys.argv[1:] if not word.startswith("--")]
    name, peer = {"umap": ("umap-learn", umap_learn), "tsne": ("openTSNE", open_tsne)}[kind]
    count, dimensions = (int(v) for v in (numbers + ["100000", "512"][len(numbers):]))
    x = vectors(count, dimensions)
    with tempfile.TemporaryDirectory() as folder:
        np.save(folder + "/x.npy", x)
        run = subprocess.run([program, kind, folder + "/x.npy", folder + "/xy.npy"], check=True, stdout=subprocess.PIPE)
        said = json.loads(run.stdout)
        ours = np.load(folder + "/xy.npy")
    print("vetrina", said, "trustworthiness %.4f, preservation %.4f" % quality(x, ours), flush=True)
    if "--ours" in sys.argv:
        return
    seconds, theirs, more = peer(x)
    print("%s %.1f s" % (name, seconds), more + "trustworthiness %.4f, preservation %.4f" % quality(x, theirs))
    print("ratio %.1f" % (seconds / said["seconds"]))


if __name__ == "__main__":
    main()
