"""Labels that people put right, kept in a file beside the recordings and never written over them.

Knows spans of a recording by seconds; the last word on a moment counts. Who may correct is the faces'.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.wearables.recordings import Recording, Unread, read_recordings

CORRECTIONS = "corrections.json"
MOST = 1000
"""Spans of one recording."""
LONGEST_LABEL = 80


@dataclass(frozen=True)
class Span:
    """What the wearer did from `start` to before `end`, in seconds from the first sample."""

    start: float
    end: float
    label: str


def read_corrections(folder: Path) -> dict[str, list[Span]]:
    """By the recording's name, oldest first; nothing where nobody corrected anything.

    Raises:
        ModisteError: MOD-2910 for a file that is damaged.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return {}
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {name: [_span(each) for each in spans] for name, spans in told.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ModisteError("MOD-2910", path=path, reason=str(error)) from None


def write_corrections(folder: Path, name: str, spans: Sequence[Span]) -> None:
    """Put these spans in place of what was said of a recording before.

    Raises:
        ModisteError: MOD-2910 for spans that are none, or too many.
    """
    if len(spans) > MOST:
        raise ModisteError("MOD-2910", path=name, reason=f"{len(spans)} spans, at most {MOST} are kept")
    for span in spans:
        is_time = math.isfinite(span.start) and math.isfinite(span.end) and 0 <= span.start < span.end
        if not is_time or not 0 < len(span.label) <= LONGEST_LABEL:
            raise ModisteError("MOD-2910", path=name, reason=f"{span} is no labelled span")
    kept = read_corrections(folder) | {name: list(spans)}
    told = {key: [asdict(span) for span in values] for key, values in kept.items() if values}
    write_whole(folder / CORRECTIONS, json.dumps(told, ensure_ascii=False, indent=1).encode())


def corrected(recording: Recording, corrections: Mapping[str, Sequence[Span]]) -> Recording:
    """The recording with what people said of it."""
    spans = corrections.get(recording.name)
    if not spans:
        return recording
    words = recording.labels.astype(object)
    for span in spans:
        words[(recording.times >= span.start) & (recording.times < span.end)] = span.label
    return replace(recording, labels=np.asarray(words, str))


def _span(told: Mapping[str, Any]) -> Span:
    return Span(float(told["start"]), float(told["end"]), str(told["label"]))


def read_corrected(folder: Path, device: str = "", only: str = "") -> Iterator[Recording | Unread]:
    """A folder's recordings with what people put right, as `read_recordings` reads them.

    Raises:
        ModisteError: MOD-2900, MOD-2901 for the folder, MOD-2910 for damaged corrections.
    """
    corrections = read_corrections(folder) if folder.is_dir() else {}
    for each in read_recordings(folder, device, only):
        yield corrected(each, corrections) if isinstance(each, Recording) else each
