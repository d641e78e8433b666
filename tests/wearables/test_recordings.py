"""Files become recordings by their layout: units are found, subjects come from names or columns."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from tests.wearables.motions import motion

from modiste.wearables import Recording, Unread, read_recordings
from modiste.wearables.recordings import GRAVITY, in_metres, in_radians

LAYOUT = """
files = '(?P<run>\\w+)\\.(?:parquet|h5)'
rate_hz = 100
[columns]
acceleration = ["ax", "ay", "az"]
turning = ["gx", "gy", "gz"]
label = "what"
subject = "who"
"""


def _table() -> dict[str, object]:
    values, labels = motion(3)
    values[:, :3] /= GRAVITY
    values[:, 3:] = np.rad2deg(values[:, 3:]) * 3
    names = ("ax", "ay", "az", "gx", "gy", "gz")
    columns: dict[str, object] = {name: values[:, place] for place, name in enumerate(names)}
    return columns | {"what": labels, "who": ["ann"] * 400 + ["bob"] * 600}


def test_parquet_with_a_layout_gives_one_recording_a_person_in_our_units(tmp_path: Path) -> None:
    (tmp_path / "wearables.toml").write_text(LAYOUT)
    pa.parquet.write_table(pa.table(_table()), tmp_path / "run.parquet")
    found = [each for each in read_recordings(tmp_path) if isinstance(each, Recording)]
    assert [each.subject for each in found] == ["ann", "bob"]
    assert found[0].units == ("g", "deg/s")
    assert np.linalg.norm(found[0].values[:100, :3], axis=1).mean() == pytest.approx(9.81, abs=0.1)
    assert found[1].clock.rate_hz == pytest.approx(100)


def test_hdf5_gives_the_same(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    (tmp_path / "wearables.toml").write_text(LAYOUT)
    with h5py.File(tmp_path / "run.h5", "w") as file:
        for name, values in _table().items():
            file[name] = values if isinstance(values, np.ndarray) else np.array(values, object)
    found = [each for each in read_recordings(tmp_path) if not isinstance(each, Unread)]
    assert [(each.subject, len(each.values)) for each in found] == [("ann", 400), ("bob", 600)]


def test_units_are_told_by_gravity_and_by_how_fast_limbs_turn() -> None:
    values, _ = motion(1)
    assert in_metres(values[:, :3] / GRAVITY, "auto")[1] == "g"
    assert in_metres(values[:, :3], "auto")[1] == "m/s2"
    assert in_radians(values[:, 3:], "auto")[1] == "rad/s"
    turned, unit = in_radians(np.rad2deg(values[:, 3:]), "auto")
    assert unit == "deg/s"
    assert turned == pytest.approx(values[:, 3:])


def test_the_label_of_a_moment_is_that_of_the_nearest_sample(tmp_path: Path) -> None:
    (tmp_path / "wearables.toml").write_text(LAYOUT)
    pa.parquet.write_table(pa.table(_table()), tmp_path / "run.parquet")
    own = next(each for each in read_recordings(tmp_path) if isinstance(each, Recording))
    assert own.label_at(np.array([0.0, 1.994, 1.996, 99.0])).tolist() == [
        "SEATED",
        "SEATED",
        "WALKING",
        "WALKING",
    ]
