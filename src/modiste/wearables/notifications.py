"""Recorded Bluetooth notifications as columns: packets of a characteristic unpacked by a declared layout.

Knows bytes, samples in a packet and counters that wrap; columns become recordings as any file's do.
"""

import math
import struct
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from modiste.garment import ModisteError

Floats = NDArray[np.float64]
_CODES = {"int8": "b", "uint8": "B", "int16": "h", "uint16": "H", "int32": "i", "uint32": "I", "float32": "f"}
LATE = 8
"""Packets by which one may come late or again: it is left out and told. Further back is a new beginning."""
LONGEST_LOSS = 60.0
"""Seconds of which a counter's gap is believed. What a longer one lost is not known: a second is missing."""
Kind = Literal["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32"]


class Signal(BaseModel):
    """One number of a sample: its column, how it is written, and what it is multiplied by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z]\w{0,39}$")
    kind: Kind
    scale: float = Field(1.0, allow_inf_nan=False)


class Packet(BaseModel):
    """A characteristic's notification: a header, then samples of the same signals until it ends.

    `counter` is the kind of a counter of packets right after `skip` bytes; lost packets show in its gaps, and
    each leaves as many samples missing. `rate_hz` is the sensor's, from which the samples' times are counted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    signals: tuple[Signal, ...] = Field(min_length=1, max_length=32)
    rate_hz: float = Field(gt=0, le=10_000)
    skip: int = Field(0, ge=0, le=200)
    counter: Literal["", "uint8", "uint16", "uint32"] = ""
    big_endian: bool = False


@dataclass(frozen=True, eq=False)
class Unpacked:
    """Columns by name, `(n,)` each with NaN where packets were lost, times among them, and what was lost."""

    columns: dict[str, Floats]
    lost_packets: int
    refused: tuple[str, ...] = field(default=())


def unpack(lines: list[str], layout: Packet) -> Unpacked:
    """Read notifications, a line each: hexadecimal bytes, or a CSV line whose last field they are.

    Lines as `btmon`, Wireshark's CSV and phones' loggers write them; a line that is no packet is refused with
    its number and the rest goes on.

    Raises:
        ModisteError: MOD-2912 where no line is a packet.
    """
    order = ">" if layout.big_endian else "<"
    sample = struct.Struct(order + "".join(_CODES[signal.kind] for signal in layout.signals))
    counter = struct.Struct(order + _CODES[layout.counter]) if layout.counter else None
    head = layout.skip + (counter.size if counter else 0)
    packets: list[tuple[int, Floats]] = []
    lines_of: list[int] = []
    refused = []
    for number, line in enumerate(lines, 1):
        text = line.rpartition(",")[2].strip().strip('"').replace(":", "").replace("-", "")
        try:
            raw = bytes.fromhex(text.removeprefix("0x"))
        except ValueError:
            refused.append(f"line {number}: not hexadecimal")
            continue
        body = raw[head:]
        if not body or len(body) % sample.size:
            refused.append(
                f"line {number}: {len(raw)} bytes are no header of {head} and samples of {sample.size}"
            )
            continue
        count = counter.unpack_from(raw, layout.skip)[0] if counter else len(packets)
        packets.append((int(count), np.array(list(sample.iter_unpack(body)), np.float64)))
        lines_of.append(number)
    if not packets:
        raise ModisteError("MOD-2912", reason=refused[0] if refused else "there is no line")
    wraps = 2 ** (8 * counter.size) if counter else 2**62
    rows, lost, before = [packets[0][1]], 0, packets[0][0]
    for number, (now, own) in zip(lines_of[1:], packets[1:], strict=True):
        if (before - now) % wraps < LATE:
            refused.append(f"line {number}: packet {now} came after {before}")
            continue
        missing = (now - before - 1) % wraps
        if missing * len(own) > LONGEST_LOSS * layout.rate_hz:
            refused.append(f"line {number}: the counter begins anew at {now} after {before}")
            missing = math.ceil(layout.rate_hz / len(own))
        lost, before = lost + missing, now
        rows += [np.full((missing * len(own), own.shape[1]), np.nan), own]
    values = np.concatenate(rows) * [signal.scale for signal in layout.signals]
    columns = {signal.name: values[:, place] for place, signal in enumerate(layout.signals)}
    return Unpacked(columns | {"time": np.arange(len(values)) / layout.rate_hz}, lost, tuple(refused))
