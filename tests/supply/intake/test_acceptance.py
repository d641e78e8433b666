"""Order and clocks: the next message, one that is here, one that is early, and what contradicts the past."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.store import DeviceMark
from modiste.supply import Message, Sensed
from modiste.supply.intake.acceptance import MOST_AHEAD_MS, MOST_BEHIND_MS, check_clock, placed

AT = 1_796_000_000_000
DAY = 24 * 3600 * 1000


def said(epoch: int, seq: int, **values: object) -> Message:
    return Message("press-07", epoch, seq, AT, AT, **values)  # type: ignore[arg-type]


def test_the_next_is_accepted_one_before_is_here_and_one_behind_is_early() -> None:
    mark = DeviceMark(1, 5)
    assert placed(mark, said(1, 6)).outcome == "accepted"
    assert placed(mark, said(1, 6)).mark == DeviceMark(1, 6)
    for epoch, seq, outcome in ((1, 5, "again"), (1, 1, "again"), (1, 7, "early"), (2, 2, "early")):
        place = placed(mark, said(epoch, seq))
        assert (place.outcome, place.mark) == (outcome, mark)
    assert placed(None, said(1, 1)).outcome == "accepted"
    assert placed(None, said(1, 2)).outcome == "early"


def test_silence_passes_no_gap_and_a_declared_loss_does() -> None:
    mark = DeviceMark(1, 5)
    assert placed(mark, said(1, 9)).outcome == "early"
    place = placed(mark, said(1, 9, lost=((1, 2, 8),)))
    assert (place.outcome, [(gap.first, gap.last) for gap in place.gaps]) == ("accepted", [(6, 8)])
    assert placed(mark, said(1, 9, lost=((1, 7, 8),))).outcome == "early"
    assert placed(mark, said(1, 9, lost=((2, 6, 8),))).outcome == "early"


def test_an_epoch_begins_once_the_one_before_is_here_whole() -> None:
    first = said(2, 1, ends=((1, 7),))
    assert placed(DeviceMark(1, 5), first).outcome == "early"
    place = placed(DeviceMark(1, 7), first)
    assert (place.outcome, place.mark, place.ended) == ("accepted", DeviceMark(2, 1), (DeviceMark(1, 7),))
    lost = said(4, 1, ends=((1, 7), (2, 3), (3, 256)), lost=((1, 6, 7), (2, 1, 3), (3, 1, 256)))
    place = placed(DeviceMark(1, 5), lost)
    assert place.mark == DeviceMark(4, 1)
    assert [(gap.epoch, gap.first, gap.last) for gap in place.gaps] == [(1, 6, 7), (2, 1, 3), (3, 1, 256)]
    assert place.ended == (DeviceMark(1, 7), DeviceMark(2, 3), DeviceMark(3, 256))


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (said(2, 1), "where epoch 1 ended"),
        (said(2, 1, ends=((1, 3),)), "ended at 3, and 5 is here"),
        (said(4, 1, ends=((3, 9),)), "where epoch 1 ended"),
    ],
)
def test_two_histories_are_told(message: Message, why: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2537.*{why}"):
        placed(DeviceMark(1, 5), message)


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_any_order_with_repeats_ends_whole_each_once(seed: int, count: int) -> None:
    """Whatever the network does, what is accepted is every message once, in order."""
    chance = random.Random(seed)
    ends = list(itertools.accumulate(chance.randrange(1, 6) for _ in range(3)))
    sent, past, epoch, seq = list[Message](), list[tuple[int, int]](), 1, 0
    for number in range(count):
        if seq and number in ends:
            past.append((epoch, seq))
            epoch, seq = epoch + 1, 1
            sent.append(said(epoch, 1, ends=tuple(past)))
            continue
        seq += 1
        sent.append(said(epoch, seq))
    mark, taken = None, list[Message]()
    while len(taken) < len(sent):
        message = chance.choice(sent)
        place = placed(mark, message)
        if place.outcome == "accepted":
            taken.append(message)
            mark = place.mark
    assert taken == sent


@pytest.mark.parametrize("off", [DAY, -DAY, MOST_AHEAD_MS + 1, -MOST_BEHIND_MS - 1])
def test_a_clock_that_is_off_is_told_with_how_far(off: int) -> None:
    with pytest.raises(ModisteError, match=rf"MOD-2536.*{round(off / 1000):+d} s".replace("+", r"\+")):
        check_clock(said(1, 1), AT - off)


def test_a_clock_within_bounds_is_fine_and_a_reading_from_the_future_is_not() -> None:
    for off in (MOST_AHEAD_MS, -MOST_BEHIND_MS, 0):
        check_clock(said(1, 1), AT - off)
    check_clock(said(1, 1, sensed=(Sensed(AT - 400 * DAY, "Temperature", 1.0, "CEL"),)), AT)
    with pytest.raises(ModisteError, match="MOD-2536"):
        check_clock(said(1, 1, sensed=(Sensed(AT + DAY, "Temperature", 1.0, "CEL"),)), AT)
    with pytest.raises(ModisteError, match="MOD-2536"):
        check_clock(Message("press-07", 1, 1, AT, AT + DAY), AT)
