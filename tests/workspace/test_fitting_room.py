"""The fitting room: told while it works, gone when dismissed, never in the way of others."""

import time
from collections.abc import Iterator

import pytest

from modiste.garment import ModisteError
from modiste.workspace import FittingRoom, flows
from modiste.workspace.fitting_room import KEPT_SECONDS, MOST

BODY = {"height": 168.0, "bust": 92.0, "waist": 74.0, "hip": 99.0}


@pytest.fixture
def room() -> Iterator[FittingRoom]:
    room = FittingRoom()
    yield room
    room.close()


def waited(room: FittingRoom, id: str, seconds: float = 90.0) -> str:
    end = time.monotonic() + seconds
    while (seat := room.get(id)).state in ("waiting", "working"):
        assert time.monotonic() < end, "it does not end"
        time.sleep(0.02)
    return seat.state


def test_a_fitting_is_followed_to_its_advice_and_looked_at(room: FittingRoom) -> None:
    seat = room.begin(flows.cut_named("skirt-straight"), BODY, sizes=["40", "42"])
    with pytest.raises(ModisteError, match="MOD-2034"):
        room.draped(seat.id, "40", fine=False)
    assert waited(room, seat.id) == "done"
    assert seat.progress == 1.0
    assert seat.fitting is not None
    assert seat.fitting.advice.recommended == "40"
    quick = room.draped(seat.id, "40", fine=False)
    fine = room.draped(seat.id, "40", fine=True)
    assert fine.cloth.count > 2 * quick.cloth.count
    assert room.draped(seat.id, "40", fine=True) is fine
    with pytest.raises(ModisteError, match="MOD-2012"):
        room.draped(seat.id, "50", fine=False)
    room.dismiss(seat.id)
    with pytest.raises(ModisteError, match="MOD-2012"):
        room.get(seat.id)


def test_what_no_body_has_fails_with_its_own_words(room: FittingRoom) -> None:
    seat = room.begin(flows.cut_named("skirt-straight"), {"hip": 70.0, "waist": 120.0})
    assert waited(room, seat.id) == "failed"
    assert seat.error is not None
    assert seat.error.code == "MOD-1504"


def test_a_dismissed_fitting_makes_room_for_the_next(room: FittingRoom) -> None:
    long = room.begin(flows.cut_named("dress-a-line"), BODY)
    room.dismiss(long.id)
    after = room.begin(flows.cut_named("skirt-straight"), BODY, sizes=["40"])
    assert waited(room, after.id) == "done"
    assert long.state in ("waiting", "cancelled")


def test_what_nobody_looks_at_is_forgotten() -> None:
    now = [0.0]
    room = FittingRoom(lambda: now[0])
    try:
        first = room.begin(flows.cut_named("skirt-straight"), {"hip": 1.0})
        waited(room, first.id)
        now[0] = KEPT_SECONDS + 1
        room.begin(flows.cut_named("skirt-straight"), {"hip": 1.0})
        with pytest.raises(ModisteError, match="MOD-2012"):
            room.get(first.id)
    finally:
        room.close()


def test_a_full_room_says_so(room: FittingRoom) -> None:
    seats = [room.begin(flows.cut_named("dress-a-line"), BODY) for _ in range(MOST)]
    with pytest.raises(ModisteError, match="MOD-2033"):
        room.begin(flows.cut_named("dress-a-line"), BODY)
    for seat in seats:
        room.dismiss(seat.id)
