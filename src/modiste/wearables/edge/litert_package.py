"""The LiteRT package of a model: the int8 network, its labels, golden vectors and a page about it.

Knows files, and holds LiteRT to the reference before they are given; operators are `litert`'s.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.learning import read_model, softmax
from modiste.wearables.edge.cost import cost_of
from modiste.wearables.edge.flatbuffer import ALIGNED
from modiste.wearables.edge.litert import in_int8, litert_bytes, logit_scale, told_by
from modiste.wearables.edge.package import GOLDEN, Window, integer_network

APART = 2
"""Steps of a logit that LiteRT may differ from the reference by; one was found."""
_README = """\
# {name} for LiteRT, int8

`model.tflite` takes a window of {steps} samples of {channels} channels as int8 and gives int8 logits of
{classes} classes: {labels}. Nothing in it is computed in floating point.

| | |
|---|---|
| file | {size:,} bytes, weights aligned to {aligned} |
| multiplications a window | {macs:,} |
| ranges learned from | {calibrated} |
| greatest difference from the whole-number reference, golden windows | {apart} steps of a logit |

A sample becomes int8 by its channel's line, then `clip(floor(sample * factor + offset + 0.5), -128, 127)`:

| channel | factor | offset |
|---|---|---|
{lines}

`softmax(logits * {logit_step:.9g})` are probabilities, in the order of `labels.txt`.

```python
import numpy as np
from ai_edge_litert.interpreter import Interpreter

run = Interpreter("model.tflite")
run.allocate_tensors()
golden = np.load("golden.npz")
run.set_tensor(run.get_input_details()[0]["index"], golden["windows"][:1])
run.invoke()
print(run.get_tensor(run.get_output_details()[0]["index"]), golden["logits"][:1])
```
"""


def tflite_package(
    folder: Path, calibration: Sequence[Window] = ()
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """A float32 series model for LiteRT in int8: files by name, and what they cost.

    Args:
        folder: the model's.
        calibration: windows (steps, channels) like those that will be seen, without labels; by default the
            model's golden ones.

    Raises:
        ModisteError: MOD-2940 for a model that has no such form, MOD-2941 with too few windows, MOD-2942
            without LiteRT, MOD-2943 where it does not say what the reference says.
    """
    made, golden, calibrated = integer_network(folder, calibration)
    _, card = read_model(folder)
    content = litert_bytes(made, f"{card.name}@{card.version}, written by Modiste")
    windows = made.quantised(golden)
    said = told_by(content, windows)
    apart = int(np.abs(said.astype(int) - in_int8(made, made.run(windows))).max())
    if apart > APART:
        raise ModisteError("MOD-2943", name=card.name, found=apart, most=APART)
    cost, step = cost_of(made), logit_scale(made).step
    heat = made.network.temperature
    apart_from_float = softmax(said * step, heat) - softmax(made.network.logits(golden), heat)
    notes = {
        "golden_difference": float(np.abs(apart_from_float).max()),
        "reference_steps": apart,
        "calibrated_on": calibrated,
        "macs": cost.macs,
    }
    factor, offset = made.input_line()
    lines = zip(factor.tolist(), offset.tolist(), strict=True)
    page = _README.format(
        name=f"{card.name}@{card.version}",
        steps=made.network.steps,
        channels=made.network.channels,
        classes=len(card.labels),
        labels=", ".join(card.labels),
        size=len(content),
        aligned=ALIGNED,
        macs=cost.macs,
        calibrated=calibrated,
        apart=apart,
        lines="\n".join(f"| {place} | {one:.9g} | {other:.9g} |" for place, (one, other) in enumerate(lines)),
        logit_step=step / heat,
    )
    vectors = io.BytesIO()
    np.savez(vectors, windows=windows[:GOLDEN], logits=said[:GOLDEN])
    files = {
        "model.tflite": content,
        "labels.txt": "".join(f"{label}\n" for label in card.labels).encode(),
        "golden.npz": vectors.getvalue(),
        "README.md": page.encode(),
    }
    return files, notes
