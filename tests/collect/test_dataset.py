"""Data by name: the same pictures every time, decoded once, honest about what was left out."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.collect import (
    decode,
    open_data,
    open_files,
    open_training_data,
    resize,
)
from modiste.garment import ModisteError
from modiste.learning import Examples, split


def photo(path: Path, seed: int, size: tuple[int, int] = (40, 30)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def wardrobe(tmp_path: Path) -> Path:
    """Two classes in three parts: 3 + 3 train, 1 + 1 validation, 1 test."""
    seed = 0
    for part, label, count in (
        ("train", "coat", 3),
        ("train", "hat", 3),
        ("validation", "coat", 1),
        ("validation", "hat", 1),
        ("test", "hat", 1),
    ):
        for number in range(count):
            seed += 1
            photo(tmp_path / "wardrobe" / part / label / f"{number}.png", seed)
    return tmp_path / "wardrobe"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_part_is_opened_by_name(wardrobe: Path, cache: Path) -> None:
    data = open_data(f"{wardrobe}:train", size=16, cache=cache)
    assert (len(data), data.labels, data.targets.tolist()) == (6, ("coat", "hat"), [0, 0, 0, 1, 1, 1])
    assert data.ids[3] == "train/hat/0.png" and data.take([0]).shape == (1, 3, 16, 16)
    assert len(open_data(f"{wardrobe}:val", size=16, cache=cache)) == 2
    assert open_data(f"{wardrobe}:test", size=16, cache=cache).targets.tolist() == [1]


def test_a_plain_folder_of_class_folders_needs_no_part(wardrobe: Path, cache: Path) -> None:
    data = open_data(wardrobe / "train", size=16, cache=cache)
    assert len(data) == 6 and data.ids[0] == "coat/0.png"


def test_pixels_are_the_decoded_photo_squashed(wardrobe: Path, cache: Path) -> None:
    data = open_data(f"{wardrobe}:train", size=16, cache=cache)
    expected = resize(decode(wardrobe / "train" / "hat" / "1.png"), 16, 16).transpose(2, 0, 1)
    assert np.array_equal(data.take(np.array([4]))[0], expected)


def test_it_is_what_learning_calls_examples(wardrobe: Path, cache: Path) -> None:
    data: Examples = open_data(f"{wardrobe}:train", size=16, cache=cache)
    rest, held = split(data, 0.34, seed=0)
    assert (len(rest), len(held)) == (4, 2) and rest.take(np.array([0])).dtype == np.uint8


def test_the_second_time_nothing_is_decoded(
    wardrobe: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_data(f"{wardrobe}:train", size=16, cache=cache)
    monkeypatch.setattr("modiste.collect.dataset.decode", None)  # whoever decodes now falls over
    monkeypatch.setattr("modiste.collect.dataset.read_bytes", None)  # and whoever reads a photo, too
    again = open_data(f"{wardrobe}:train", size=16, cache=cache)
    assert np.array_equal(first.pixels, again.pixels) and again.hash == first.hash
    assert isinstance(again.pixels, np.memmap) and not again.pixels.flags.writeable


def test_the_cache_follows_content_not_names_of_folders_or_times(
    wardrobe: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_data(f"{wardrobe}:train", size=16, cache=cache)
    moved = tmp_path / "moved"
    shutil.copytree(wardrobe, moved, copy_function=shutil.copyfile)
    monkeypatch.setattr("modiste.collect.dataset.decode", None)
    assert open_data(f"{moved}:train", size=16, cache=cache).hash == first.hash


def test_a_changed_photo_or_another_size_is_decoded_anew(wardrobe: Path, cache: Path) -> None:
    first = open_data(f"{wardrobe}:train", size=16, cache=cache)
    photo(wardrobe / "train" / "coat" / "0.png", 99)
    changed = open_data(f"{wardrobe}:train", size=16, cache=cache)
    assert changed.hash != first.hash and not np.array_equal(changed.take([0]), first.take([0]))
    assert open_data(f"{wardrobe}:train", size=20, cache=cache).pixels.shape[1:] == (3, 20, 20)


def test_the_hash_changes_with_a_label(wardrobe: Path, cache: Path) -> None:
    before = open_data(wardrobe / "train", size=16, cache=cache).hash
    (wardrobe / "train" / "hat").rename(wardrobe / "train" / "cap")
    assert open_data(wardrobe / "train", size=16, cache=cache).hash != before


def test_bad_photos_are_left_out_with_a_reason_and_the_rest_stay_in_step(wardrobe: Path, cache: Path) -> None:
    coat = wardrobe / "train" / "coat"
    whole = (coat / "1.png").read_bytes()
    (coat / "1.png").write_bytes(whole[: len(whole) // 2])
    shutil.copy(coat / "0.png", coat / "9.png")
    (coat / "notes.txt").write_text("hem 2 cm")
    (coat / "empty.png").touch()
    (wardrobe / "train" / "loose.png").write_bytes(whole)
    (wardrobe / "stray").mkdir()
    photo(wardrobe / "stray" / "x.png", 77)
    for _ in range(2):  # decoded, then from the cache
        data = open_training_data(wardrobe, size=16, cache=cache)
        assert {one.place: one.code for one in data.rejected} == {
            "train/coat/1.png": "MOD-1206",
            "train/coat/9.png": "MOD-1210",
            "train/coat/notes.txt": "MOD-1203",
            "train/coat/empty.png": "MOD-1202",
            "train/loose.png": "MOD-1214",
            "stray/x.png": "MOD-1214",
        }
        assert list(data.ids) == [f"train/coat/{n}.png" for n in (0, 2)] + [
            f"train/hat/{n}.png" for n in range(3)
        ]
        expected = resize(decode(wardrobe / "train" / "hat" / "2.png"), 16, 16).transpose(2, 0, 1)
        assert np.array_equal(data.take([4])[0], expected)
        assert not open_data(f"{wardrobe}:validation", size=16, cache=cache).rejected


def test_a_photo_in_two_parts_stays_in_the_first(wardrobe: Path, cache: Path) -> None:
    shutil.copy(wardrobe / "train" / "hat" / "0.png", wardrobe / "validation" / "hat" / "7.png")
    judged = open_data(f"{wardrobe}:validation", size=16, cache=cache)
    assert [one.code for one in judged.rejected] == ["MOD-1210"] and len(judged) == 2
    assert len(open_training_data(wardrobe, size=16, cache=cache)) == 6


def test_several_processes_decode_the_same_pictures(wardrobe: Path, tmp_path: Path) -> None:
    one = open_data(wardrobe / "train", size=16, cache=tmp_path / "one")
    two = open_data(wardrobe / "train", size=16, cache=tmp_path / "two", processes=2)
    assert np.array_equal(one.pixels, two.pixels) and one.hash == two.hash


def test_progress_is_told_to_the_end(wardrobe: Path, cache: Path) -> None:
    told: list[tuple[int, int]] = []
    open_training_data(wardrobe, size=16, cache=cache, report=lambda done, total: told.append((done, total)))
    assert told == [(done, 6) for done in range(1, 7)]


def test_labels_follow_the_model_that_is_judged(wardrobe: Path, cache: Path) -> None:
    data = open_data(wardrobe / "train", size=16, cache=cache, labels=["shoe", "hat", "coat"])
    assert data.labels == ("shoe", "hat", "coat") and data.targets.tolist() == [2, 2, 2, 1, 1, 1]
    with pytest.raises(ModisteError, match=r"MOD-1217.*'hat'.*coat, shoe"):
        open_data(wardrobe / "train", size=16, cache=cache, labels=["coat", "shoe"])


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        ("{home}", "MOD-1216"),
        ("{home}/train:train", "MOD-1216"),
        ("{home}/none", "MOD-1208"),
        ("{home}:dressing", "MOD-1208"),
        ("", "MOD-1218"),
        ("a\0b", "MOD-1208"),
        ("fashion-mnist", "MOD-1216"),
        ("fashion-mnist:validation", "MOD-1216"),
    ],
)
def test_data_that_is_not_there_is_refused_by_number(
    wardrobe: Path, cache: Path, spec: str, code: str
) -> None:
    with pytest.raises(ModisteError, match=code):
        open_data(spec.format(home=wardrobe), size=16, cache=cache)


def test_a_folder_without_usable_photos_is_refused(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(ModisteError, match=r"MOD-1215"):
        open_data(tmp_path / "none", cache=cache)
    (tmp_path / "bad" / "coat").mkdir(parents=True)
    (tmp_path / "bad" / "coat" / "a.jpg").write_bytes(b"nothing")
    with pytest.raises(ModisteError, match=r"MOD-1215.*1 rejected"):
        open_data(tmp_path / "bad", cache=cache)


def test_training_data_is_the_train_part_or_the_whole(wardrobe: Path, cache: Path) -> None:
    whole = open_training_data(wardrobe, size=16, cache=cache)
    assert list(whole.ids) == list(open_data(f"{wardrobe}:train", size=16, cache=cache).ids)
    assert len(open_training_data(wardrobe / "train", size=16, cache=cache)) == 6
    assert len(open_training_data(f"{wardrobe}:test", size=16, cache=cache)) == 1
    shutil.rmtree(wardrobe / "train")
    with pytest.raises(ModisteError, match=r"MOD-1216.*test, validation; 'train'"):
        open_training_data(wardrobe, size=16, cache=cache)


def test_files_are_listed_without_being_opened(wardrobe: Path) -> None:
    (wardrobe / "validation" / "hat" / "broken.png").write_bytes(b"nothing")
    (wardrobe / "validation" / "loose.png").write_bytes(b"nothing")
    files = open_files(f"{wardrobe}:validation", labels=["hat", "coat"])
    assert list(files.ids) == [f"validation/{name}" for name in ("coat/0.png", "hat/0.png", "hat/broken.png")]
    assert (
        files.targets.tolist() == [1, 0, 0] and files.paths[0] == wardrobe / "validation" / "coat" / "0.png"
    )
    assert [one.code for one in files.rejected] == ["MOD-1214"] and len(files) == 3
    assert open_files(wardrobe / "train").labels == ("coat", "hat")
    for spec, code in (("", "MOD-1218"), (wardrobe, "MOD-1216"), (wardrobe / "none", "MOD-1208")):
        with pytest.raises(ModisteError, match=code):
            open_files(spec)


def test_fashion_mnist_is_data_like_any_other(fashion_mnist: Path) -> None:
    data = open_data("fashion-mnist:test")
    assert len(data) == 10_000 and data.take([0]).shape == (1, 1, 28, 28)
    with pytest.raises(ModisteError, match=r"MOD-1217"):
        open_data("fashion-mnist:test", labels=["coat"])


def test_a_cache_that_cannot_be_written_is_named(wardrobe: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ModisteError, match=r"MOD-1223"):
        open_training_data(wardrobe, size=16, cache=tmp_path / "file" / "cache")


def test_a_broken_note_in_the_cache_is_made_again(wardrobe: Path, cache: Path) -> None:
    first = open_data(f"{wardrobe}:train", size=16, cache=cache)
    for note in cache.glob("*.json"):
        note.write_text("{")
    assert open_data(f"{wardrobe}:train", size=16, cache=cache).hash == first.hash
    for note in cache.glob("*.json"):
        json.loads(note.read_text())


def test_killed_while_decoding_the_next_run_starts_clean(tmp_path: Path, cache: Path) -> None:
    home = tmp_path / "many"
    for number in range(30):
        photo(home / ("coat" if number % 2 else "hat") / f"{number}.png", number, (200, 150))
    code = (
        "import sys; from pathlib import Path; from modiste.collect import open_data\n"
        "open_data(sys.argv[1], size=64, cache=Path(sys.argv[2]), report=lambda d, t: print(d, flush=True))"
    )
    command = [sys.executable, "-c", code, str(home), str(cache)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(5):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    left = list(cache.glob("*.partial"))
    assert left and not list(cache.glob("*.npy"))
    os.utime(left[0], (time.time() - 7200,) * 2)
    data = open_data(home, size=64, cache=cache)
    assert len(data) == 30 and not list(cache.glob("*.partial"))
    expected = resize(decode(home / "hat" / "10.png"), 64, 64).transpose(2, 0, 1)
    assert np.array_equal(data.take([list(data.ids).index("hat/10.png")])[0], expected)
