"""The one shape of every room's result: what, on what data, how, how many, and each figure's interval.

Knows how to say and to time it; how a figure is computed is each metric's own affair.
"""

import math
import re
import sys
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module

RESERVED = ("model", "data", "protocol", "n", "seconds", "peak_mb", "metrics")
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True)
class Metric:
    """A figure, its 95 % interval where one is known, and its unit (`fraction`, `nat`, `ms`, ...)."""

    value: float
    ci95: tuple[float, float] | None = None
    unit: str = "fraction"

    def to_json(self) -> dict[str, object]:
        """`{"value", "ci95", "unit"}`; what is undefined is null, for JSON has no NaN."""
        interval = None if self.ci95 is None else [_number(self.ci95[0]), _number(self.ci95[1])]
        return {"value": _number(self.value), "ci95": interval, "unit": self.unit}


@dataclass(frozen=True)
class Result:
    """What a model was worth: `n` cases of `data` under `protocol`, and the figures.

    `extras` are a room's own parts; they stand beside the others in the JSON.

    Raises:
        ValueError: an extra or a metric whose name is not snake_case or takes a reserved place.
    """

    model: str
    data: str
    protocol: str
    n: int
    seconds: float
    peak_mb: float
    metrics: Mapping[str, Metric]
    extras: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (*self.metrics, *self.extras):
            if not _KEY.fullmatch(name):
                raise ValueError(f"{name!r} is not snake_case")
        taken = sorted(set(self.extras) & set(RESERVED))
        if taken:
            raise ValueError(f"extras may not be called {', '.join(taken)}")

    def to_json(self) -> dict[str, object]:
        """Plain values, in the order in which they are read."""
        return {
            "model": self.model,
            "data": self.data,
            "protocol": self.protocol,
            "n": self.n,
            "seconds": round(self.seconds, 3),
            "peak_mb": round(self.peak_mb, 1),
            "metrics": {name: metric.to_json() for name, metric in self.metrics.items()},
            **self.extras,
        }


@dataclass
class Measure:
    """Wall seconds of a block, and peak memory in MB of 10^6 bytes; both are filled in when it ends."""

    seconds: float = 0.0
    peak_mb: float = 0.0


@contextmanager
def measured() -> Iterator[Measure]:
    """Time a block and note the peak of memory.

    The peak is the process' largest resident set so far (getrusage), not the block's alone. Where the system
    does not tell, it is the peak that Python and numpy allocated inside the block.

    Example:
        >>> with measured() as cost:
        ...     total = sum(range(10))
        >>> cost.seconds >= 0 and cost.peak_mb >= 0
        True
    """
    measure = Measure()
    tracing = resident_bytes() is None and not tracemalloc.is_tracing()
    if tracing:
        tracemalloc.start()
    started = time.perf_counter()
    try:
        yield measure
    finally:
        measure.seconds = time.perf_counter() - started
        peak = resident_bytes()
        measure.peak_mb = (tracemalloc.get_traced_memory()[1] if peak is None else peak) / 1e6
        if tracing:
            tracemalloc.stop()


def resident_bytes() -> int | None:
    """This process's largest resident set so far; None where the system does not account for it (Windows)."""
    try:
        system = import_module("resource")
    except ImportError:
        return None
    peak = int(system.getrusage(system.RUSAGE_SELF).ru_maxrss)
    # Linux counts in KiB, macOS in bytes.
    return peak if sys.platform == "darwin" else peak * 1024


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
