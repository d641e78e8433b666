"""A clip's frames: upright, in order, at the right second; anything else ends as one numbered error."""

import builtins
import random
import runpy
import struct
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import decode
from modiste.collect.video import ClipLimits, frame_at, frames, looks_like_video
from modiste.garment import ModisteError

FILMING = runpy.run_path(str(Path(__file__).with_name("filming.py")))
scene, film, panned, written = (FILMING[name] for name in ("scene", "film", "panned", "written"))
MADE = {
    "a.mp4": ("libx264", "mp4"),
    "a.mov": ("mpeg4", "mov"),
    "a.webm": ("libvpx-vp9", "webm"),
    "a.mkv": ("ffv1", "matroska"),
    "a.avi": ("mjpeg", "avi"),
}
CLEAR = {"MOD-1280", "MOD-1281", "MOD-1282"}


def code_of(do: Callable[[], object]) -> str:
    with pytest.raises(ModisteError) as refused:
        do()
    return refused.value.code


@pytest.fixture(scope="module")
def mp4() -> bytes:
    made: bytes = FILMING["three_scenes"]()
    return made


@pytest.mark.parametrize("name", MADE)
def test_every_container_gives_its_frames_and_any_of_them_again(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, FILMING["three_scenes"](*MADE[name]))
    assert looks_like_video(path.read_bytes()[:64])
    seen = list(frames(path, name))
    assert [round(second, 3) for second, _ in seen] == [number / 10 for number in range(30)]
    assert {pixels.shape for _, pixels in seen} == {(120, 160, 3)}
    for second in (0.0, 0.5, 1.3, 2.9):
        shown = decode(frame_at(path, name, second)).astype(int)
        assert shown.shape == (96, 128, 3)
        was = np.roll(scene(int(second)), round(10 * second) % 10, axis=1)
        assert np.abs(shown - was).mean() < 20
        assert np.abs(shown - scene(7)).mean() > 60


def test_fewer_frames_a_second_are_given_where_fewer_are_asked_for(tmp_path: Path, mp4: bytes) -> None:
    path = written(tmp_path, "a.mp4", mp4)
    assert [round(second, 1) for second, _ in frames(path, "a.mp4", a_second=2)] == [0, 0.5, 1, 1.5, 2, 2.5]


def test_a_clip_that_is_to_be_turned_is_turned(tmp_path: Path, mp4: bytes) -> None:
    plain = written(tmp_path, "plain.mp4", mp4)
    phone = written(tmp_path, "phone.mp4", FILMING["turned"](mp4))
    upright = decode(frame_at(phone, "phone.mp4", 0.0)).astype(int)
    as_stored = decode(frame_at(plain, "plain.mp4", 0.0)).astype(int)
    assert upright.shape == (128, 96, 3)
    assert np.abs(upright - np.rot90(as_stored, -1)).mean() < 3
    assert next(frames(phone, "phone.mp4"))[1].shape == (160, 120, 3)


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (ClipLimits(bytes=1000), "bytes"),
        (ClipLimits(seconds=1.5), "seconds"),
        (ClipLimits(frames=12), "frames"),
        (ClipLimits(pixels=1000), "pixels in a frame"),
        (ClipLimits(decoded=40_000), "pixels in all"),
    ],
)
def test_what_is_too_much_is_refused_with_the_limit(
    tmp_path: Path, mp4: bytes, limits: ClipLimits, word: str
) -> None:
    path = written(tmp_path, "a.mp4", mp4)
    with pytest.raises(ModisteError, match="MOD-1281") as refused:
        list(frames(path, "a.mp4", limits))
    assert word in refused.value.detail


def test_a_length_that_is_stated_nowhere_is_measured(tmp_path: Path) -> None:
    stream = FILMING["three_scenes"]("libvpx-vp9", "webm", live="1")
    path = written(tmp_path, "live.webm", stream)
    assert len(list(frames(path, "live.webm"))) == 30
    assert code_of(lambda: list(frames(path, "live.webm", ClipLimits(seconds=1)))) == "MOD-1281"


def test_absurd_sizes_are_refused_before_memory_is_asked_for(tmp_path: Path) -> None:
    data = bytearray(film(panned(scene(1)), "rawvideo", "avi"))
    at = data.index(b"strf") + 8 + 4
    data[at : at + 8] = struct.pack("<ii", 60_000, 60_000)
    path = written(tmp_path, "huge.avi", bytes(data))
    assert code_of(lambda: list(frames(path, "huge.avi"))) in {"MOD-1280", "MOD-1281"}


