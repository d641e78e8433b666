"""A network in whole numbers as C99: `model.h`, `model.c`, `golden.h` and a `main.c` that compares the two.

Knows C; what is computed is `integers`', where activations lie is `arena`'s. No allocation, no library.
"""

import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.wearables.edge.arena import Arena, plan
from modiste.wearables.edge.integers import Factor, IntAdd, IntConv, IntLayer, IntMean, IntNetwork
from modiste.wearables.edge.layers import INPUT, Floats, sources_of

_TEXTS = Path(__file__).with_name("c")
_HEADER = """\
/* {title}: a window of {steps} samples of {channels} channels in, logits of {classes} classes out.
   Written by Modiste; the reference is its Python integer network, to the last bit. */
#ifndef MODEL_H
#define MODEL_H

#include <stdint.h>

#define MODEL_STEPS {steps}
#define MODEL_CHANNELS {channels}
#define MODEL_CLASSES {classes}
/* What one step of a logit stands for, the temperature of its softmax included. */
#define MODEL_LOGIT_STEP {logit_step:.9e}f

extern const char *const model_labels[MODEL_CLASSES];

/* Samples [step][channel] in the sensor's unit as the model takes them. */
void model_quantise(const float *samples, int8_t *window);

/* The logits of a window; returns the class with the greatest one. Not reentrant: its memory is static. */
int model_run(const int8_t *window, int16_t *logits);

#endif
"""
_STRUCTS = """\
struct layer {
    const int8_t *weight;
    const int32_t *bias;
    const int16_t *multiplier;
    const uint8_t *shift;
    int16_t steps, stride, taps, dilation, channels;
    int16_t zero, low, high;
};
"""
_SUM = """\
struct sum {
    int32_t multiplier_a, multiplier_b, offset;
    int32_t count, shift, zero, low, high;
};
"""
_QUANTISE = """
void model_quantise(const float *samples, int8_t *window)
{
    int i;
    for (i = 0; i < MODEL_STEPS * MODEL_CHANNELS; i++) {
        float value = samples[i] * input_factor[i % MODEL_CHANNELS] + input_offset[i % MODEL_CHANNELS];
        int whole = value < -128.0f ? -128 : value > 127.0f ? 127 : (int)(value + 128.5f) - 128;
        window[i] = (int8_t)whole;
    }
}
"""

_RUN = """
int model_run(const int8_t *window, int16_t *logits)
{{
    int c, best = 0;
    {calls}
    dot(&l{last}, {source});
    for (c = 0; c < MODEL_CLASSES; c++) {{
        int32_t value = scaled(sums[c], l{last}.multiplier[c], l{last}.shift[c], 14);
        logits[c] = (int16_t)clamped(value, l{last}.low, l{last}.high);
        best = logits[c] > logits[best] ? c : best;
    }}
    return best;
}}
"""


def c_files(made: IntNetwork, golden: Floats, title: str) -> dict[str, str]:
    """The C files by name; `golden` are windows (g, steps, channels) in the sensor's unit."""
    windows = made.quantised(golden)
    return {
        "model.h": _header(made, title),
        "model.c": _source(made),
        "golden.h": _golden(windows, made.run(windows)),
        "main.c": (_TEXTS / "main.c").read_text(encoding="utf-8"),
    }


def ram_bytes(made: IntNetwork) -> int:
    """Static memory that is written to: the arena, one step's sums, and what they are the sums of."""
    return plan(made.network).size + 4 * _widest(made) + 2 * _most_taps(made)


def constant_bytes(made: IntNetwork) -> int:
    """Weights, biases and factors, without code."""
    sizes = 0
    for layer in made.layers:
        if isinstance(layer, IntConv):
            sizes += layer.weight.nbytes
        if not isinstance(layer, IntAdd):
            sizes += 7 * len(layer.factor.shift)
    return sizes + 8 * made.network.channels


def _header(made: IntNetwork, title: str) -> str:
    net = made.network
    return _HEADER.format(
        title=title.replace("*/", ""),
        steps=net.steps,
        channels=net.channels,
        classes=len(net.labels),
        logit_step=made.scales[net.layers[-1].name].step / net.temperature,
    )


def _source(made: IntNetwork) -> str:
    arena = plan(made.network)
    run = _run(made, arena)
    used = [name for name in ("fill", "conv", "depthwise", "mean", "add") if f"{name}(" in run]
    tables = [text for place, layer in enumerate(made.layers) for text in _tables(made, place, layer)]
    parts = [
        '#include "model.h"\n',
        _STRUCTS + (_SUM if "add" in used else ""),
        f"static int8_t arena[{arena.size}];",
        f"static int32_t sums[{_widest(made)}];",
        f"static int16_t seen[{_most_taps(made)}];\n",
        *((_TEXTS / f"{name}.c").read_text(encoding="utf-8") for name in ("kernels", *used)),
        *tables,
        _input_tables(made),
        _QUANTISE,
        run,
    ]
    return "\n".join(parts)


def _kind(layer: IntLayer) -> str:
    if isinstance(layer, IntAdd):
        return "add"
    if isinstance(layer, IntMean):
        return "mean"
    return "depthwise" if layer.layer.depthwise else "conv"


