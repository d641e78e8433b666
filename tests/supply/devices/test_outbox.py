"""The outbox: no number twice over kills, what is lost is declared, and only receipts let anything go."""

import itertools
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.store import DeviceMark
from modiste.supply import Message, Outbox, Receipt, Sensed, read_message
from modiste.supply.intake.acceptance import placed

AT = 1_796_000_000_000
READING = Sensed(AT, "Temperature", 20.0, "CEL")
ONE = [([READING], ())]
LATER = itertools.count(1e9, 10.0)


def messages(outbox: Outbox) -> list[Message]:
    return [read_message(body) for body in outbox.due(10_000, now=next(LATER))]


def replay(outbox: Outbox, mark: DeviceMark | None) -> tuple[DeviceMark | None, list[tuple[int, int, int]]]:
    """Hand everything that waits over in order; where the intake then is, and which gaps were declared."""
    gaps: list[tuple[int, int, int]] = []
    for message in messages(outbox):
        place = placed(mark, message)
        assert place.outcome in ("accepted", "again"), (mark, message)
        mark = place.mark
        gaps += [(gap.epoch, gap.first, gap.last) for gap in place.gaps]
    return mark, gaps


def test_numbers_go_on_after_a_clean_end_and_only_a_receipt_lets_go(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07")
    assert outbox.add(ONE * 3) == (1, 3)
    outbox.close()
    outbox = Outbox(tmp_path, "press-07")
    assert outbox.add(ONE) == (1, 4)
    assert [each.seq for each in messages(outbox)] == [1, 2, 3, 4]
    for nothing in (Receipt("other", 1, 4), Receipt("press-07", 1, 5), Receipt("press-07", 2, 1)):
        assert outbox.receipted(nothing) == 0
    assert outbox.receipted(Receipt("press-07", 1, 3)) == 3
    assert [each.seq for each in messages(outbox)] == [4]
    assert outbox.receipted(Receipt("press-07", 1, 1)) == 0
    assert outbox.waiting == 1
    outbox.close()


def test_what_was_sent_is_due_again_after_a_second_and_only_a_window_is_out(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07")
    outbox.add(ONE * 500)
    assert [len(outbox.due(64, now=10.0)) for _ in range(8)] == [64] * 6 + [16, 0]
    assert outbox.due(64, now=10.9) == []
    assert len(outbox.due(64, now=11.0)) == 64
    outbox.receipted(Receipt("press-07", 1, 100))
    assert read_message(outbox.due(400, now=11.0)[-1]).seq == 500
    outbox.close()


def test_a_full_sequence_begins_the_next_epoch_without_a_gap(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07", most_seq=5)
    outbox.add(ONE * 17)
    assert [(each.epoch, each.seq) for each in messages(outbox)][-1] == (4, 2)
    assert replay(outbox, None) == (DeviceMark(4, 2), [])
    outbox.receipted(Receipt("press-07", 2, 3))
    assert replay(outbox, DeviceMark(2, 3)) == (DeviceMark(4, 2), [])
    outbox.close()
    outbox = Outbox(tmp_path, "press-07", most_seq=5)
    assert outbox.add(ONE) == (4, 3)
    outbox.close()


CHILD = """
import sys
from pathlib import Path
from modiste.supply import Outbox, Sensed
outbox = Outbox(Path(sys.argv[1]), "press-07", most_seq=70)
while True:
    print(*outbox.add([([Sensed(1, "Temperature", 1.0, "CEL")], ())] * 3), flush=True)
"""


def test_kills_lose_nothing_that_add_returned_and_use_no_number_twice(tmp_path: Path) -> None:
    seed = time.time_ns()
    print(f"seed {seed}")
    chance, said = random.Random(seed), (0, 0)
    for _ in range(4):
        command = [sys.executable, "-c", CHILD, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for _ in range(chance.randrange(1, 40)):
                said = tuple(map(int, child.stdout.readline().split()))
            child.send_signal(signal.SIGKILL)
            rest = [line for line in child.stdout.read().splitlines() if len(line.split()) == 2]
            said = tuple(map(int, rest[-1].split())) if rest else said
        outbox = Outbox(tmp_path, "press-07", most_seq=70)
        assert (outbox.epoch, outbox.seq) >= said
        mark, gaps = replay(outbox, None)
        assert mark is not None and (mark.epoch, mark.seq) == (outbox.epoch, outbox.seq) >= said
        assert gaps == []
        outbox.close()


def killed(folder: Path, outbox: Outbox) -> None:
    """End as a kill does: nothing is tidied up."""
    shutil.copytree(folder, folder.with_name("killed"))
    outbox.close()
    shutil.rmtree(folder)
    folder.with_name("killed").rename(folder)


def test_a_tail_that_a_power_cut_took_is_declared(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    outbox = Outbox(folder, "press-07", is_durable=False, boot="a")
    outbox.add(ONE * 10)
    mark, _ = replay(outbox, None)
    outbox.receipted(Receipt("press-07", 1, 4))
    killed(folder, outbox)
    outbox = Outbox(folder, "press-07", is_durable=False, boot="b")
    outbox.add(ONE)
    last = messages(outbox)[-1]
    assert (last.epoch, last.seq, last.lost, last.ends) == (2, 1, ((1, 11, 256),), ((1, 256),))
    assert replay(outbox, mark) == (DeviceMark(2, 1), [(1, 11, 256)])
    assert replay(outbox, DeviceMark(1, 4)) == (DeviceMark(2, 1), [(1, 11, 256)])
    outbox.close()


def test_a_kill_without_a_power_cut_declares_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    outbox = Outbox(folder, "press-07", is_durable=False, boot="a")
    outbox.add(ONE * 10)
    killed(folder, outbox)
    outbox = Outbox(folder, "press-07", is_durable=False, boot="a")
    assert outbox.add(ONE) == (1, 11)
    outbox.close()


@pytest.mark.parametrize("left", [4, 10])
def test_an_outbox_that_is_gone_is_declared_and_the_intake_takes_what_it_lacks(
    tmp_path: Path, left: int
) -> None:
    outbox = Outbox(tmp_path, "press-07", most_seq=7)
    outbox.add(ONE * 12)  # epoch 2, seq 5
    outbox.close()
    for path in tmp_path.glob("outbox.db*"):
        path.unlink()
    outbox = Outbox(tmp_path, "press-07", most_seq=7)
    outbox.add(ONE)
    mark = DeviceMark(1, left) if left <= 7 else DeviceMark(2, 3)
    found, gaps = replay(outbox, mark)
    assert found == DeviceMark(3, 1)
    assert gaps == ([(1, 5, 7), (2, 1, 5)] if left == 4 else [(2, 4, 5)])
    outbox.close()


def test_a_folder_that_is_gone_whole_begins_behind_what_the_house_has(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07", begin_after=(3, 57))
    outbox.add(ONE)
    assert replay(outbox, DeviceMark(3, 57)) == (DeviceMark(4, 1), [])
    outbox.close()


def test_a_lost_counter_is_no_reason_to_use_a_number_twice(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07")
    outbox.add(ONE * 3)
    mark, _ = replay(outbox, None)
    outbox.close()
    (tmp_path / "counter.json").write_text("{")
    outbox = Outbox(tmp_path, "press-07", boot="b", is_durable=False)
    outbox.add(ONE)
    assert replay(outbox, mark)[0] == DeviceMark(2, 1)
    outbox.close()


def test_an_outbox_that_overflows_drops_the_oldest_and_says_so(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07", most=5, most_seq=8)
    for _ in range(11):
        outbox.add(ONE)
    assert outbox.waiting == 5
    found = messages(outbox)
    assert (found[0].epoch, found[0].seq, found[0].lost) == (1, 7, ((1, 1, 6),))
    assert replay(outbox, DeviceMark(1, 3)) == (DeviceMark(2, 3), [(1, 4, 6)])
    assert replay(outbox, None)[0] == DeviceMark(2, 3)
    for _ in range(7):
        outbox.add(ONE)
    assert replay(outbox, DeviceMark(1, 3)) == (DeviceMark(3, 2), [(1, 4, 8), (2, 1, 5)])
    outbox.close()


def test_a_full_disk_is_told_and_no_number_is_lost(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, "press-07")
    outbox.add(ONE)
    pages = outbox._db.execute("PRAGMA page_count").fetchone()[0]
    outbox._db.execute(f"PRAGMA max_page_count = {pages + 1}").close()
    with pytest.raises(ModisteError, match=r"MOD-2539.*full"):
        outbox.add(ONE * 500)
    assert (outbox.epoch, outbox.seq, outbox.waiting) == (1, 1, 1)
    outbox._db.execute("PRAGMA max_page_count = 100000").close()
    assert outbox.add(ONE) == (1, 2)
    assert replay(outbox, None) == (DeviceMark(1, 2), [])
    outbox.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModisteError, match="MOD-2539"):
        Outbox(tmp_path / "file" / "outbox", "press-07")
