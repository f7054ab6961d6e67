#!/usr/bin/env python3
"""What fine-tuning on a few real labels buys: AUC on held objects, beside the model as it is and training from scratch.

    fine_tune_study.py VETRINA PROJECT MODEL [SEEDS [SIZE...]]

PROJECT holds real ZTF packets that the survey has scored; a label is drb > 0.5. For each seed half of the objects are
held; SIZE labels are drawn from the others, a third of them bogus where there are as many. Nothing is learned from the
held half. Models go into the library: set $XDG_DATA_HOME to one that may be thrown away. Needs numpy.
"""
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

vetrina, project, model = sys.argv[1:4]
seeds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
sizes = [int(s) for s in sys.argv[5:]] or [100, 300]
work = tempfile.mkdtemp()


def run(*words):
    done = subprocess.run([vetrina, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def table(columns, where=""):
    return list(csv.DictReader(io.StringIO(run("table", "--project", project, "--columns", columns, "--where", where))))


def auc(score, truth):
    _, inverse, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    positives = truth.sum()
    return (ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * (len(truth) - positives))


run("score", "--project", project, "--model", model)
rows = [r for r in table(f"candid,objectId,drb,score.{model}.real") if r["drb"] and r["objectId"]]
candid = np.array([int(r["candid"]) for r in rows])
objects = np.array([r["objectId"] for r in rows])
real = np.array([float(r["drb"]) > 0.5 for r in rows])
before = np.array([float(r[f"score.{model}.real"] or "nan") for r in rows])
print(f"{len(rows)} candidates of {len(set(objects))} objects, {real.sum()} real")
results = {}
for seed in range(seeds):
    held = np.array([hashlib.sha256(f"{o} {seed}".encode()).digest()[0] % 2 == 0 for o in objects])
    random = np.random.default_rng(seed)
    for size in sizes:
        free = {kind: random.permutation(candid[~held & (real == kind)]) for kind in (True, False)}
        bogus = free[False][:size // 3]
        chosen = np.concatenate([bogus, free[True][:size - len(bogus)]])
        ids = ", ".join(map(str, chosen))
        for start in ("fine_tune", "scratch"):
            recipe = json.loads(open(os.path.join(os.path.dirname(__file__), f"../../models/recipes/{start}.json")).read())
            recipe.update(name=f"{start}_{size}_{seed}", seed=seed)
            recipe["labels"] = {"where": f"candid in ({ids})", "classes": {"real": "drb > 0.5", "bogus": "drb <= 0.5"}}
            recipe["split"] = {"test": 0, "validation": 0.2, "seed": seed}
            if start == "scratch":
                recipe["from"] = ""
            file = os.path.join(work, recipe["name"] + ".json")
            json.dump(recipe, open(file, "w"))
            words = ["train", "--project", project, "--recipe", file, "--json"]
            made = json.loads(run(*words, *(["--from", model] if start == "fine_tune" else [])))
            name = made["model"]
            run("score", "--project", project, "--model", name)
            after = {int(r["candid"]): float(r[f"score.{name}.real"] or "nan")
                     for r in table(f"candid,score.{name}.real", "drb is not none")}
            score = np.array([after[c] for c in candid])
            use = held & np.isfinite(score) & np.isfinite(before)
            value, unadapted = auc(score[use], real[use]), auc(before[use], real[use])
            results.setdefault((size, start), []).append(value)
            results.setdefault((size, "as it is"), []).append(unadapted) if start == "scratch" else None
            print(f"seed {seed}, {len(chosen)} labels ({len(bogus)} bogus), {start}: AUC {value:.4f} "
                  f"({unadapted:.4f} as it is), {made['epochs']} epochs, {made['seconds']:.0f} s", flush=True)
for (size, start), values in sorted(results.items()):
    print(f"{size} labels, {start}: mean {np.mean(values):.4f}, {min(values):.4f} to {max(values):.4f}")
