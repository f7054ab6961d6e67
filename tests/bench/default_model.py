#!/usr/bin/env python3
"""How well a model tells real from bogus on real ZTF packets: AUC with interval, by half of the objects, by magnitude.

    default_model.py VETRINA PROJECT MODEL [first|second]

PROJECT holds packets that the survey has scored; the truth is drb > 0.5. The objects are halved by the first byte of
the SHA-256 of their objectId, even first: the first half is what one looks at to mend the simulation, the second is the
judge, which nobody looks at (without a word, both are said). Intervals are of 95 %, from 1,000 resamplings of objects.
Needs numpy.
"""
import csv
import hashlib
import io
import subprocess
import sys

import numpy as np

vetrina, project, model = sys.argv[1:4]
halves = sys.argv[4:5] or ["first", "second"]


def run(*words):
    done = subprocess.run([vetrina, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def auc(score, truth):
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = truth.sum()
    if positives in (0, len(truth)):
        return np.nan
    return (ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * (len(truth) - positives))


run("score", "--project", project, "--model", model)
columns = run("table", "--project", project, "--where", "drb is not none", "--columns",
              f"candid,objectId,drb,magpsf,score.{model}.real")
rows = [r for r in csv.DictReader(io.StringIO(columns)) if r["objectId"] and r[f"score.{model}.real"]]
for half in halves:
    of = [r for r in rows if (hashlib.sha256(r["objectId"].encode()).digest()[0] % 2 == 0) == (half == "first")]
    objects = np.array([r["objectId"] for r in of])
    truth = np.array([float(r["drb"]) > 0.5 for r in of])
    score = np.array([float(r[f"score.{model}.real"]) for r in of])
    magnitude = np.array([float(r["magpsf"]) for r in of])
    random = np.random.default_rng(1)
    places = {o: np.flatnonzero(objects == o) for o in np.unique(objects)}
    names = list(places)
    drawn = []
    for _ in range(1000):
        at = np.concatenate([places[names[i]] for i in random.integers(len(names), size=len(names))])
        drawn.append(auc(score[at], truth[at]))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    print(f"{half} half: {len(of)} packets, {(~truth).sum()} bogus, AUC {auc(score, truth):.4f} [{low:.3f}, {high:.3f}]", end="")
    for a, b in ((0, 17), (17, 18.5), (18.5, 19.5), (19.5, 99)):
        within = (magnitude >= a) & (magnitude < b)
        print(f"; {a:g} to {b:g} mag {auc(score[within], truth[within]):.3f} of {within.sum()}, {(~truth[within]).sum()}", end="")
    print()
