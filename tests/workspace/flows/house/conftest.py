"""A small house, decided and traded once; and the stand-in for a photographer."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from modiste.workspace.flows.house import making
from modiste.workspace.flows.house.fit import Finished, finished
from modiste.workspace.flows.house.people import Crowd, crowd, crowd_for
from modiste.workspace.flows.house.plan import Plan, planned
from modiste.workspace.flows.house.trade import Trading, traded

HERE = str(Path(__file__).parent)


@dataclass(frozen=True)
class Small:
    """A house of twenty garments without pictures."""

    plan: Plan
    people: Crowd
    girths: list[Finished]
    trading: Trading


@pytest.fixture(scope="session")
def small() -> Small:
    plan = planned(20, 7)
    people = crowd(crowd_for(20), 7)
    girths = [finished(each) for each in plan.garments]
    return Small(plan, people, girths, traded(plan, people, girths))


@pytest.fixture(autouse=True)
def _nobody_photographs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are taken where a test says by whom: tailoring's photographer has tests of its own."""
    monkeypatch.setattr(making, "house_photographer", lambda: None)


@pytest.fixture(scope="module")
def stand_in() -> Iterator[ModuleType]:
    """The module `house_stand_in`, importable here and in processes begun from here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(HERE)
        import house_stand_in

        yield house_stand_in
    sys.modules.pop("house_stand_in", None)
