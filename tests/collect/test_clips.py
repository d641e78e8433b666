"""The connector `clips`: a garment a clip, frames named by their second, refusals with reasons."""

import runpy
from pathlib import Path

import pytest

from modiste.collect import CLIPS, Arrival, Clips, Rejection, frame_of, frame_place, kind_of, open_source
from modiste.collect.video import ClipLimits
from modiste.garment import Garment, ModisteError
from modiste.workspace.plugins import connectors

FILMING = runpy.run_path(str(Path(__file__).with_name("filming.py")))
scene, film, panned, written = (FILMING[name] for name in ("scene", "film", "panned", "written"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("clips") / "summer"
    written(root, "coat/red coat.mp4", FILMING["three_scenes"]())
    written(root, "coat/broken.mp4", FILMING["three_scenes"]()[:900])
    written(root, "dress/blue.webm", film(panned(scene(5)), "libvpx-vp9", "webm"))
    written(root, "dress/notes.txt", b"the blue one first")
    written(root, "fade.mp4", film([scene(1) // 64] * 10))
    return root


def test_a_clip_and_a_folder_of_clips_are_recognised_among_all_formats(folder: Path) -> None:
    known = connectors()
    every = [known[name] for name in known]
    for path in (folder, folder / "coat" / "red coat.mp4", folder / "dress" / "blue.webm"):
        guess = kind_of(open_source(path), every)
        assert guess.kind == "clips"
        assert guess.sureness >= 0.7
    assert CLIPS.recognise(open_source(folder / "dress" / "notes.txt")) == 0


def test_a_folder_with_more_photos_than_clips_is_one_of_photos(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg", "c.mp4"):
        written(tmp_path, name, b"x")
    assert CLIPS.recognise(open_source(tmp_path)) == 0


def test_a_garment_a_clip_with_its_views_and_every_other_file_refused(folder: Path) -> None:
    found = list(CLIPS.read(open_source(folder)))
    told = {each.place: each for each in found}
    assert list(told) == [
        "coat/broken.mp4",
        "coat/red coat.mp4",
        "dress/blue.webm",
        "dress/notes.txt",
        "fade.mp4",
    ]
    codes = {place: each.code for place, each in told.items() if isinstance(each, Rejection)}
    assert set(codes) == {"coat/broken.mp4", "dress/notes.txt", "fade.mp4"}
    assert set(codes.values()) <= {"MOD-1280", "MOD-1282"}
    coat = told["coat/red coat.mp4"]
    assert isinstance(coat, Arrival)
    (garment,) = coat.records
    assert isinstance(garment, Garment)
    assert (garment.name, garment.category, garment.source) == ("red coat", "coat", "clips:summer")
    assert garment.attributes == {"file": "coat/red coat.mp4", "clip_seconds": "2.9"}
    frames = [frame_of(picture.place) for picture in coat.pictures]
    assert [frame and frame[0] for frame in frames] == ["coat/red coat.mp4"] * 3
    assert [int(frame[1]) for frame in frames if frame] == [0, 1, 2]
    assert {picture.label for picture in coat.pictures} == {"coat"}


def test_two_readings_are_alike_and_any_file_can_be_the_first(folder: Path) -> None:
    source = open_source(folder)
    whole = list(CLIPS.read(source))
    for after in range(len(whole) + 1):
        assert list(CLIPS.read(source, after=after)) == whole[after:]


def test_the_same_clip_under_another_name_is_the_same_garment(tmp_path: Path) -> None:
    data = FILMING["three_scenes"]()
    ids = [
        next(iter(CLIPS.read(open_source(written(tmp_path, name, data))))).records[0].id
        for name in ("a.mp4", "b.mov")
    ]
    assert ids[0] == ids[1]


def test_limits_and_the_number_of_frames_are_the_connectors(folder: Path) -> None:
    path = folder / "coat" / "red coat.mp4"
    (few,) = Clips(most=2).read(open_source(path))
    assert isinstance(few, Arrival)
    assert len(few.pictures) == 2
    (refused,) = Clips(clip_limits=ClipLimits(seconds=1)).read(open_source(path))
    assert isinstance(refused, Rejection)
    assert refused.code == "MOD-1281"


def test_clips_in_an_archive_are_asked_to_be_unpacked(tmp_path: Path) -> None:
    samples = runpy.run_path(str(Path(__file__).with_name("samples.py")))
    path = written(tmp_path, "a.zip", samples["zipped"]("a.mp4", FILMING["three_scenes"]()))
    assert CLIPS.recognise(open_source(path)) == 0
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(CLIPS.read(open_source(path)))


@pytest.mark.parametrize("file", ["a.mp4", "a#t=1.mp4", "a\nb.mp4", "ü/a.mp4#t=2.000"])
def test_a_frames_place_is_read_as_it_was_written(file: str) -> None:
    assert frame_of(frame_place(file, 12.3456)) == (file, 12.346)
