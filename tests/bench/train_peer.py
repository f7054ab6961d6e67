#!/usr/bin/env python3
"""Training images/s of a plain PyTorch loop: timm's ConvNeXt, AdamW, batches of 64, flips and quarter turns.

    train_peer.py [IMAGES [THREADS]]        prints images/s of the best of three sittings of 20 batches
"""
import sys
import time

import numpy as np
import timm
import torch
import torch.nn.functional as F
from timm.models.convnext import ConvNeXt

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1280
torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else 2)
torch.manual_seed(1)
BATCH = 64
images = torch.randn(count, 3, 63, 63)
labels = torch.from_numpy(np.arange(count) % 4)
net = ConvNeXt(in_chans=3, num_classes=4, depths=(2, 2, 4, 2), dims=(32, 64, 128, 256), conv_mlp=True)
net = net.to(memory_format=torch.channels_last).train()
optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)


def sitting():
    began, done = time.perf_counter(), 0
    for first in range(0, count - BATCH + 1, BATCH):
        x = images[first:first + BATCH]
        if torch.rand(()) < 0.5:
            x = x.flip(-1)
        x = torch.rot90(x, int(torch.randint(4, ())), (-2, -1)).contiguous(memory_format=torch.channels_last)
        optimiser.zero_grad(set_to_none=True)
        F.cross_entropy(net(x), labels[first:first + BATCH]).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        done += BATCH
    return done / (time.perf_counter() - began)


sitting()
print(f"torch {torch.__version__}, timm {timm.__version__}: {max(sitting() for _ in range(3)):.0f} images/s")
