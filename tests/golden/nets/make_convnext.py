#!/usr/bin/env python3
"""Makes small ConvNeXts by timm: NAME.safetensors with random weights, and convnext.json with the logits and
features (what timm's forward_head(pre_logits=True) gives) of it.

    make_convnext.py FOLDER [VARIANT ...]     variants: small (two models, committed), or atto, femto, pico, nano, tiny,
                                              or vetrina: the model that ships, with its own weights
"""
import json
import sys
from pathlib import Path

import safetensors.torch
import timm
import torch
from golden_numbers import numbers
from timm.models.convnext import ConvNeXt

folder, variants = Path(sys.argv[1]), sys.argv[2:] or ["small"]
torch.manual_seed(20261122)
torch.set_num_threads(1)


def randomise(net):
    """Biases, gammas and norms too: as they are made they would hide mistakes."""
    with torch.no_grad():
        for name, p in net.named_parameters():
            if name.endswith("gamma"):
                p.uniform_(-0.5, 0.5)
            elif p.ndim == 1:
                p.add_(torch.randn_like(p) * 0.1)
            else:
                p.normal_(std=0.7 / max(1, p[0].numel()) ** 0.5)


def btsbot_head(net, fc1, fc2):
    net.head = torch.nn.Sequential(
        net.head.global_pool, net.head.norm, torch.nn.Flatten(1), torch.nn.Linear(net.num_features, fc1),
        torch.nn.GELU(), torch.nn.Linear(fc1, fc2), torch.nn.GELU(), torch.nn.Dropout(0.7), torch.nn.Linear(fc2, 1))


def record(name, net, side, classes, prefix="", images=3, weights=None, **architecture):
    if weights:
        net.load_state_dict(safetensors.torch.load_file(weights))
    else:
        randomise(net)
    net.eval()
    btsbot = architecture.get("head") == "btsbot"  # no head of timm's: pool, norm and flatten stand first in it
    x = torch.from_numpy(numbers(0, images * 3 * side * side)).reshape(images, 3, side, side)
    with torch.inference_mode():
        logits = net(x)
        encoded = net.forward_features(x)
        features = net.head[:3](encoded) if btsbot else net.forward_head(encoded, pre_logits=True)
    state = {prefix + k: v.contiguous() for k, v in net.state_dict().items()}
    safetensors.torch.save_file(state, folder / f"{name}.safetensors")
    return {"name": name, "side": side, "classes": classes, "images": images, "logits": logits.tolist(),
            "features": features.tolist(),
            "architecture": dict(architecture, **({"prefix": prefix} if prefix else {}))}


cases = []
for variant in variants:
    if variant == "small":
        net = ConvNeXt(in_chans=3, num_classes=3, depths=(1, 1, 1, 1), dims=(8, 16, 24, 32), conv_mlp=True)
        cases.append(record("convnext_small", net, 63, 3, variant="custom", depths=[1, 1, 1, 1],
                            dims=[8, 16, 24, 32], mlp="conv"))
        net = ConvNeXt(in_chans=3, num_classes=1, depths=(1, 1, 2, 1), dims=(4, 8, 8, 12), conv_mlp=False)
        btsbot_head(net, 6, 4)
        cases.append(record("convnext_btsbot", net, 63, 1, "convnext.", variant="custom", depths=[1, 1, 2, 1],
                            dims=[4, 8, 8, 12], mlp="linear", head="btsbot", fc1=6, fc2=4))
    elif variant == "vetrina":
        shape = {"depths": [2, 2, 4, 2], "dims": [32, 64, 128, 256]}
        net = ConvNeXt(in_chans=3, num_classes=5, conv_mlp=True, **shape)
        cases.append(record("vetrina", net, 63, 5, weights=Path(__file__).parents[3] / "models/vetrina.safetensors",
                            variant="custom", mlp="conv", **shape))
    else:
        net = timm.create_model(f"convnext_{variant}", pretrained=False, num_classes=2)
        cases.append(record(f"convnext_{variant}", net, 63, 2, variant=variant))
text = json.dumps({"made_by": f"timm {timm.__version__}, torch {torch.__version__}", "cases": cases}, indent=0)
(folder / "convnext.json").write_text(text + "\n")
