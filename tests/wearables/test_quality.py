"""Bad recordings are told, mended where that is small, and set aside with a reason where it is not."""

from pathlib import Path

import numpy as np
import pytest
from tests.wearables.motions import COLUMNS, csv_of, motion

from modiste.garment import ModisteError
from modiste.wearables import Report, Unread, examine_all, layout_of, read_recordings


def _report(tmp_path: Path, text: str, declared: float | None = None) -> Report:
    (tmp_path / "s01_01_sw.csv").write_text(text)
    return examine_all(read_recordings(tmp_path), declared)


def _kinds(report: Report) -> dict[str, bool]:
    return {fault.kind: fault.quarantined for each in report.examined for fault in each.faults}


def test_a_good_recording_has_no_fault(tmp_path: Path) -> None:
    report = _report(tmp_path, csv_of(*motion(0)))
    assert _kinds(report) == {}
    own = report.examined[0]
    assert own.recording.device == "watch"
    assert own.recording.clock.rate_hz == pytest.approx(100, abs=0.01)
    assert own.good_seconds == pytest.approx(9.99, abs=0.01)


def test_missing_axes_are_named(tmp_path: Path) -> None:
    text = "\n".join(line.partition(",")[2] for line in csv_of(*motion(0)).splitlines())
    report = _report(tmp_path, text)
    assert not report.examined
    assert report.unread[0].error.code == "MOD-2903"
    assert "x_acc" in report.unread[0].error.detail


def test_a_short_burst_of_nan_is_filled_and_a_long_one_set_aside(tmp_path: Path) -> None:
    values, labels = motion(0)
    values[200:205, 1] = np.nan
    values[400:480] = np.nan
    report = _report(tmp_path, csv_of(values, labels))
    assert _kinds(report) == {"filled": False, "missing": True}
    own = report.examined[0]
    assert np.isfinite(own.recording.values).all()
    assert own.stretches == ((0, 400), (480, 1000))
    assert own.recording.values[202, 1] == pytest.approx((values[199, 1] + values[205, 1]) / 2, abs=0.1)


def test_what_no_sensor_reaches_is_set_aside(tmp_path: Path) -> None:
    values, labels = motion(0)
    values[300:310, 0], values[600, 4] = 1e300, -1e9
    report = _report(tmp_path, csv_of(values, labels))
    assert _kinds(report) == {"impossible": True}
    own = report.examined[0]
    assert own.stretches == ((0, 300), (310, 600), (601, 1000))
    assert np.abs(own.recording.values).max() < 100


def test_a_clipped_axis_is_set_aside_where_it_is_clipped(tmp_path: Path) -> None:
    values, labels = motion(0)
    values[300:340, 0] = 19.6133
    report = _report(tmp_path, csv_of(values, labels))
    assert _kinds(report) == {"saturated": True}
    assert report.examined[0].stretches == ((0, 300), (340, 1000))


def test_another_rate_than_declared_and_one_that_is_too_low(tmp_path: Path) -> None:
    assert _kinds(_report(tmp_path, csv_of(*motion(0)), declared=50.0)) == {"rate": True}
    values, labels = motion(0)
    stamps = np.arange(len(values)) * 200.0
    assert _kinds(_report(tmp_path, csv_of(values, labels, stamps))) == {"slow": True}


def test_swapped_and_repeated_stamps_are_put_right(tmp_path: Path) -> None:
    values, labels = motion(0)
    stamps = 1_657_533_977_810 + np.arange(len(values)) * 10.0
    order = np.arange(len(values))
    order[[500, 501]] = 501, 500
    stamps[100:104] = stamps[100]
    report = _report(tmp_path, csv_of(values[order], [labels[row] for row in order], stamps[order]))
    assert _kinds(report) == {"swapped": False, "repeated": False}
    own = report.examined[0].recording
    assert np.abs(own.values - values).max() < 1e-4
    assert np.diff(own.times).min() > 0.009


def test_a_silence_parts_a_recording(tmp_path: Path) -> None:
    values, labels = motion(0)
    stamps = np.arange(len(values)) * 10.0
    stamps[500:] += 3000
    report = _report(tmp_path, csv_of(values, labels, stamps))
    assert _kinds(report) == {"gap": True}
    assert report.examined[0].stretches == ((0, 500), (500, 1000))


def test_a_dead_axis_sets_all_aside(tmp_path: Path) -> None:
    values, labels = motion(0)
    values[:, 3] = 0.0
    report = _report(tmp_path, csv_of(values, labels))
    assert _kinds(report) == {"dead": True}
    assert report.examined[0].stretches == ()


@pytest.mark.parametrize("samples", [0, 1])
def test_a_file_of_one_sample_is_refused(tmp_path: Path, samples: int) -> None:
    values, labels = motion(0)
    report = _report(tmp_path, csv_of(values[:samples], labels[:samples]))
    assert report.unread[0].error.code in ("MOD-2903", "MOD-2905")


def test_a_person_of_one_class_is_noted(tmp_path: Path) -> None:
    report = _report(tmp_path, csv_of(*motion(0, ("SEATED",))))
    assert report.one_class == ("s01",)
    assert report.to_json()["one_class_subjects"][0]["reason_zh"]


def test_a_folder_without_recordings_and_a_bad_layout_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2900"):
        list(read_recordings(tmp_path))
    (tmp_path / "wearables.toml").write_text("files = '('")
    with pytest.raises(ModisteError, match="MOD-2901"):
        layout_of(tmp_path)


def test_a_file_that_is_no_table_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "s02_01_sw.csv").write_bytes(b"\xff\xfe\x00" * 10)
    (tmp_path / "s03_01_sw.csv").write_text(COLUMNS + "\n")
    found = list(read_recordings(_with_good(tmp_path)))
    assert [isinstance(each, Unread) for each in found] == [False, True, True]


def _with_good(folder: Path) -> Path:
    (folder / "s01_01_sw.csv").write_text(csv_of(*motion(0)))
    return folder
