"""Sets of recordings in a shop: brought in, looked at, labels put right, played as a device would.

Knows where they lie, `recordings/<set>/` of the shop's folder; reading and telling are the wearables room's.
"""

import json
import math
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import ModisteError
from modiste.store import exclusive
from modiste.wearables import (
    CORRECTIONS,
    DECLARED,
    ENDINGS,
    RATE_HZ,
    STRIDE,
    LabelRun,
    Recording,
    Report,
    Sidecar,
    Span,
    Stream,
    examine,
    examine_all,
    gridded,
    label_runs,
    layout_of,
    read_corrected,
    read_corrections,
    read_recordings,
    thinned,
    write_corrections,
)
from modiste.workspace.flows.life_cycle import NOTE, run_of
from modiste.workspace.flows.wearable_asks import (
    called_seconds,
    explain_moment,
    personalise,
    served_for,
    why_second,
)
from modiste.workspace.flows.wearable_readings import files_of_device

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 80


class ShopRecordings:
    """The sets of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._root = shop, shop.root / "recordings"

    def take_in(self, folder: Path, name: str) -> Report:
        """Copy a folder's recordings into the shop as a set of this name; an older one is replaced.

        Raises:
            ModisteError: MOD-2015 for a bad name, MOD-2900 and 2901 for the folder.
        """
        report = examine_all(read_recordings(folder), layout_of(folder).rate_hz)
        files = [
            path
            for path in folder.rglob("*")
            if path.is_file() and (path.suffix in ENDINGS or path.name == DECLARED)
        ]
        self._put(name, {path.relative_to(folder).as_posix(): path.read_bytes for path in files})
        return report

    def take_readings(self, device: str, quantities: Mapping[str, str], name: str) -> Report:
        """Make a set of what the supply room's intake heard of a device, by quantity the axis that it is.

        Raises:
            ModisteError: MOD-2015 for a bad name, MOD-2903 where the device said nothing of them, MOD-2905
                for a unit that is not of them.
        """
        files = files_of_device(self._shop, device, quantities)
        self._put(name, {path: partial(bytes, data) for path, data in files.items()})
        return self.report(name)

    def _put(self, name: str, files: Mapping[str, Callable[[], bytes]]) -> None:
        """Write a set whole, in place of an older one, whose corrected labels stay; half a copy is no set."""
        if not _NAME.fullmatch(name) or len(name) > _LONGEST:
            raise ModisteError("MOD-2015", name=name[:100])
        self._root.mkdir(parents=True, exist_ok=True)
        place, half, older = (self._root / each for each in (name, f".{name}.partial", f".{name}.old"))
        with exclusive(self._root / ".lock"):
            if older.exists() and not place.exists():  # an earlier call was cut off between its two renames
                older.replace(place)
            shutil.rmtree(half, ignore_errors=True)
            for path, read in files.items():
                (half / path).parent.mkdir(parents=True, exist_ok=True)
                (half / path).write_bytes(read())
            if (place / CORRECTIONS).exists():
                shutil.copyfile(place / CORRECTIONS, half / CORRECTIONS)
            shutil.rmtree(older, ignore_errors=True)
            if place.exists():
                place.replace(older)
            half.replace(place)
            shutil.rmtree(older, ignore_errors=True)

    def sets(self) -> list[str]:
        """Names of the sets, in order."""
        found = self._root.iterdir() if self._root.is_dir() else ()
        return sorted(path.name for path in found if path.is_dir() and _NAME.fullmatch(path.name))

    def folder(self, name: str) -> Path:
        """Where a set lies: data that `train` and `evaluate` take.

        Raises:
            ModisteError: MOD-2911 for a set that is not there.
        """
        known = self.sets()
        if name not in known:
            raise ModisteError("MOD-2911", what="set", name=name[:100], known=", ".join(known) or "none")
        return self._root / name

    def report(self, name: str) -> Report:
        """What is wrong with a set's recordings.

        Raises:
            ModisteError: MOD-2911 for a set that is not there.
        """
        folder = self.folder(name)
        return examine_all(read_corrected(folder), layout_of(folder).rate_hz)

    def recording(self, name: str, recording: str) -> Recording:
        """One recording with its corrected labels.

        Raises:
            ModisteError: MOD-2911 where it is not there.
        """
        # Only files of that stem are read: a set may hold hundreds.
        folder, stem = self.folder(name), recording.partition(":")[0]
        try:
            for each in read_corrected(folder, only=stem):
                if isinstance(each, Recording) and each.name == recording:
                    return each
        except ModisteError as error:
            if error.code != "MOD-2900":
                raise
        raise ModisteError("MOD-2911", what="recording", name=recording[:100], known=f"those of {name}")

    def series(
        self, name: str, recording: str, points: int, start: float = 0.0, end: float = math.inf
    ) -> dict[str, Any]:
        """A recording as a plot draws it from one second to another, with all its labels and faults.

        `corrections` are the spans that people put right, as they were given, the last word last.

        Raises:
            ModisteError: MOD-2911 where it is not there.
        """
        own = self.recording(name, recording)
        runs: list[LabelRun] = label_runs(own)
        spans = read_corrections(self.folder(name)).get(own.name, [])
        return {
            **examine(own).to_json(),
            **thinned(own, points, start, end),
            "runs": [{"start_s": run.start, "end_s": run.end, "label": run.label} for run in runs],
            "corrections": [vars(span) for span in spans],
        }

    def corrected(self, name: str) -> list[str]:
        """The recordings of a set of which people put labels right.

        Raises:
            ModisteError: MOD-2911 for a set that is not there, MOD-2910 for damaged corrections.
        """
        return sorted(read_corrections(self.folder(name)))

    def correct(self, name: str, recording: str, rows: Iterable[tuple[float, float, str]]) -> None:
        """Put labels right, beside the file: start and end in seconds, and what was done.

        Raises:
            ModisteError: MOD-2911 where it is not there, MOD-2910 for spans that are none.
        """
        self.recording(name, recording)
        with exclusive(self._root / ".lock"):
            write_corrections(self.folder(name), recording, [Span(*row) for row in rows])

    def simulated(self, name: str, recording: str, model: str) -> list[dict[str, Any]]:
        """What a device tells while it plays a recording: of each second, and when it can tell it.

        The device is simulated; it sees a second of samples at a time and never what comes later.

        Raises:
            ModisteError: MOD-2911 where it is not there, MOD-1328, MOD-2923 and MOD-2924 for the model.
        """
        own = self.recording(name, recording)
        served, sidecar = served_for(self._shop, model, own)
        stream = Stream(served, sidecar)
        grid = gridded(examine(own).recording, served.labels)
        frames = []
        for second in range(0, len(grid.values), RATE_HZ):
            now = min(second + RATE_HZ, len(grid.values)) / RATE_HZ
            frames += [(now, frame) for frame in stream.feed(grid.values[second : second + RATE_HZ])]
        wanted = {math.ceil(at * RATE_HZ / STRIDE) for at in range(math.ceil(own.seconds) + 1)}
        return [
            {
                "at_s": frame.at,
                "told_at_s": now,
                "label": frame.label,
                "confidence": frame.confidence,
                "is_unknown": frame.is_unknown,
                "true_label": str(own.label_at(np.array([frame.at]))[0]),
            }
            for number, (now, frame) in enumerate(frames)
            if number in wanted
        ]

    def called(self, name: str, recording: str, model: str) -> dict[str, Any]:
        """What a model says of every second of a recording, see `called_seconds`."""
        return called_seconds(self._shop, model, self.recording(name, recording))

    def why(self, name: str, recording: str, model: str, at: float) -> dict[str, Any]:
        """Which channel and when made a model's call about a second, see `why_second`."""
        return why_second(self._shop, model, self.recording(name, recording), at)

    def explain(self, model: str, data: Path, recording: str, at: float) -> dict[str, Any]:
        """Which channel and when made a model's call about a moment, see `explain_moment`."""
        return explain_moment(self._shop, model, data, recording, at)

    def personalise(
        self, model: str, data: Path, subject: str, minutes: float, out: str = ""
    ) -> dict[str, Any]:
        """What a person's first labelled minutes would make of a model, see `personalise`."""
        return personalise(self._shop, model, data, subject, minutes, out)

    def models(self) -> list[dict[str, Any]]:
        """Models of activities, newest first, with how they did on each person held out of choosing."""
        shop = self._shop
        made = []
        for entry in shop.registry.models():
            try:
                sidecar = Sidecar.read(entry.folder)
                labels = list(entry.card.labels)
            except ModisteError:
                continue
            run = run_of(shop, entry)
            told = json.loads((run / NOTE).read_text(encoding="utf-8"))["validation"] if run else {}
            metrics = told.get("metrics", {})
            made.append(
                {
                    "model": entry.name,
                    "version": entry.version,
                    "device": sidecar.device,
                    "labels": labels,
                    "accuracy": metrics.get("validation_accuracy", {}).get("value"),
                    "ci95": metrics.get("validation_accuracy", {}).get("ci95"),
                    "macro_f1": metrics.get("validation_macro_f1", {}).get("value"),
                    "people": len(sidecar.subjects),
                    "leak_gap": sidecar.leak_gap,
                    "per_subject": told.get("per_subject", []),
                }
            )
        return made[::-1]
