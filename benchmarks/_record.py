"""A benchmark's dated record: what is claimed, the value, and on which machine it was measured.

Knows how a row is written and read; what is measured is each benchmark's own, how rows are shown is _prove's.
Standard library only, so that records can be read on a machine where nothing is installed.

Example:
    >>> from _record import record  # in benchmarks/<name>.py, started by ./run bench <name>
    >>> record("image_import", "Photos imported a second", 512.0, "photos/s", interval=(498.0, 530.0))
"""

import json
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT / "benchmarks" / "records"


def record(
    benchmark: str,
    claim: str,
    value: float,
    unit: str,
    interval: tuple[float, float] | None = None,
    peer: str | None = None,
    peer_value: float | None = None,
    how: str = "",
    notes: str = "",
    extra: Mapping[str, object] | None = None,
    *,
    folder: Path = RECORDS,
) -> dict[str, object]:
    """Append one row to records/<benchmark>.json; a kill leaves the old file or the new one, whole.

    Args:
        benchmark: The benchmark's name: its file's name without ending.
        claim: What the value is, in words; with `benchmark` it names the series of rows.
        value: The number measured.
        unit: Its unit ("%", "ms", "MB", "images/s", "" for a plain ratio).
        interval: The 95 % interval, low and high, in the same unit.
        peer: Whom the value stands beside, with version or source.
        peer_value: The peer's value in the same unit.
        how: How it was obtained: split, seeds, repeats, protocol.
        notes: What a reader must know to judge it.
        extra: More plain values. `claim_zh` is the claim in Chinese for README.zh-CN.md;
            `readme: False` keeps the row out of the READMEs.
        folder: Where the records lie.

    Returns:
        The row as written.

    Raises:
        ValueError: The name is not a plain file name, or the interval is upside down.
    """
    if not benchmark.isidentifier():
        raise ValueError(f"A benchmark's name is its file's name: {benchmark!r} is none")
    if interval is not None and interval[0] > interval[1]:
        raise ValueError(f"The interval {interval} of {claim!r} is upside down")
    row: dict[str, object] = {
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "benchmark": benchmark,
        "claim": claim,
        "value": value,
        "unit": unit,
        "interval": None if interval is None else list(interval),
        "peer": peer,
        "peer_value": peer_value,
        "how": how,
        "notes": notes,
        "machine": machine(),
        "commit": _commit(),
        "extra": dict(extra or {}),
    }
    path = folder / f"{benchmark}.json"
    rows = [*_read(path), row]
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(rows, file, indent=1, ensure_ascii=False, allow_nan=False)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return row


def told(benchmark: str, rows: Iterable[tuple[str, str, Any, str, dict[str, object]]], *, dry: bool) -> None:
    """Print each row, and unless `dry` record it.

    Args:
        benchmark: Its name.
        rows: Claim, claim in Chinese, a metric with `value`, `ci95` and `unit`, how, more plain values.
        dry: Whether to print only.
    """
    for claim, chinese, metric, how, extra in rows:
        print(f"{claim}: {metric.value:.4g} {metric.unit} {metric.ci95 or ''}")
        if not dry:
            record(
                benchmark,
                claim,
                round(metric.value, 4),
                "" if metric.unit == "fraction" else metric.unit,
                interval=(round(metric.ci95[0], 4), round(metric.ci95[1], 4)) if metric.ci95 else None,
                how=how,
                extra={"claim_zh": chinese, **extra},
            )


def latest(benchmark: str | None = None, *, folder: Path = RECORDS) -> list[dict[str, object]]:
    """The newest row of every claim, of one benchmark or of all, in the order the claims were first made."""
    names = sorted(folder.glob("*.json")) if benchmark is None else [folder / f"{benchmark}.json"]
    newest: dict[tuple[object, object], dict[str, object]] = {}
    for path in names:
        for row in _read(path):
            newest[row["benchmark"], row["claim"]] = row
    return list(newest.values())


def machine() -> dict[str, object]:
    """What a reader needs to compare two records: processor, memory, system, versions; no host name."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "ram_gb": _ram_gb(),
        "gpu": _gpu(),
        "os": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "torch": _version("torch"),
        "onnxruntime": _version("onnxruntime"),
    }


def _read(path: Path) -> list[dict[str, object]]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _ram_gb() -> float | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)


def _gpu() -> str | None:
    return _said("nvidia-smi", "--query-gpu=name", "--format=csv,noheader")


def _commit() -> str | None:
    return _said("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD")


def _said(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip() or None


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
