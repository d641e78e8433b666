"""What a cloth does to who wears it: predicted resistances through a scenario, on drapes where wanted.

Knows which room tells what; bodies and climates are fabric's, drapes tailoring's.
"""

import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from modiste import fabric, tailoring
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import write_whole
from modiste.workspace.flows.fabrics import drapery_of

MOST_AT_ONCE = 480
"""Minutes of a scenario that an answer waits for: about six seconds of one core."""

_KEY = re.compile(r"[0-9a-f]{32}")
_RUNS = 3
"""Of the least, the likely and the most of a cloth."""


def comfort_of(
    spec: "fabric.FabricSpec",
    scenario: "fabric.Scenario",
    live: "Callable[[Sequence[fabric.Layer], int], fabric.Course] | None" = None,
    *,
    is_draped: bool = False,
) -> dict[str, Any]:
    """A scenario lived through in layers of a cloth; see `fabric.judge_comfort`.

    Args:
        spec: The cloth.
        scenario: Who wears it, and where.
        live: See `fabric.judge_comfort`.
        is_draped: Whether its layers are draped on an average body, which takes seconds each; else what they
            cover and the air below them is the scenario's.

    Raises:
        ModisteError: MOD-28xx where the cloth cannot be made, MOD-15xx where a layer cannot be draped.
    """
    told = fabric.predict(spec)
    rct, ret = ((told[name].low, told[name].value, told[name].high) for name in ("rct_m2k_w", "ret_m2pa_w"))
    cloth = fabric.Cloth(rct, ret, told["air_permeability_mm_s"].value)
    draped = _draped(spec, scenario) if is_draped else {}
    return {
        "spec": spec.name,
        "gaps": {name: {"covers": air.covers, "gap_mm": air.gap_mm} for name, air in draped.items()},
        **fabric.judge_comfort(scenario, cloth, draped, live),
    }


def comfort_of_files(
    spec: Path,
    scenario: Path,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    *,
    is_draped: bool = False,
) -> dict[str, Any]:
    """The same of two TOML files; MOD-2018 when stopped."""
    read = fabric.read_scenario(scenario)
    live = _Lived(read, progress, should_stop)
    return comfort_of(fabric.read_spec(spec), read, live, is_draped=is_draped)


def comfort_asked(spec: Path, scenario: Path) -> dict[str, Any]:
    """The values of two TOML files, as a job has them."""
    return {
        "spec": fabric.read_spec(spec).model_dump(mode="json", exclude_defaults=True),
        "scenario": fabric.read_scenario(scenario).model_dump(mode="json", exclude_defaults=True),
    }


class FabricComforts:
    """Long scenarios that a shop lives through as jobs, and what came of them."""

    def __init__(self, root: Path) -> None:
        self._root = root / "fabric-comforts"

    def check(self, spec: Mapping[str, Any], scenario: Mapping[str, Any]) -> None:
        """Refuse at the door what no job could do; raises as `comfort_of` and `fabric.scenario_from`."""
        fabric.spec_from(dict(spec))
        fabric.scenario_from(dict(scenario))

    def go(
        self,
        spec: Mapping[str, Any],
        scenario: Mapping[str, Any],
        progress: Progress = silent,
        should_stop: Callable[[], bool] = lambda: False,
        *,
        is_draped: bool = False,
    ) -> dict[str, Any]:
        """Live a scenario through, from the runs that an earlier try finished; its `id` finds it again.

        Raises:
            ModisteError: MOD-2018 when stopped; finished runs are kept.
        """
        stated, read = fabric.spec_from(dict(spec)), fabric.scenario_from(dict(scenario))
        asked = [stated.model_dump(mode="json"), read.model_dump(mode="json"), is_draped]
        key = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]
        live = _Lived(read, progress, should_stop, self._root / key)
        found = {"id": key, **comfort_of(stated, read, live, is_draped=is_draped)}
        write_whole(self._root / f"{key}.json", json.dumps(found, ensure_ascii=False).encode())
        live.forget()
        return {name: found[name] for name in ("id", "spec", "scenario", "verdict")}

    def find(self, id: str) -> dict[str, Any]:
        """What came of a job.

        Raises:
            ModisteError: MOD-1103 when there is none of this id.
        """
        path = self._root / f"{id}.json"
        if not _KEY.fullmatch(id) or not path.is_file():
            raise ModisteError("MOD-1103", kind="fabric comfort", id=id[:40])
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found


class _Lived:
    """Lives a scenario through, tells how far it is, and keeps each finished run in a folder, if any."""

    def __init__(
        self,
        scenario: "fabric.Scenario",
        progress: Progress,
        should_stop: Callable[[], bool],
        folder: Path | None = None,
    ) -> None:
        self._scenario, self._progress = scenario, progress
        self._should_stop, self._folder = should_stop, folder
        self._minutes = sum(phase.minutes for phase in scenario.phases)

    def __call__(self, layers: "Sequence[fabric.Layer]", which: int) -> "fabric.Course":
        path = self._folder / f"run-{which}.npz" if self._folder else None
        if path and path.is_file():
            with np.load(path, allow_pickle=False) as kept:
                return fabric.kept_course(self._scenario, layers, dict(kept))
        made = fabric.course(self._scenario, layers, lambda minutes: self._tell(which, minutes))
        self._progress(Event("step", (which + 1) * self._minutes, _RUNS * self._minutes, "minutes lived"))
        if path:
            packed = io.BytesIO()
            np.savez_compressed(packed, allow_pickle=False, **made.curves())
            write_whole(path, packed.getvalue())
        return made

    def forget(self) -> None:
        """Take the kept runs away once all is told."""
        if self._folder:
            for path in self._folder.glob("run-*.npz"):
                path.unlink()
            if self._folder.is_dir():
                self._folder.rmdir()

    def _tell(self, which: int, minutes: int) -> None:
        done, total = which * self._minutes + minutes, _RUNS * self._minutes
        self._progress(Event("step", done, total, "minutes lived"))
        if self._should_stop():
            raise ModisteError("MOD-2018", what=f"Wearing {self._scenario.name}")


def comfort_of_tree(spec: Mapping[str, Any], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The same of plain values, as the API has them; nothing is draped.

    Raises:
        ModisteError: MOD-2839 where it would take too long to answer.
    """
    read = fabric.scenario_from(dict(scenario))
    minutes = sum(phase.minutes for phase in read.phases)
    if minutes > MOST_AT_ONCE:
        raise ModisteError("MOD-2839", minutes=minutes, most=MOST_AT_ONCE)
    return comfort_of(fabric.spec_from(dict(spec)), read)


def _draped(spec: "fabric.FabricSpec", scenario: "fabric.Scenario") -> dict[str, "fabric.Air"]:
    """Air below the layers of the cloth whose garment can be drafted, each draped alone."""
    figure = tailoring.average_figure("women" if scenario.wearer.sex == "female" else "men")
    size = tailoring.size_chart(figure.chart).base
    field, drapery = tailoring.distance_field(figure), drapery_of(spec)
    made = {}
    for layer in scenario.layers:
        if layer.rct is None and layer.garment in tailoring.programs():
            pattern = tailoring.draft_size(layer.garment, figure.chart, size, {})
            drape = tailoring.drape_garment(pattern, figure, drapery, edge=tailoring.QUICK, field=field)
            made[layer.name] = fabric.air_under(drape)
    return made