def _tables(made: IntNetwork, place: int, layer: IntLayer) -> Iterable[str]:
    shapes = made.network.shapes()
    steps, channels = shapes[layer.layer.name]
    if isinstance(layer, IntAdd):
        count = steps * channels
        numbers = (*layer.multipliers, layer.offset, count, layer.shift, layer.zero, layer.low, layer.high)
        yield f"static const struct sum l{place} = {{{', '.join(map(str, numbers))}}};\n"
        return
    weight, stride, taps, dilation = "0", 0, 0, 0
    if isinstance(layer, IntConv):
        # Depth-wise weights lie tap by tap, plain ones output by output: each is read straight on.
        laid = layer.weight[..., 0].T if layer.layer.depthwise else _of_four(layer.weight)
        weight, stride = f"w{place}", layer.layer.stride * shapes[layer.layer.source][1]
        dilation = layer.layer.dilation * channels
        taps = layer.weight.shape[1] * (1 if layer.layer.depthwise else layer.weight.shape[2])
        bias, factor = _of_four(layer.bias), layer.factor
        yield _table("int8_t", weight, laid)
    else:
        steps = shapes[layer.layer.source][0]
        bias = np.full(channels, -layer.offset, np.int32)
        factor = Factor(*(np.broadcast_to(each, channels) for each in vars(layer.factor).values()))
    yield _table("int32_t", f"b{place}", bias)
    yield _table("int16_t", f"m{place}", factor.multiplier)
    yield _table("uint8_t", f"s{place}", factor.shift)
    tables = f"{weight}, b{place}, m{place}, s{place}"
    sizes = f"{steps}, {stride}, {taps}, {dilation}, {channels}, {layer.zero}, {layer.low}, {layer.high}"
    yield f"static const struct layer l{place} = {{{tables}, {sizes}}};\n"


def _run(made: IntNetwork, arena: Arena) -> str:
    shapes = made.network.shapes()
    *inner, last = made.layers

    def padded(name: str) -> Iterable[str]:
        """The padding of a tensor, written when its room becomes its own."""
        room, channels, zero = arena.rooms[name], shapes[name][1], made.scales[name].zero
        before, after = room.before * channels, room.after * channels
        if before:
            yield f"fill(arena + {room.offset}, {zero}, {before});"
        if after:
            yield f"fill(arena + {room.offset + room.size - after}, {zero}, {after});"

    def start(name: str, pad: int = 0) -> str:
        """Where a tensor begins, or so many steps of padding before it."""
        room = arena.rooms[name]
        return f"arena + {room.offset + (room.before - pad) * shapes[name][1]}"

    def read(layer: IntLayer) -> str:
        pads = [0]
        if isinstance(layer, IntConv):
            pads = [layer.layer.pads[0]]
        elif isinstance(layer, IntAdd):
            pads = [-before for before, _ in layer.layer.skips]
        return ", ".join(map(start, sources_of(layer.layer), pads))

    lines = [*padded(INPUT), f"copy({start(INPUT)}, window, MODEL_STEPS * MODEL_CHANNELS);"]
    for place, layer in enumerate(inner):
        name = layer.layer.name
        lines += [*padded(name), f"{_kind(layer)}(&l{place}, {read(layer)}, {start(name)});"]
    return _RUN.format(calls="\n    ".join(lines), last=len(inner), source=read(last))


def _widest(made: IntNetwork) -> int:
    """The most channels whose sums are held at once, in fours."""
    shapes = made.network.shapes()
    most = max(shapes[layer.layer.name][1] for layer in made.layers if not isinstance(layer, IntAdd))
    return -(-most // 4) * 4


def _most_taps(made: IntNetwork) -> int:
    """The most numbers that one output of a plain convolution is the sum over."""
    plain = (layer for layer in made.layers if isinstance(layer, IntConv) and not layer.layer.depthwise)
    return max(int(layer.weight[0].size) for layer in plain)


def _of_four(values: NDArray[Any]) -> NDArray[Any]:
    """Rows of output channels, with rows of zeros up to a multiple of four."""
    return np.pad(values, ((0, -len(values) % 4), *((0, 0),) * (values.ndim - 1)))


def _table(kind: str, name: str, values: NDArray[Any]) -> str:
    numbers = textwrap.fill(", ".join(map(str, values.ravel().tolist())), 108, initial_indent="    ")
    return f"static const {kind} {name}[{values.size}] = {{\n{numbers}\n}};\n"


def _input_tables(made: IntNetwork) -> str:
    texts = []
    for name, values in zip(("input_factor", "input_offset"), made.input_line(), strict=True):
        numbers = ", ".join(f"{value:.9e}f" for value in values)
        texts.append(f"static const float {name}[MODEL_CHANNELS] = {{{numbers}}};\n")
    labels = ", ".join(json.dumps(label, ensure_ascii=False) for label in made.network.labels)
    return "".join(texts) + f"\nconst char *const model_labels[MODEL_CLASSES] = {{{labels}}};\n"


def _golden(windows: NDArray[np.int8], logits: NDArray[np.int16]) -> str:
    texts = ['#include "model.h"\n', f"#define GOLDEN {len(windows)}\n"]
    for kind, name, values, size in (
        ("int8_t", "golden_input", windows, "MODEL_STEPS * MODEL_CHANNELS"),
        ("int16_t", "golden_logits", logits, "MODEL_CLASSES"),
    ):
        rows = [
            textwrap.fill("{" + ", ".join(map(str, row.ravel().tolist())) + "}", 108, initial_indent="    ")
            for row in values
        ]
        texts.append(f"static const {kind} {name}[GOLDEN][{size}] = {{\n" + ",\n".join(rows) + "\n};\n")
    return "\n".join(texts)
