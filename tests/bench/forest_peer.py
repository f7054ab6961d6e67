"""The peers of bench_forest, a line "NAME fit SECONDS score SECONDS" each. forest_peer.py FILE ROWS COLUMNS THREADS

FILE holds float32, row after row. 100 trees of 256; the best of three rounds counts. A last line "itself SPEARMAN": of
scikit-learn's forest with one of another seed, on the first 100,000 rows."""
import os
import sys
import time

file, rows, columns, threads = sys.argv[1], *map(int, sys.argv[2:5])
os.environ.setdefault("OMP_NUM_THREADS", str(threads))

import numpy
from coniferest.isoforest import IsolationForest as Coniferest
from sklearn.ensemble import IsolationForest

data = numpy.fromfile(file, dtype=numpy.float32).reshape(rows, columns)


def timed(name, make):
    best = None
    for _ in range(3):
        start = time.perf_counter()
        model = make().fit(data)
        fitted = time.perf_counter()
        scores = model.score_samples(data)
        done = time.perf_counter()
        if best is None or done - start < sum(best):
            best = (fitted - start, done - fitted)
    (-scores).astype(numpy.float32).tofile(f"{file}.{name}")
    print(name, "fit", f"{best[0]:.3f}", "score", f"{best[1]:.3f}", flush=True)


timed("coniferest", lambda: Coniferest(n_trees=100, n_subsamples=256, random_seed=1, n_jobs=threads))
timed("scikit-learn", lambda: IsolationForest(n_estimators=100, max_samples=256, random_state=1, n_jobs=threads))
some = data[:100_000]
ranks = [IsolationForest(n_estimators=100, max_samples=256, random_state=seed, n_jobs=threads).fit(data)
         .score_samples(some).argsort().argsort() for seed in (1, 2)]
print("itself", f"{numpy.corrcoef(*ranks)[0, 1]:.3f}", flush=True)
