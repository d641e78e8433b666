"""The C package of a model: sources, golden vectors and a page that says what it costs.

Knows files; how a model becomes whole numbers is `integers`', how these become C is `c_source`'s.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.learning import read_model, softmax
from modiste.wearables.edge.c_source import c_files
from modiste.wearables.edge.cost import cost_of
from modiste.wearables.edge.integers import IntNetwork, quantise
from modiste.wearables.edge.layers import Floats
from modiste.wearables.edge.reading import read_network

Window = NDArray[np.floating[Any]]
GOLDEN = 8
"""Golden windows that go along."""
_README = """\
# {name} in C99

A window of {steps} samples of {channels} channels in, {classes} classes out: {labels}.

| | |
|---|---|
| multiplications a window | {cost.macs:,} |
| weights and tables | {cost.constant_bytes:,} bytes, and about 2 kB of code |
| RAM | {cost.ram_bytes:,} bytes, static |
| energy a window, estimated | {low:g} to {high:g} uJ |

The energy is no measurement: {cost.assumed}.

`model.c` needs a C99 compiler and nothing else: no library, no allocation, whole numbers of 32 bits (samples
enter as `float`). The activations' ranges were learned from {calibrated}.

```
cc -std=c99 -Wall -Wextra -Werror -pedantic -Os model.c main.c -o check
./check          # the golden windows; what it says differs from the reference by nothing
./check 10000    # and the time of a window on this machine
```

```c
int8_t window[MODEL_STEPS * MODEL_CHANNELS];
int16_t logits[MODEL_CLASSES];
model_quantise(samples, window);                /* float samples[MODEL_STEPS * MODEL_CHANNELS] */
puts(model_labels[model_run(window, logits)]);  /* softmax(logits * MODEL_LOGIT_STEP) are probabilities */
```
"""


def integer_network(folder: Path, calibration: Sequence[Window] = ()) -> tuple[IntNetwork, Floats, str]:
    """A model folder's network in whole numbers, its golden windows, and in words what calibrated it.

    Raises:
        ModisteError: MOD-2940 for what has no form in whole numbers, MOD-2941 with too few windows.
    """
    network, golden = read_network(folder)
    if not len(calibration):
        return quantise(network, golden, folder.name), golden, f"the model's {len(golden)} golden windows"
    fitting = [each for each in calibration if each.shape == golden.shape[1:]]
    windows = np.stack(fitting) if fitting else golden[:0]
    return quantise(network, windows, folder.name), golden, f"{len(windows)} windows of training data"


def c_package(folder: Path, calibration: Sequence[Window] = ()) -> tuple[dict[str, bytes], dict[str, Any]]:
    """A float32 series model as C99: files by name, and what they cost.

    Args:
        folder: the model's.
        calibration: windows (steps, channels) like those that will be seen, without labels; by default the
            model's golden ones.

    Raises:
        ModisteError: MOD-2940 for a model that has no form in C, MOD-2941 with too few windows.
    """
    made, golden, calibrated = integer_network(folder, calibration)
    _, card = read_model(folder)
    cost = cost_of(made)
    page = _README.format(
        name=f"{card.name}@{card.version}",
        steps=made.network.steps,
        channels=made.network.channels,
        classes=len(card.labels),
        labels=", ".join(card.labels),
        low=cost.energy_uj[0],
        high=cost.energy_uj[1],
        calibrated=calibrated,
        cost=cost,
    )
    files = {**c_files(made, golden[:GOLDEN], card.name), "README.md": page}
    apart = np.abs(softmax(made.logits(golden)) - softmax(made.network.logits(golden))).max()
    notes = {"golden_difference": float(apart), "calibrated_on": calibrated, **cost.to_json()}
    return {name: text.encode() for name, text in files.items()}, notes
