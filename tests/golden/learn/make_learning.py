#!/usr/bin/env python3
"""Makes learning.json: what PyTorch, timm, scikit-learn and scipy make of the same sums. Run: make_learning.py > learning.json

- steps: five AdamW steps of timm's small ConvNeXt (../nets/convnext_small.safetensors) on images made of numbers, for each
  kind of output: the losses, and of every parameter afterwards its sum, its length and its first value.
- initial: how timm's first weights are spread.
- temperature: by scipy's bounded minimiser, in float64; its logarithm is expected to be normal about 0 with a deviation
  of 0.5.
- auc: scikit-learn's, and DeLong's deviation by the definition, over all pairs.
"""
import json
import sys
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.stats
import sklearn.metrics
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from timm.models.convnext import ConvNeXt

sys.path.insert(0, str(Path(__file__).parent.parent / "nets"))
from golden_numbers import numbers  # noqa: E402

torch.set_num_threads(1)
RATE, DECAY, CLIP, BETA2, EPSILON, BATCH, STEPS = 1e-3, 0.05, 1.0, 0.999, 1e-4, 6, 5


def lessons(step):
    """Of each image: real, its weight, type, its weight."""
    k = np.arange(BATCH) + step * BATCH
    return (torch.tensor((k % 3 != 0) * 1.0, dtype=torch.float32), torch.tensor(0.5 + k % 2, dtype=torch.float32),
            torch.tensor(k % 2), torch.tensor((k % 3 != 0) * (0.25 + k % 5), dtype=torch.float32))


def loss(kind, logits, real, real_weight, type_, type_weight):
    of_real = (F.binary_cross_entropy_with_logits(logits[:, 0], real, reduction="none") * real_weight).sum()
    if kind == "sigmoid":
        return of_real
    if kind == "softmax":
        return (F.cross_entropy(logits, type_, reduction="none") * type_weight).sum()
    return of_real + (F.cross_entropy(logits[:, 1:], type_, reduction="none") * type_weight).sum()


def train(kind):
    net = ConvNeXt(in_chans=3, num_classes=3, depths=(1, 1, 1, 1), dims=(8, 16, 24, 32), conv_mlp=True)
    net.load_state_dict(load_file(Path(__file__).parent.parent / "nets" / "convnext_small.safetensors"))
    if kind == "sigmoid":
        with torch.no_grad():
            net.head.fc = torch.nn.Linear(32, 1)
            net.head.fc.weight.copy_(torch.from_numpy(numbers(0, 32)).reshape(1, 32))
            net.head.fc.bias.zero_()
    groups = [{"params": [p for p in net.parameters() if p.ndim > 1], "weight_decay": DECAY},
              {"params": [p for p in net.parameters() if p.ndim <= 1], "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, BETA2), eps=EPSILON)
    losses = []
    for step in range(STEPS):
        x = torch.from_numpy(numbers(step * BATCH * 11907, BATCH * 11907)).reshape(BATCH, 3, 63, 63)
        optimiser.zero_grad()
        value = loss(kind, net(x), *lessons(step))
        (value / BATCH).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), CLIP)
        optimiser.step()
        losses.append(value.item())
    after = {n: [p.double().sum().item(), p.double().norm().item(), p.flatten()[0].item()]
             for n, p in net.named_parameters()}
    return {"losses": losses, "after": after}


def temperature(kind, logits, real, type_):
    def nll(t):
        z = logits / t
        total = 0.0
        if kind != "softmax":
            total += F.binary_cross_entropy_with_logits(z[:, 0], real, reduction="sum").item()
        if kind == "softmax":
            total += F.cross_entropy(z, type_, reduction="sum").item()
        if kind == "real-then-type":
            total += F.cross_entropy(z[:, 1:], type_, reduction="sum").item()
        return total - scipy.stats.norm.logpdf(np.log(t), 0, 0.5)
    return scipy.optimize.minimize_scalar(nll, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10}).x


def delong(scores, truth):
    p, n = scores[truth], scores[~truth]
    wins = (p[:, None] > n[None, :]) + 0.5 * (p[:, None] == n[None, :])
    return float(np.sqrt(wins.mean(1).var(ddof=1) / len(p) + wins.mean(0).var(ddof=1) / len(n)))


out = {"made_by": f"torch {torch.__version__}, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}"}
out["steps"] = {kind: train(kind) for kind in ("sigmoid", "softmax", "real-then-type")}
COUNT = 400
z = torch.from_numpy(numbers(77, COUNT * 3)).reshape(COUNT, 3).double() * 12
k = np.arange(COUNT)
noisy = z + torch.from_numpy(numbers(5000, COUNT * 3)).reshape(COUNT, 3).double() * 9
out["temperature"] = {
    "sigmoid": temperature("sigmoid", z[:, :1], (noisy[:, 0] > 0).double(), None),
    "softmax": temperature("softmax", z, None, noisy.argmax(1)),
    "real-then-type": temperature("real-then-type", z, (noisy[:, 0] > 0).double(), noisy[:, 1:].argmax(1))}
scores = np.round(numbers(900, 500) * 40) / 40  # with ties
truth = scores + numbers(7000, 500) * 1.4 > 0.1
out["auc"] = {"value": sklearn.metrics.roc_auc_score(truth, scores), "deviation": delong(scores, truth)}
called = (np.arange(500) * 7 // 3) % 4
true = np.arange(500) % 4
true[true == 3] = np.where(np.arange((true == 3).sum()) % 2, 3, 0)
f1 = sklearn.metrics.f1_score(true, called, average="macro")
out["f1"] = {"macro": f1, "accuracy": sklearn.metrics.accuracy_score(true, called),
             "precision": sklearn.metrics.precision_score(true, called, average=None).tolist(),
             "recall": sklearn.metrics.recall_score(true, called, average=None).tolist()}
print(json.dumps(out, indent=0))
