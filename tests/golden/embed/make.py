"""Makes vectors.npy, map.npy and golden.json: principal components, curves, fuzzy graph, maps by scikit-learn and umap-learn.

    build/peers/bin/python tests/golden/embed/make.py        made with scikit-learn 1.9.1, umap-learn 0.5.12
"""
import json
import pathlib
import sys

import numpy as np
import umap
from sklearn.decomposition import PCA
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE, trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors
from umap.umap_ import find_ab_params, fuzzy_simplicial_set

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parents[1] / "bench"))
from bench_layout import vectors  # noqa: E402

K, OLD = 15, 1000
x = vectors(1200, 24).astype(np.float16)
np.save(here / "vectors.npy", x)
x = x.astype(np.float32)
golden = {"versions": {"umap-learn": umap.__version__}}

pca = PCA(10, svd_solver="full").fit(x.astype(np.float64))
golden["pca"] = {
    "variance": pca.explained_variance_.tolist(),
    "share": pca.explained_variance_ratio_.tolist(),
    "directions": pca.components_[:3].tolist(),
    "projected": pca.transform(x[:5].astype(np.float64))[:, :3].tolist(),
}
golden["curves"] = [[d, s, *map(float, find_ab_params(s, d))] for d, s in ((0.1, 1.0), (0.0, 1.0), (0.5, 1.0), (0.25, 1.5), (0.99, 1.0))]

distances, ids = NearestNeighbors(n_neighbors=K).fit(x).kneighbors(x)
graph, sigmas, rhos = fuzzy_simplicial_set(
    x, K, np.random.RandomState(0), "euclidean", knn_indices=ids, knn_dists=distances.astype(np.float32))[:3]
graph = graph.tocsr()
graph.sort_indices()
golden["graph"] = {
    "edges": int(graph.nnz),
    "sum": float(graph.sum()),
    "sigmas": sigmas[:40].tolist(),
    "rhos": rhos[:40].tolist(),
    "rows": [[graph.indices[a:b].tolist(), graph.data[a:b].tolist()] for a, b in zip(graph.indptr[:40], graph.indptr[1:41])],
}


def kept(queries, among, queries_xy, among_xy, own):
    """The share of the K true neighbours that are among the map's K."""
    skip = 1 if own else 0
    near = lambda a, b: NearestNeighbors(n_neighbors=K + skip).fit(b).kneighbors(a)[1][:, skip:]
    true, on_map = near(queries, among), near(queries_xy, among_xy)
    return float(np.mean([len(np.intersect1d(a, b)) / K for a, b in zip(true, on_map)]))


golden["umap"] = []
for seed in (1, 2, 3):
    mapped = umap.UMAP(random_state=seed, n_jobs=1).fit_transform(x)
    golden["umap"].append({"trustworthiness": float(trustworthiness(x, mapped, n_neighbors=K)), "kept": kept(x, x, mapped, mapped, True)})
    if seed == 1:
        np.save(here / "map.npy", mapped.astype(np.float32))
        golden["cosine"] = [[k, float(trustworthiness(x, mapped, n_neighbors=k, metric="cosine"))] for k in (5, 10, 15)]
golden["placed"] = []
for seed in (1, 2, 3):
    old = umap.UMAP(random_state=seed, n_jobs=1).fit(x[:OLD])
    golden["placed"].append(kept(x[OLD:], x[:OLD], old.transform(x[OLD:]), old.embedding_, False))
near = NearestNeighbors(n_neighbors=90).fit(x).kneighbors_graph(mode="distance")
near.data **= 2  # as TSNE.fit() does
joint = _joint_probabilities_nn(near, 30, 0).tocsr()
joint.sort_indices()
golden["affinities"] = {
    "edges": int(joint.nnz),
    "rows": [[joint.indices[a:b].tolist(), joint.data[a:b].tolist()] for a, b in zip(joint.indptr[:40], joint.indptr[1:41])],
}


def divergence(mapped):
    """Of the whole map, pair by pair: scikit-learn's own is by its tree."""
    q = 1 / (1 + squareform(pdist(mapped.astype(np.float64), "sqeuclidean")))
    np.fill_diagonal(q, 0)
    p = joint.tocoo()
    return float((p.data * np.log(p.data * q.sum() / q[p.row, p.col])).sum())


mapped = TSNE(init="pca", random_state=1).fit_transform(x)  # begun there, it is the same for every seed
golden["tsne"] = {
    "trustworthiness": float(trustworthiness(x, mapped, n_neighbors=K)),
    "kept": kept(x, x, mapped, mapped, True),
    "divergence": divergence(mapped),
}
json.dump(golden, open(here / "golden.json", "w"))
print({k: golden[k] for k in ("umap", "placed", "tsne")})
