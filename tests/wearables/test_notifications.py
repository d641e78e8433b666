"""Notifications become samples: scales, packets that were lost, and lines that are none."""

import struct
from pathlib import Path

import numpy as np
import pytest
from tests.wearables.motions import motion

from modiste.garment import ModisteError
from modiste.wearables import Recording, examine, read_recordings
from modiste.wearables.notifications import Packet, Signal, unpack

LAYOUT = Packet(
    signals=(Signal(name="x", kind="int16", scale=0.5), Signal(name="y", kind="int16")),
    rate_hz=50,
    skip=1,
    counter="uint8",
)


def _line(counter: int, *samples: tuple[int, int]) -> str:
    return (b"\x00" + bytes([counter]) + b"".join(struct.pack("<hh", *each) for each in samples)).hex()


def test_samples_are_scaled_and_timed_and_a_counter_wraps() -> None:
    made = unpack([_line(255, (2, -4), (4, 1)), "12:00:01,0x001c," + _line(0, (6, 0))], LAYOUT)
    assert made.columns["x"].tolist() == [1, 2, 3]
    assert made.columns["y"].tolist() == [-4, 1, 0]
    assert made.columns["time"].tolist() == [0, 0.02, 0.04]
    assert made.lost_packets == 0


def test_a_lost_packet_leaves_its_samples_missing_and_a_bad_line_is_told() -> None:
    made = unpack([_line(1, (2, 2), (2, 2)), "no bytes", _line(3, (4, 4), (4, 4)), "0003ff"], LAYOUT)
    assert np.isnan(made.columns["x"]).tolist() == [False] * 2 + [True] * 2 + [False] * 2
    assert made.lost_packets == 1
    assert [each.partition(":")[0] for each in made.refused] == ["line 2", "line 4"]
    with pytest.raises(ModisteError, match="MOD-2912"):
        unpack(["zz"], LAYOUT)


def test_a_packet_that_comes_again_or_late_is_left_out_and_a_counter_may_begin_anew() -> None:
    made = unpack([_line(7, (2, 2)), _line(7, (9, 9)), _line(6, (9, 9)), _line(8, (4, 4))], LAYOUT)
    assert made.columns["x"].tolist() == [1, 2]
    assert (made.lost_packets, len(made.refused)) == (0, 2)
    wide = LAYOUT.model_copy(update={"counter": "uint32"})
    lines = [(b"\x00" + struct.pack("<Ihh", count, 2, 2)).hex() for count in (4_000_000_000, 5)]
    anew = unpack(lines, wide)  # never as many missing samples as the counter says
    assert len(anew.columns["x"]) == 1 + 50 + 1
    assert "begins anew" in anew.refused[0]


def test_a_file_of_notifications_is_a_recording(tmp_path: Path) -> None:
    names = ("ax", "ay", "az", "gx", "gy", "gz")
    signals = "\n".join(f'[[packet.signals]]\nname = "{name}"\nkind = "float32"' for name in names)
    axes = 'acceleration = ["ax", "ay", "az"]\nturning = ["gx", "gy", "gz"]\ntime = "time"'
    (tmp_path / "wearables.toml").write_text(f"[columns]\n{axes}\n[packet]\nrate_hz = 100\n{signals}\n")
    values, _ = motion(0)
    lines = [values[row : row + 2].astype("<f4").tobytes().hex() for row in range(0, len(values), 2)]
    (tmp_path / "ann.hex").write_text("\n".join([*lines, "no bytes"]))
    (own,) = read_recordings(tmp_path)
    assert isinstance(own, Recording)
    assert own.subject == "ann"
    assert np.abs(own.values - values).max() < 1e-5
    (told,) = [fault for fault in examine(own).faults if fault.kind == "refused"]
    assert (told.quarantined, told.detail) == (False, "line 501: not hexadecimal")