def test_a_truncated_clip_is_damaged_and_not_half_taken(tmp_path: Path) -> None:
    whole = FILMING["three_scenes"]("libx264", "mp4", movflags="faststart")
    for share in (0.5, 0.8):
        cut = written(tmp_path, f"{share}.mp4", whole[: int(share * len(whole))])
        assert code_of(lambda cut=cut: list(frames(cut, "cut.mp4"))) == "MOD-1282"
    index_lost = written(tmp_path, "cut.mp4", FILMING["three_scenes"]()[:-200])
    assert code_of(lambda: list(frames(index_lost, "cut.mp4"))) in {"MOD-1280", "MOD-1282"}


def test_sound_that_goes_on_after_the_pictures_is_no_damage(tmp_path: Path) -> None:
    data = film(panned(scene(1)), "mpeg4", "matroska", sound_seconds=9)
    path = written(tmp_path, "a.mkv", data)
    assert len(list(frames(path, "a.mkv"))) == 10
    cut = written(tmp_path, "cut.mkv", data[: int(0.6 * len(data))])
    assert code_of(lambda: list(frames(cut, "cut.mkv"))) == "MOD-1282"


def test_no_frame_no_video_and_no_file_are_told_apart(tmp_path: Path) -> None:
    no_clips = {
        "letter.mp4": b"Dear customer, please find our film enclosed.",
        "empty.mp4": b"",
        "head.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isommp42",
        "photo.mp4": b"\0\0\0\x18ftypheic\0\0\2\0heicmif1" + bytes(500),
        "list.mp4": b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:10,\nfile:///etc/passwd\n",
    }
    for name, data in no_clips.items():
        path = written(tmp_path, name, data)
        assert code_of(lambda path=path: list(frames(path, "it"))) == "MOD-1280"
    assert code_of(lambda: list(frames(tmp_path / "nowhere.mp4", "it"))) == "MOD-1280"
    assert code_of(lambda: list(frames(tmp_path, "it"))) == "MOD-1280"
    sound = written(tmp_path, "a.mp4", FILMING["three_scenes"]())
    assert code_of(lambda: frame_at(sound, "it", 99.0)) == "MOD-1282"


def test_a_codec_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.mkv", film(panned(scene(1)), "snow", "matroska", strict="experimental"))
    assert code_of(lambda: list(frames(path, "a.mkv"))) in CLEAR


def test_a_file_that_names_others_is_not_followed(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/a.ts"
        texts = [
            f"#EXTM3U\n#EXTINF:10,\n{address}\n#EXT-X-ENDLIST\n",
            f"ffconcat version 1.0\nfile '{address}'\n",
        ]
        for begin in (b"", b"\0\0\0\x08free"):
            for text in texts:
                path = written(tmp_path, "a.mp4", begin + text.encode())
                assert code_of(lambda path=path: list(frames(path, "a.mp4"))) == "MOD-1280"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []


def test_without_the_extra_it_is_said_what_to_install(
    tmp_path: Path, mp4: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "a.mp4", mp4)
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "av":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModisteError, match="MOD-2014") as refused:
        list(frames(path, "a.mp4"))
    assert "modiste[collect]" in refused.value.remedy


@settings(deadline=None, max_examples=150)
@given(data=st.binary(max_size=400), begin=st.sampled_from([b"", b"\0\0\0\x18ftypisom", b"\x1a\x45\xdf\xa3"]))
def test_any_bytes_end_as_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, begin: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("any"), "a.mp4", begin + data)
    assert code_of(lambda: list(frames(path, "a.mp4"))) in CLEAR


@pytest.mark.parametrize("name", MADE)
@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_clip_ends_as_frames_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int
) -> None:
    data = bytearray(_clip(name))
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                data[at : at + 4] = chance.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
            case _:
                del data[at : at + chance.randint(1, 60)]
    path = written(tmp_path_factory.mktemp("any"), name, bytes(data))
    try:
        for second, pixels in frames(path, name, ClipLimits(seconds=20, frames=200, pixels=1_000_000)):
            assert second >= 0
            assert pixels.ndim == 3
    except ModisteError as error:
        assert error.code in CLEAR


_KEPT: dict[str, bytes] = {}


def _clip(name: str) -> bytes:
    if name not in _KEPT:
        _KEPT[name] = film(panned(scene(1), 6), *MADE[name])
    return _KEPT[name]
