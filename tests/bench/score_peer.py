"""The peer of bench_score: braai in eager PyTorch, float32, inference mode. score_peer.py WEIGHTS THREADS"""
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file

weights = load_file(sys.argv[1])
torch.set_num_threads(int(sys.argv[2]))


class Braai(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = torch.nn.Conv2d(3, 16, 3), torch.nn.Conv2d(16, 16, 3)
        self.conv3, self.conv4 = torch.nn.Conv2d(16, 32, 3), torch.nn.Conv2d(32, 32, 3)
        self.fc_1, self.fc_out = torch.nn.Linear(1152, 256), torch.nn.Linear(256, 1)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = F.relu(self.conv3(x))
        x = F.max_pool2d(F.relu(self.conv4(x)), 4)
        return torch.sigmoid(self.fc_out(F.relu(self.fc_1(x.flatten(1)))))


net = Braai().eval()
net.load_state_dict(weights)
for layout, name in ((torch.contiguous_format, "nchw"), (torch.channels_last, "channels-last")):
    net = net.to(memory_format=layout)
    for batch in (1, 64, 1024):
        x = (torch.rand(batch, 3, 63, 63) - 0.5).contiguous(memory_format=layout)
        with torch.inference_mode():
            for _ in range(3):
                net(x)
            start = time.perf_counter()
            net(x)
            repeats = max(1, min(2000, int(0.1 / (time.perf_counter() - start))))
            best = 0
            for _ in range(9):
                start = time.perf_counter()
                for _ in range(repeats):
                    net(x)
                best = max(best, batch * repeats / (time.perf_counter() - start))
        print(batch, name, f"{best:.0f}", flush=True)
