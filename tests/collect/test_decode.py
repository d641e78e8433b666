"""Pictures as strangers send them: each comes out upright, in colour, or as a numbered refusal."""

import struct
import threading
import warnings
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from modiste.collect import Limits, decode, header, read_bytes, resize
from modiste.garment import ModisteError


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def quarters(mode: str = "RGB") -> Image.Image:
    """40 x 20, red, green, blue and white from the top left, so that every turn shows."""
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:10, :20], pixels[:10, 20:] = (255, 0, 0), (0, 255, 0)
    pixels[10:, :20], pixels[10:, 20:] = (0, 0, 255), (255, 255, 255)
    return Image.fromarray(pixels).convert(mode)


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds next to nothing: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def refusal(data: bytes | Path, **options: object) -> ModisteError:
    with pytest.raises(ModisteError) as caught:
        decode(data, **options)
    return caught.value


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "WEBP", "GIF", "JPEG"])
def test_every_known_format_gives_the_same_picture(kind: str) -> None:
    options = {"WEBP": {"lossless": True}, "JPEG": {"quality": 98, "subsampling": 0}}.get(kind, {})
    pixels = decode(encoded(quarters(), kind, **options))
    assert pixels.shape == (20, 40, 3) and pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int) - np.asarray(quarters()).astype(int)).max() <= 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turns = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.transpose(1, 0, 2),
        6: lambda a: np.rot90(a, -1),
        7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
        8: lambda a: np.rot90(a, 1),
    }
    data = encoded(quarters(), kind, exif=exif, **({"quality": 98} if kind == "JPEG" else {}))
    upright, seen = turns[orientation](np.asarray(quarters())), decode(data)
    assert seen.shape == upright.shape
    assert np.abs(seen[5::10, 5::10].astype(int) - upright[5::10, 5::10]).max() <= 12
    looked = header(data)
    assert (looked.height, looked.width) == upright.shape[:2]


def test_an_impossible_orientation_or_a_damaged_exif_block_leaves_the_picture_as_it_is() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    assert decode(encoded(quarters(), "JPEG", exif=exif)).shape == (20, 40, 3)
    broken = encoded(quarters(), "JPEG", exif=b"Exif\0\0MM\0*" + b"\xff" * 30)
    assert decode(broken).shape == (20, 40, 3)


def test_transparency_lies_over_white() -> None:
    half = Image.new("RGBA", (2, 1), (255, 0, 0, 0))
    half.putpixel((1, 0), (0, 0, 0, 128))
    assert decode(encoded(half)).tolist() == [[[255, 255, 255], [127, 127, 127]]]
    palette = Image.new("P", (2, 1), 0)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.putpixel((1, 0), 1)
    assert decode(encoded(palette, transparency=0)).tolist() == [[[255, 255, 255], [0, 0, 255]]]
    assert decode(encoded(Image.new("LA", (1, 1), (9, 0)))).tolist() == [[[255, 255, 255]]]


def test_greys_palettes_bits_and_inks_become_rgb() -> None:
    assert decode(encoded(Image.new("L", (1, 1), 7))).tolist() == [[[7, 7, 7]]]
    assert decode(encoded(Image.new("1", (1, 1), 1))).tolist() == [[[255, 255, 255]]]
    inks = decode(encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=98))
    assert np.abs(inks.astype(int) - (255, 0, 0)).max() <= 6


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_keep_their_brightness(kind: str) -> None:
    deep = Image.fromarray(np.array([[0, 0x8000, 0xFFFF]], np.uint16))
    assert decode(encoded(deep, kind))[0, :, 0].tolist() == [0, 128, 255]


def test_pixels_without_a_defined_scale_are_refused() -> None:
    assert refusal(encoded(Image.new("F", (1, 1), 0.5), "TIFF")).code == "MOD-1207"
    assert refusal(encoded(Image.new("I", (1, 1), 70_000), "TIFF")).code == "MOD-1207"


