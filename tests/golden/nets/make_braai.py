#!/usr/bin/env python3
"""Makes braai.json: float64 logits by PyTorch of braai with weights made of numbers. Run: make_braai.py > braai.json"""
import json
import torch
import torch.nn.functional as F
from golden_numbers import numbers

TENSORS = [("conv1.weight", (16, 3, 3, 3), 1.0), ("conv1.bias", (16,), 0.125), ("conv2.weight", (16, 16, 3, 3), 0.4375),
           ("conv2.bias", (16,), 0.125), ("conv3.weight", (32, 16, 3, 3), 0.4375), ("conv3.bias", (32,), 0.125),
           ("conv4.weight", (32, 32, 3, 3), 0.3125), ("conv4.bias", (32,), 0.125), ("fc_1.weight", (256, 1152), 0.125),
           ("fc_1.bias", (256,), 0.125), ("fc_out.weight", (1, 256), 0.25), ("fc_out.bias", (1,), 0.125)]
IMAGES = 21

w, at = {}, 0
for name, shape, scale in TENSORS:
    count = int(torch.tensor(shape).prod())
    w[name] = torch.from_numpy(numbers(at, count)).double().mul(scale).reshape(shape)
    at += count
x = torch.from_numpy(numbers(at, IMAGES * 3 * 63 * 63)).double().reshape(IMAGES, 3, 63, 63)
x = F.relu(F.conv2d(x, w["conv1.weight"], w["conv1.bias"]))
x = F.max_pool2d(F.relu(F.conv2d(x, w["conv2.weight"], w["conv2.bias"])), 2)
x = F.relu(F.conv2d(x, w["conv3.weight"], w["conv3.bias"]))
x = F.max_pool2d(F.relu(F.conv2d(x, w["conv4.weight"], w["conv4.bias"])), 4)
x = F.relu(F.linear(x.flatten(1), w["fc_1.weight"], w["fc_1.bias"]))
x = F.linear(x, w["fc_out.weight"], w["fc_out.bias"])
print(json.dumps({"made_by": f"torch {torch.__version__}, float64", "logits": x[:, 0].tolist(),
                  "tensors": [[n, list(s), c] for n, s, c in TENSORS]}, indent=0))
