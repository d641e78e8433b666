"""Corrected labels stand beside the file, come in when it is read, and are drawn."""

from pathlib import Path

import pytest
from tests.wearables.motions import csv_of, motion

from modiste.garment import ModisteError
from modiste.wearables import Recording, Span, label_runs, read_corrected, thinned, write_corrections


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s01_01_sw.csv").write_text(csv_of(*motion(0)))
    return tmp_path


def _read(folder: Path) -> Recording:
    (found,) = read_corrected(folder)
    assert isinstance(found, Recording)
    return found


def test_a_correction_changes_the_labels_and_not_the_file(folder: Path) -> None:
    before = (folder / "s01_01_sw.csv").read_bytes()
    write_corrections(folder, "s01_01_sw", [Span(1.0, 2.0, "WALKING")])
    runs = [(round(run.start, 1), round(run.end, 1), run.label) for run in label_runs(_read(folder))]
    assert runs[:2] == [(0.0, 1.0, "SEATED"), (1.0, 4.0, "WALKING")]
    assert (folder / "s01_01_sw.csv").read_bytes() == before
    write_corrections(folder, "s01_01_sw", [])
    assert [run.label for run in label_runs(_read(folder))][:2] == ["SEATED", "WALKING"]


@pytest.mark.parametrize("span", [Span(2.0, 1.0, "A"), Span(0.0, float("nan"), "A"), Span(0.0, 1.0, "")])
def test_spans_that_are_none_are_refused(folder: Path, span: Span) -> None:
    with pytest.raises(ModisteError, match="MOD-2910"):
        write_corrections(folder, "s01_01_sw", [span])
    (folder / "corrections.json").write_text('{"s01_01_sw": [{"start": "x"}]}')
    with pytest.raises(ModisteError, match="MOD-2910"):
        _read(folder)


def test_a_curve_has_as_many_parts_as_asked_and_keeps_the_extremes(folder: Path) -> None:
    own = _read(folder)
    drawn = thinned(own, 50)
    assert len(drawn["at"]) == 50
    third = drawn["curves"][2]
    assert max(third["high"]) == pytest.approx(own.values[:, 2].max(), abs=1e-4)
    assert all(
        low <= mean <= high
        for low, mean, high in zip(*(third[k] for k in ("low", "mean", "high")), strict=True)
    )