def test_of_an_animation_the_first_frame_counts() -> None:
    data = encoded(
        Image.new("RGB", (2, 2), "red"), "GIF", save_all=True, append_images=[Image.new("RGB", (2, 2))]
    )
    assert decode(data)[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "MOD-1202"),
        (b"<html>not a picture</html>", "MOD-1203"),
        (b"%PDF-1.7 " + bytes(200), "MOD-1203"),
        (b"RIFF\x10\0\0\0AVI LIST", "MOD-1203"),
        (b"\xff\xd8\xff", "MOD-1206"),
        (b"\x89PNG\r\n\x1a\n", "MOD-1206"),
        (b"RIFF", "MOD-1206"),
        (b"GIF89a", "MOD-1206"),
    ],
)
def test_what_is_no_picture_is_refused_by_number(data: bytes, code: str) -> None:
    error = refusal(data, name="hem.jpg")
    assert error.code == code and "hem.jpg" in error.detail


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_a_picture_cut_short_is_damaged_not_half_shown(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8))
    options = {"compression": "tiff_lzw"} if kind == "TIFF" else {}
    data = encoded(noise, kind, **options)
    assert refusal(data[: len(data) // 2]).code == "MOD-1206"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("width", "height"), [(10_001, 10_000), (13_000, 13_000), (50_000, 50_000), (2**31 - 1, 9)]
)
def test_a_decompression_bomb_is_refused_from_its_header(width: int, height: int) -> None:
    error = refusal(png_header(width, height))
    assert error.code == "MOD-1205" and error.status == 413
    assert str(width * height) in error.detail
    with pytest.raises(ModisteError, match=r"MOD-1205"):
        header(png_header(width, height))


def test_limits_are_the_callers() -> None:
    data = encoded(quarters())
    assert refusal(data, limits=Limits(pixels=799)).code == "MOD-1205"
    assert decode(data, limits=Limits(pixels=800)).shape == (20, 40, 3)
    assert refusal(data, limits=Limits(bytes=len(data) - 1)).code == "MOD-1204"
    assert decode(data, limits=Limits(bytes=len(data))).shape == (20, 40, 3)


def test_a_large_jpeg_is_decoded_near_the_size_asked_for() -> None:
    data = encoded(quarters().resize((1600, 800)), "JPEG", quality=95)
    assert decode(data, near=100).shape == (100, 200, 3)
    assert decode(data, near=101).shape == (200, 400, 3)
    assert decode(data).shape == (800, 1600, 3)


def test_files_are_read_within_limits(tmp_path: Path) -> None:
    path = tmp_path / "coat.png"
    path.write_bytes(encoded(quarters()))
    assert decode(path).shape == (20, 40, 3)
    with pytest.raises(ModisteError, match=r"MOD-1204: coat.png has"):
        read_bytes(path, Limits(bytes=10))
    for missing, reason in (
        (tmp_path / "none.png", "no such file"),
        (tmp_path, "a folder"),
        (Path("/dev/zero"), "device"),
    ):
        error = refusal(missing)
        assert error.code == "MOD-1201" and reason in error.detail
    assert refusal(Path("a\0b.png")).code == "MOD-1201"
    (tmp_path / "empty.jpg").touch()
    assert refusal(tmp_path / "empty.jpg").code == "MOD-1202"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coat.png"
    path.write_bytes(b"x")

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)  # root may read anything, so the refusal itself is played
    with pytest.raises(ModisteError, match=r"MOD-1201: coat.png cannot be read: permission denied"):
        read_bytes(path)


def test_the_header_tells_type_size_and_hash_without_decoding() -> None:
    data = encoded(quarters(), "WEBP")
    seen = header(data)
    assert (seen.media_type, seen.width, seen.height) == ("image/webp", 40, 20)
    assert len(seen.sha256) == 64


def test_resizing_averages_what_it_drops() -> None:
    stripes = np.zeros((8, 8, 3), np.uint8)
    stripes[:, ::2] = 200
    small = resize(stripes, 2, 2)
    assert small.shape == (2, 2, 3) and small.min() >= 80 and small.max() <= 120
    assert resize(stripes, 8, 8) is stripes


def test_warnings_of_the_process_survive_decoding_in_many_threads() -> None:
    before = list(warnings.filters)
    data = encoded(quarters())
    threads = [threading.Thread(target=lambda: [decode(data) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert warnings.filters == before


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"]), st.data())
def test_no_corruption_escapes_as_anything_but_a_numbered_error(kind: str, data: st.DataObject) -> None:
    raw = bytearray(encoded(quarters(), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert decode(bytes(raw), limits=Limits(pixels=10_000)).shape[2] == 3
    except ModisteError as error:
        assert error.code in {"MOD-1203", "MOD-1205", "MOD-1206", "MOD-1207"}
