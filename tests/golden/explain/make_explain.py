#!/usr/bin/env python3
"""Makes the maps beside it by pytorch-grad-cam and captum, and cases.json that says of what. Run: make_explain.py FOLDER

Networks: braai with weights made of numbers (as ../nets/make_braai.py) and ../nets/convnext_small.safetensors; images
made of numbers too. Maps are float32 over the network's input.
"""
import json
import sys
from pathlib import Path

import captum
import numpy as np
import safetensors.torch
import timm
import torch
from captum.attr import IntegratedGradients, Occlusion
from importlib.metadata import version
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / "nets"))
from golden_numbers import numbers  # noqa: E402

folder = Path(sys.argv[1])
torch.set_num_threads(1)


class Braai(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = torch.nn.Conv2d(3, 16, 3), torch.nn.Conv2d(16, 16, 3)
        self.conv3, self.conv4 = torch.nn.Conv2d(16, 32, 3), torch.nn.Conv2d(32, 32, 3)
        self.fc_1, self.fc_out = torch.nn.Linear(1152, 256), torch.nn.Linear(256, 1)

    def forward(self, x):
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        x = torch.nn.functional.max_pool2d(x, 2)
        x = torch.relu(self.conv4(torch.relu(self.conv3(x))))
        x = torch.nn.functional.max_pool2d(x, 4)
        return self.fc_out(torch.relu(self.fc_1(x.flatten(1))))


def numbered_braai():
    net, at = Braai(), 0
    state = net.state_dict()
    for name, shape, scale in json.loads((here.parent / "nets/braai.json").read_text())["tensors"]:
        count = int(np.prod(shape))
        state[name] = torch.from_numpy(numbers(at, count)).mul(scale).reshape(shape)
        at += count
    net.load_state_dict(state)
    return net.eval()


def small_convnext():
    net = timm.models.convnext.ConvNeXt(in_chans=3, num_classes=3, depths=(1, 1, 1, 1), dims=(8, 16, 24, 32),
                                        conv_mlp=True)
    net.load_state_dict(safetensors.torch.load_file(here.parent / "nets/convnext_small.safetensors"))
    return net.eval()


cases = []


def keep(name, network, side, first, target, method, values, **settings):
    np.save(folder / f"{name}.npy", np.ascontiguousarray(values, dtype=np.float32))
    cases.append({"name": name, "network": network, "side": side, "first": first, "class": target, "method": method,
                  **settings})


def record(network, net, side, first, target, layers, baseline, window, stride, by_channel):
    x = torch.from_numpy(numbers(first, 3 * side * side)).reshape(1, 3, side, side)
    for layer, module in layers.items():
        with GradCAM(net, [module]) as cam:
            values = cam(x, [ClassifierOutputTarget(target)])[0]
        keep(f"{network}_gradcam_{layer.replace('.', '_')}", network, side, first, target, "gradcam", values,
             layer=layer)
    base = torch.zeros_like(x)
    if baseline == "median":
        base += x.flatten(2).median(2).values[:, :, None, None]
    else:
        base += float(baseline)
    values, delta = IntegratedGradients(net).attribute(x, base, target=target, n_steps=50,
                                                       return_convergence_delta=True)
    keep(f"{network}_integrated", network, side, first, target, "integrated-gradients", values[0].detach(),
         baseline=baseline, completeness=float(delta))
    shape = (1 if by_channel else 3, window, window)
    values = Occlusion(net).attribute(x, shape, (1, stride, stride), base, target=target, perturbations_per_eval=32)
    values = values[0] if by_channel else values[0, :1]
    keep(f"{network}_occlusion", network, side, first, target, "occlusion", values, baseline=baseline, window=window,
         stride=stride, by_channel=by_channel)


net = numbered_braai()
record("braai", net, 63, 1000, 0, {"conv4": net.conv4, "conv2": net.conv2}, "0", 9, 3, True)
net = small_convnext()
record("convnext_small", net, 40, 5000, 1, {"stages.0": net.stages[0], "stages.1.blocks.0": net.stages[1].blocks[0]},
       "median", 8, 5, False)
made_by = f"torch {torch.__version__}, captum {captum.__version__}, grad-cam {version('grad-cam')}, timm {timm.__version__}"
(folder / "cases.json").write_text(json.dumps({"made_by": made_by, "cases": cases}, indent=0) + "\n")
for case in cases:
    values = np.load(folder / f"{case['name']}.npy")
    print(case["name"], values.shape, values.min(), values.max())
