"""Processes that recommend beside the server's: they know what it was told, and none is missed that dies."""

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.workspace.flows.test_recommendations import fill

from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import Wish


def wait_for(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def act(id_: str, garment: str, **more: object) -> dict[str, object]:
    blank = {"customer": "", "session": "", "sku": "", "quantity": 1, "value": None, "currency": ""}
    said = {"id": id_, "kind": "add_to_cart", "at": datetime.now(UTC), "garment": garment, "query": ""}
    return {**blank, **said, "recommendation": "", "consent": False, **more}


def rested_on(shop: Shop, **wish: object) -> set[str]:
    """The garments that the reasons of an answer name."""
    answer = shop.recommending.recommend(Wish(k=4, **wish))  # type: ignore[arg-type] # a wish's own names
    return {reason["garment"] for each in answer.results for reason in each["reasons"]}


def test_two_processes_answer_as_one_and_one_that_dies_is_replaced(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        fill(shop)
        shop.recommending.share(2)
        beside = shop.recommending.answerers
        assert beside is not None
        assert shop.recommending.recommend(
            Wish(customer="c-3", k=3)
        ).garments  # by this one: they are not ready
        wait_for(lambda: beside.ready == 2)
        experiment = {"arms": [{"name": "as-is"}, {"name": "wide", "diversity": 0.6}], "placement": "home"}
        shop.recommending.experiments.start("variety", experiment)
        arms = []
        for number in range(4):  # by turns: who answered last is asked last
            garment = f"g-{8 + 2 * number}"
            # One of a visit that agreed to nothing, one of a customer who did.
            events = [act(f"v-{number}", garment, session="visit-1234")]
            events += [act(f"c-{number}", garment, customer="c-3")]
            told = shop.recommending.take(events, None, checked=dict)
            assert told["accepted"] == 2 and not told["refused"]
            for whose in ({"session": "visit-1234"}, {"customer": "c-3"}):
                assert garment in rested_on(shop, **whose), (number, whose)
                assert garment in rested_on(shop, **whose), (number, whose)
            answer = shop.recommending.recommend(Wish(customer="c-3", k=3))
            assert answer.experiment is not None
            arms.append(answer.experiment["arm"])
            assert shop.recommending.why(answer.id).garments == answer.garments
        assert len(set(arms)) == 1
        shop.recommending.rules.add({"verb": "exclude", "attribute": "category=coat"}, "test")
        for _ in range(4):
            answer = shop.recommending.recommend(Wish(customer="c-5", k=8))
            assert answer.garments and all(int(each[2:]) % 2 for each in answer.garments)
        with pytest.raises(ModisteError, match="MOD-1103"):
            shop.recommending.recommend(Wish(customer="nobody"))
        shop.people.erase("c-3")
        for _ in range(3):
            with pytest.raises(ModisteError, match="MOD-1103"):
                shop.recommending.recommend(Wish(customer="c-3"))
        gone, left = beside.pids
        os.kill(gone, signal.SIGKILL)
        for _ in range(2):  # it is noticed by who asks it, who is answered all the same
            assert shop.recommending.recommend(Wish(customer="c-6", k=3)).garments
        wait_for(lambda: beside.ready == 2)
        pids = beside.pids
        assert left in pids and gone not in pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
