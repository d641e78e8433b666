"""Every partition is done once, in whatever order its answers come, and however often its workers fail."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.workspace.cluster.checkpoint import Checkpoint
from modiste.workspace.cluster.mapping import Mapper, Patience
from modiste.workspace.cluster.protocol import Call, Done, lost
from modiste.workspace.cluster.serial import SerialExecutor

HASTY = Patience(first_seconds=0.0)


class Chaos(SerialExecutor):
    """A serial executor that answers in any order, loses calls, and tells some answers twice."""

    workers = 3

    def __init__(self, seed: int, losses: float) -> None:
        super().__init__()
        self._chance, self._losses, self._told = random.Random(seed), losses, []
        self.done: list[int] = []

    def wait(self, seconds: float) -> list[Done]:
        self._chance.shuffle(self._waiting)
        if not self._waiting:
            return []
        call: Call = self._waiting[0]
        if self._chance.random() < self._losses:
            self._waiting.popleft()
            return [lost(call.number, "by chance")]
        made = super().wait(seconds)
        self.done.append(call.number)
        self._told += made
        return [*made, self._chance.choice(self._told)]


def mapper(tmp_path: Path, executor: Any, **more: Any) -> Mapper:
    return Mapper(executor, Checkpoint(tmp_path), **{"patience": HASTY, **more})


def squares(mapper: Mapper, work: str, count: int, shared: bytes = b"") -> list[int]:
    answers = mapper.map("squares", work, count, lambda number: str(number).encode(), shared)
    return [int(value) for value in answers]


@pytest.mark.usefixtures("works")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(), count=st.integers(0, 12), losses=st.floats(0, 0.5))
def test_any_order_and_any_loss_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int, losses: float
) -> None:
    patient = Patience(lost=1000, first_seconds=0.0)
    made = mapper(tmp_path_factory.mktemp("run"), Chaos(seed, losses), patience=patient)
    assert squares(made, "test.square", count) == [number**2 for number in range(count)]
    assert not made.set_aside


@pytest.mark.usefixtures("works")
def test_what_was_kept_is_not_done_again(tmp_path: Path) -> None:
    first = Chaos(0, 0.0)
    assert squares(mapper(tmp_path, first), "test.square", 6) == [0, 1, 4, 9, 16, 25]
    (tmp_path / "parts" / "squares" / "000002").write_bytes(b"torn")
    (tmp_path / "parts" / "squares" / "000004").unlink()
    second = Chaos(0, 0.0)
    again = mapper(tmp_path, second)
    assert squares(again, "test.square", 6) == [0, 1, 4, 9, 16, 25]
    assert sorted(second.done) == [2, 4]
    assert again.resumed == 4


@pytest.mark.usefixtures("works")
def test_what_fails_once_is_tried_again(tmp_path: Path, marks: Path) -> None:
    made = mapper(tmp_path, SerialExecutor())
    assert squares(made, "test.stumbles", 4, bytes(marks)) == [0, 1, 4, 9]
    assert made.retried == 4


@pytest.mark.usefixtures("works")
def test_a_poisoned_partition_is_set_aside_and_the_rest_is_done(tmp_path: Path) -> None:
    told: list[Event] = []
    made = mapper(tmp_path, SerialExecutor(), progress=told.append)
    assert squares(made, "test.poison", 6) == [0, 1, 4, 16, 25]
    (aside,) = made.set_aside
    assert (aside.stage, aside.partition, aside.code) == ("squares", 3, "MOD-2100")
    assert "poisoned" in aside.reason
    assert made.retried == HASTY.raised - 1
    assert sum("poisoned" in event.message for event in told) == HASTY.raised


@pytest.mark.usefixtures("works")
def test_what_is_wrong_with_all_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as caught:
        squares(mapper(tmp_path, SerialExecutor()), "test.moved", 3)
    assert caught.value.code == "MOD-3104"
    assert caught.value.values == {"path": "a.csv", "what": "it is gone"}
    with pytest.raises(ModisteError, match="MOD-2012"):
        squares(mapper(tmp_path, SerialExecutor()), "no.such.work", 3)


@pytest.mark.usefixtures("works")
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    told: list[Event] = []
    stopping = mapper(
        tmp_path,
        SerialExecutor(),
        progress=told.append,
        should_stop=lambda: sum(event.kind == "step" for event in told) == 2,
    )
    with pytest.raises(ModisteError, match="MOD-2018"):
        squares(stopping, "test.square", 5)
    again = mapper(tmp_path, SerialExecutor())
    assert squares(again, "test.square", 5) == [0, 1, 4, 9, 16]
    assert again.resumed == 2


@pytest.mark.usefixtures("works")
def test_what_was_made_of_less_is_not_taken_for_what_was_made_of_all(tmp_path: Path) -> None:
    def count_then_sum(work: str) -> tuple[list[int], int, Mapper]:
        made = mapper(tmp_path, SerialExecutor())
        first = squares(made, work, 5)
        (total,) = made.map("sum", "test.echo", 1, lambda _: str(sum(first)).encode())
        return first, int(total), made

    assert count_then_sum("test.poison")[:2] == ([0, 1, 4, 16], 21)
    first, total, mended = count_then_sum("test.square")
    assert (first, total) == ([0, 1, 4, 9, 16], 30), "the sum that was kept lacks the partition"
    assert not mended.set_aside
    assert mended.resumed == 4
    assert count_then_sum("test.square")[2].resumed == 6


@pytest.mark.usefixtures("works")
def test_the_end_of_a_stage_is_told_for_the_log(tmp_path: Path) -> None:
    told: list[Event] = []
    squares(mapper(tmp_path, SerialExecutor(), progress=told.append), "test.poison", 5)
    last = told[-1]
    assert last.kind == "note"
    assert "squares: 5 partitions" in last.message
    assert last.message.endswith("by 1 of serial; 0 kept from before, 2 tries again, 1 set aside")


@pytest.mark.usefixtures("works")
def test_payloads_are_made_when_it_is_their_turn(tmp_path: Path) -> None:
    asked: list[int] = []
    kept = Checkpoint(tmp_path)

    def payload(number: int) -> bytes:
        done = sum(kept.load("s", each) is not None for each in asked)
        assert len(asked) - done <= 2, "more than the window is held at once"
        asked.append(number)
        return str(number).encode()

    Mapper(SerialExecutor(), kept).map("s", "test.square", 9, payload)
    assert asked == list(range(9))


def test_patience_grows_and_ends() -> None:
    assert [Patience().delay(n) for n in (1, 2, 3)] == [0.1, 0.2, 0.4]
    assert Patience().delay(50) == Patience().most_seconds
