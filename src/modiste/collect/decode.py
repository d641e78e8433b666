"""From the bytes of a picture to its pixels, whatever a stranger sends: limits first, then Pillow.

It leaves folders, labels and caches to others, and never shows a Pillow exception or warning.
"""

import hashlib
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, UnidentifiedImageError, WebPImagePlugin

from modiste.garment import ModisteError

Pixels = NDArray[np.uint8]
_T = TypeVar("_T")

FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
    "BMP": "image/bmp",
}
assert {"TIFF", "WEBP"} <= Image.OPEN.keys(), (TiffImagePlugin, WebPImagePlugin)  # importing registers them
_ORIENTATION = 0x0112
_SIXTEEN_BITS = ("I;16", "I;16L", "I;16B", "I;16N")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a picture may ask of this machine: bytes in the file, pixels once decoded."""

    bytes: int = 50_000_000
    pixels: int = 100_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture says of itself before its pixels are read; width and height as it is to be looked at."""

    media_type: str
    width: int
    height: int
    sha256: str


def read_bytes(path: Path, limits: Limits = LIMITS, name: str | None = None) -> bytes:
    """Read a picture file whole, but never more than the limit.

    Args:
        path: a regular file; devices and pipes are refused, because reading them may never end.
        limits: at most so many bytes.
        name: what errors call the file; by default its own name.

    Raises:
        ModisteError: MOD-1201 unreadable, MOD-1202 empty, MOD-1204 too large.
    """
    name = name or path.name
    try:
        if not path.is_file():
            reason = "it is a folder or a device" if path.exists() else "there is no such file"
            raise ModisteError("MOD-1201", name=name, reason=reason)
        with path.open("rb") as file:
            data = file.read(limits.bytes + 1)
            count = len(data) if len(data) <= limits.bytes else max(len(data), path.stat().st_size)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise ModisteError("MOD-1201", name=name, reason=reason.lower()) from None
    if count > limits.bytes:
        raise ModisteError("MOD-1204", name=name, count=count, limit=limits.bytes)
    if not data:
        raise ModisteError("MOD-1202", name=name)
    return data


def header(data: bytes, name: str = "the picture", limits: Limits = LIMITS) -> Header:
    """Read only a picture's header.

    Raises:
        ModisteError: MOD-1202 to MOD-1206.
    """

    def look(image: Image.Image) -> Header:
        width, height = image.size
        if image.format != "TIFF" and _orientation(image) >= 5:  # of a TIFF Pillow tells the turned size
            width, height = height, width
        # "MPO" is what several phones write: a JPEG with further pictures behind it.
        media_type = FORMATS.get(image.format or "", "image/jpeg")
        return Header(media_type, width, height, hashlib.sha256(data).hexdigest())

    return _opened(data, name, limits, look)


def decode(
    source: bytes | Path, *, name: str | None = None, near: int | None = None, limits: Limits = LIMITS
) -> Pixels:
    """Decode a picture, upright, in colour.

    The first frame or page counts; the EXIF orientation is applied; transparency is laid over white; 16 bits
    a channel become 8; CMYK, palettes and greys become RGB. Colour profiles are not applied.

    Args:
        source: the file's bytes, or its path.
        name: what errors call the picture; by default the file's name.
        near: a size in pixels of which neither side may fall short. JPEGs far larger than that are decoded at
            a half, a quarter or an eighth, which is several times faster.
        limits: how large the file and the picture may be.

    Returns:
        uint8 (height, width, 3).

    Raises:
        ModisteError: MOD-1201 to MOD-1207.

    Example:
        >>> file = BytesIO()
        >>> Image.new("RGBA", (3, 2)).save(file, "PNG")
        >>> decode(file.getvalue()).tolist()[0][0]
        [255, 255, 255]
    """
    if isinstance(source, Path):
        name = name or source.name
        source = read_bytes(source, limits, name)
    name = name or "the picture"

    def read(image: Image.Image) -> Pixels:
        if near:
            image.draft(None, (near, near))
        image.load()
        return np.array(_upright(_eight_bit_rgb(image, name), _orientation(image)))

    return _opened(source, name, limits, read)


def resize(pixels: Pixels, height: int, width: int) -> Pixels:
    """Squash a picture to a size with an antialiased bilinear filter, the one that exported models use.

    Args:
        pixels: uint8 (any height, any width, 3).
        height: of the result.
        width: of the result.
    """
    if pixels.shape[:2] == (height, width):
        return pixels
    return np.array(Image.fromarray(pixels).resize((width, height), Image.Resampling.BILINEAR))


def _opened(data: bytes, name: str, limits: Limits, work: Callable[[Image.Image], _T]) -> _T:
    """Open a picture, check its size, do the work; turn whatever Pillow throws into a numbered error."""
    if not data:
        raise ModisteError("MOD-1202", name=name)
    if len(data) > limits.bytes:
        raise ModisteError("MOD-1204", name=name, count=len(data), limit=limits.bytes)
    with _silence():
        try:
            with Image.open(BytesIO(data), formats=tuple(FORMATS)) as image:
                if (pixels := image.width * image.height) > limits.pixels:
                    raise ModisteError("MOD-1205", name=name, pixels=pixels, limit=limits.pixels)
                return work(image)
        except ModisteError:
            raise
        except Image.DecompressionBombError as error:  # Pillow's own ceiling, checked as it reads the header
            pixels_said = re.search(r"\d+", str(error))
            pixels_text = pixels_said.group() if pixels_said else "too many"
            raise ModisteError("MOD-1205", name=name, pixels=pixels_text, limit=limits.pixels) from None
        except UnidentifiedImageError:
            if _begins_like_a_picture(data):
                raise ModisteError("MOD-1206", name=name, reason="its header is not complete") from None
            raise ModisteError("MOD-1203", name=name, known=", ".join(FORMATS)) from None
        except Exception as error:  # a decoder fed with garbage may raise anything
            reason = f"{type(error).__name__}: {error}".splitlines()[0].rstrip(". ")[:120]
            raise ModisteError("MOD-1206", name=name, reason=reason) from None


def _begins_like_a_picture(data: bytes) -> bool:
    if data.startswith(b"RIFF"):
        return data[8:12] in (b"WEBP", b"")
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM"))


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 (upright) where missing or nonsense; Pillow's loader has turned TIFFs already."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # EXIF blocks are often damaged; the pixels are what counts
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)


def _eight_bit_rgb(image: Image.Image, name: str) -> Image.Image:
    if image.mode in _SIXTEEN_BITS:
        return Image.fromarray((np.array(image).astype(np.uint16) >> 8).astype(np.uint8)).convert("RGB")
    if image.mode in ("I", "F"):
        raise ModisteError("MOD-1207", name=name, mode={"I": "32-bit integers", "F": "floats"}[image.mode])
    if image.has_transparency_data:
        above = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", above.size, "white"), above).convert("RGB")
    return image.convert("RGB")


class _Silence:
    """Hides warnings while at least one thread is inside; the last one out restores the process's filters.

    `warnings.catch_warnings` alone is not safe when two threads enter and leave in the wrong order.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._caught = warnings.catch_warnings()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if self._inside == 0:
                self._caught = warnings.catch_warnings()
                self._caught.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if self._inside == 0:
                    self._caught.__exit__(None, None, None)


_silence = _Silence()
