#!/usr/bin/env python3
"""What scikit-learn says of a small synthetic set: make.py > scikit_learn.csv

Four clusters of different widths, two correlated columns, one with heavy tails; the last ten rows have one column put far
out, which `planted` names. `forest1` .. `forest4` are -IsolationForest(100 trees of 256).score_samples of seeds 1 .. 4;
`knnK` the mean distance to the K nearest others; `scaled0` column 0 by RobustScaler."""
import sys

import numpy
import sklearn
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import RobustScaler

ROWS, COLUMNS, PLANTED = 600, 8, 10

random = numpy.random.default_rng(20261123)
centres = random.normal(0, 3, (4, COLUMNS))
widths = numpy.array([0.3, 0.7, 1, 2])
which = random.integers(0, 4, ROWS)
values = centres[which] + widths[which][:, None] * random.normal(0, 1, (ROWS, COLUMNS))
values[:, 1] = 0.8 * values[:, 0] + 0.2 * values[:, 1]
values[:, 2] = random.standard_t(2, ROWS)
planted = numpy.full(ROWS, -1)
for i in range(PLANTED):
    row, column = ROWS - PLANTED + i, i % COLUMNS
    planted[row] = column
    values[row, column] += (-1) ** i * 60
values = values.round(4).astype(numpy.float32)

forests = [
    -IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(values).score_samples(values)
    for seed in (1, 2, 3, 4)
]
exact = values.astype(numpy.float64)
distances = NearestNeighbors(n_neighbors=10, algorithm="brute").fit(exact).kneighbors()[0]
scaled = RobustScaler().fit_transform(exact)

print(f"# scikit-learn {sklearn.__version__}, numpy {numpy.__version__}")
print(",".join([f"x{i}" for i in range(COLUMNS)]
               + ["planted", "forest1", "forest2", "forest3", "forest4", "knn1", "knn5", "knn10", "scaled0"]))
for row in range(ROWS):
    numbers = [f"{values[row, i]:.9g}" for i in range(COLUMNS)] + [str(planted[row])]
    numbers += [f"{forest[row]:.7f}" for forest in forests]
    numbers += [f"{distances[row, :k].mean():.9g}" for k in (1, 5, 10)]
    print(",".join(numbers + [f"{scaled[row, 0]:.9g}"]))
