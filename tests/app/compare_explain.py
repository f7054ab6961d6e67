"""Compares `vetrina explain` on real packets with pytorch-grad-cam and captum: PROGRAM PROJECT PACKETS WEIGHTS SCRATCH

braai d6_m7 with its own weights, and a ConvNeXt-pico of timm's with random ones.
"""
import copy
import glob
import gzip
import io
import json
import os
import subprocess
import sys

import fastavro
import numpy as np
import safetensors.torch
import timm
import torch
from astropy.io import fits
from captum.attr import IntegratedGradients, Occlusion
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

program, project, packets, weights, scratch = sys.argv[1:]
torch.set_num_threads(2)
PANELS = ("Science", "Template", "Difference")


class Braai(torch.nn.Module):
    """Duev et al. 2019."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = torch.nn.Conv2d(3, 16, 3), torch.nn.Conv2d(16, 16, 3)
        self.conv3, self.conv4 = torch.nn.Conv2d(16, 32, 3), torch.nn.Conv2d(32, 32, 3)
        self.fc_1, self.fc_out = torch.nn.Linear(1152, 256), torch.nn.Linear(256, 1)

    def forward(self, x):
        x = torch.nn.functional.max_pool2d(torch.relu(self.conv2(torch.relu(self.conv1(x)))), 2)
        x = torch.nn.functional.max_pool2d(torch.relu(self.conv4(torch.relu(self.conv3(x)))), 4)
        return self.fc_out(torch.relu(self.fc_1(x.flatten(1))))


def stamps(record):
    raw = [gzip.decompress(record["cutout" + panel]["stampData"]) for panel in PANELS]
    return [fits.open(io.BytesIO(r), ignore_missing_simple=True)[0].data.astype(np.float32) for r in raw]


def prepare(images, rows):
    """As the cards say: NaN to 0, each row or the whole image by its norm, padded below and to the right."""
    out = []
    for image in images:
        image = np.nan_to_num(image, nan=0.0)
        norm = np.linalg.norm(image, axis=-1, keepdims=True) if rows else np.linalg.norm(image)
        image = image / np.where(norm == 0, np.float32(1), norm)
        out.append(np.pad(image, [(0, 63 - image.shape[0]), (0, 63 - image.shape[1])],
                          constant_values=np.float32(1e-9)))
    return torch.from_numpy(np.stack(out).astype(np.float32))[None]


braai = Braai()
braai.load_state_dict(safetensors.torch.load_file(weights))
braai.eval()
torch.manual_seed(20261123)
pico = timm.create_model("convnext_pico", pretrained=False, num_classes=3)
with torch.no_grad():
    for name, p in pico.named_parameters():  # as they are made, layer scales would hide most of the network
        if name.endswith("gamma"):
            p.uniform_(-0.5, 0.5)
        elif p.ndim == 1:
            p.add_(torch.randn_like(p) * 0.1)
        else:
            p.normal_(std=0.7 / max(1, p[0].numel()) ** 0.5)
pico.eval()
pico_file = os.path.join(scratch, "pico.safetensors")
safetensors.torch.save_file(pico.state_dict(), pico_file)
card = {"vetrina_card": 1, "name": "pico", "version": "1", "family": "convnext", "variant": "pico",
        "input": {"kind": "triplet", "channels": ["science", "template", "difference"], "height": 63, "width": 63},
        "prepare": [{"step": "nan", "value": 0, "infinity": "keep"},
                    {"step": "normalise", "norm": "image-l2", "zero": "keep"},
                    {"step": "pad", "height": 63, "width": 63, "value": 1e-9, "corner": "bottom-right"}],
        "classes": ["SN", "AGN", "BOG"], "output": "softmax", "licence": "MIT",
        "weights": {"file": "pico.safetensors", "sha256": ""}}
pico_card = os.path.join(scratch, "pico.json")
with open(pico_card, "w") as stream:
    json.dump(card, stream)

networks = {
    "braai": dict(net=braai, rows=True, file=weights, card="braai_d6_m7", classes=["real"], layer=braai.conv4,
                  named="conv4", window=9, stride=3, packets=4),
    "pico": dict(net=pico, rows=False, file=pico_file, card=pico_card, classes=["SN", "AGN", "BOG"],
                 layer=pico.stages[1], named="stages.1", window=21, stride=16, packets=2),
}


def ours(network, candid, method, *options):
    out = os.path.join(scratch, "x.npy")
    if os.path.exists(out):
        os.remove(out)
    ran = subprocess.run([program, "explain", "--project", project, "--model", network["file"], "--card",
                          network["card"], "--candid", str(candid), "--method", method, "--out", out, "--device", "cpu",
                          "--json", *options], stdout=subprocess.PIPE, text=True)
    said = json.loads(ran.stdout)
    assert (ran.returncode == 0) == (said["state"] == "map") == os.path.exists(out), said
    assert said["method"] == method
    return said, np.load(out) if os.path.exists(out) else None


files = sorted(glob.glob(os.path.join(packets, "*.avro")))
by_size = sorted(files, key=os.path.getsize)
chosen = by_size[:1] + files[:: len(files) // 4]
worst, compared, blank = {}, 0, 0
for name, network in networks.items():
    net, classes = network["net"], network["classes"]
    for file in chosen[: network["packets"]]:
        with open(file, "rb") as stream:
            record = next(fastavro.reader(stream))
        images = stamps(record)
        ny, nx = images[0].shape
        x = prepare(images, network["rows"])
        with torch.no_grad():
            likeliest = int(net(x)[0].argmax())
        for target in {likeliest, len(classes) - 1}:
            options = [] if target == likeliest else ["--class", classes[target]]

            said, mine = ours(network, record["candid"], "gradcam", *options)
            with GradCAM(net, [network["layer"]]) as cam:
                truth = cam(x, [ClassifierOutputTarget(target)])[0]
            assert said["class"] == classes[target] and said["layer"] == network["named"], said
            if said["state"] == "map":
                assert mine.shape == (ny, nx) and mine.dtype == np.float32
                worst["gradcam"] = max(worst.get("gradcam", 0), np.abs(mine - truth[:ny, :nx]).max())
            else:
                assert said["state"] == "zero" and not truth[:ny, :nx].any(), said
                blank += 1

            said, mine = ours(network, record["candid"], "integrated-gradients", *options)
            # In float64: in float32 captum is up to 2e-4 off itself at another batch size, where the last bit of an
            # image on the way decides on which side of a kink of the network it lies.
            exact = copy.deepcopy(net).double()
            truth, delta = IntegratedGradients(exact).attribute(x.double(), target=target, n_steps=50,
                                                                internal_batch_size=10, return_convergence_delta=True)
            truth = truth[0].detach().numpy()[:, :ny, :nx]
            assert mine.shape == (3, ny, nx) and said["class"] == classes[target]
            error = np.abs(mine - truth).max()
            worst["integrated"] = max(worst.get("integrated", 0), error, error / max(1e-3, np.abs(truth).max()))
            worst["completeness"] = max(worst.get("completeness", 0), abs(said["completeness"] - float(delta)))
            compared += 2
        window, stride = network["window"], network["stride"]
        said, mine = ours(network, record["candid"], "occlusion", "--window", str(window), "--stride", str(stride))
        truth = Occlusion(net).attribute(x, (1, window, window), (1, stride, stride), 0, target=likeliest,
                                         perturbations_per_eval=64)[0].numpy()[:, :ny, :nx]
        assert mine.shape == (3, ny, nx) and said["window"] == window and said["completeness"] is None
        worst["occlusion"] = max(worst.get("occlusion", 0), np.abs(mine - truth).max())
        compared += 1
words = ", ".join(f"{key} {value:.2g}" for key, value in worst.items())
assert all(value < 1e-4 for value in worst.values()), words
print(f"{compared} maps ({blank} of them nothing but zeros, said) of real stamps are those of the peers; at most: {words}")
