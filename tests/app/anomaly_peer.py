"""scikit-learn on what `vetrina table` printed: anomaly_peer.py forest|knn [PROJECT] < TABLE.csv

The columns of the table are candid, the value of ours, and the fields. They are scaled by RobustScaler, and -999 and
nothing stand at the median. With a project, in place of the fields: 64 principal components of the vectors that stand in
it, as they are. Prints one JSON object: `ours`, the mean Spearman of ours with scikit-learn's forests of five
seeds, and `theirs`, that of those with each other; or `worst`, the greatest relative difference of the mean distance to
the 10 nearest others."""
import csv
import json
import sqlite3
import sys

import numpy
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import NearestNeighbors


def spearman(a, b):
    rank = [numpy.argsort(numpy.argsort(x, kind="stable"), kind="stable") for x in (a, b)]
    return float(numpy.corrcoef(rank[0], rank[1])[0, 1])


rows = list(csv.reader(sys.stdin))[1:]
ours = numpy.array([float(row[1]) for row in rows])
if len(sys.argv) > 2:
    with sqlite3.connect(f"file:{sys.argv[2]}/derived.sqlite?mode=ro", uri=True) as derived:
        vectors = [numpy.frombuffer(blob, numpy.float16)
                   for (blob,) in derived.execute("SELECT vector FROM embeddings ORDER BY row")]
    scaled = PCA(64, svd_solver="full").fit_transform(numpy.array(vectors, dtype=numpy.float64))
else:
    fields = numpy.array([[float(cell) if cell else numpy.nan for cell in row[2:]] for row in rows])
    fields[fields == -999] = numpy.nan
    spread = numpy.nanpercentile(fields, 75, axis=0) - numpy.nanpercentile(fields, 25, axis=0)
    spread = numpy.where(spread > 0, spread, numpy.nanstd(fields, axis=0))
    scaled = (fields - numpy.nanmedian(fields, axis=0)) / numpy.where(spread > 0, spread, 1)
    scaled = numpy.nan_to_num(scaled, nan=0.0)

if sys.argv[1] == "forest":
    forests = [-IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(scaled).score_samples(scaled)
               for seed in range(5)]
    pairs = [spearman(a, b) for i, a in enumerate(forests) for b in forests[:i]]
    print(json.dumps({"ours": float(numpy.mean([spearman(ours, one) for one in forests])),
                      "theirs": float(numpy.mean(pairs)), "rows": len(rows)}))
else:
    theirs = NearestNeighbors(n_neighbors=10, algorithm="brute").fit(scaled).kneighbors()[0].mean(axis=1)
    print(json.dumps({"worst": float(numpy.max(numpy.abs(ours - theirs) / theirs)), "rows": len(rows)}))
