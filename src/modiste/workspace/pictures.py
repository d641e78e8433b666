"""Pictures that rows and uploads speak of: found beside their source, looked at, and made into image rows.

Knows where a picture may lie and what its row says; decoding is collect's, keeping bytes is the store's.
"""

from pathlib import Path

from modiste.collect import (
    Archive,
    PictureRef,
    Source,
    SourceLimits,
    decode,
    frame_at,
    frame_of,
    header,
    read_bytes,
)
from modiste.garment import Image, ModisteError, slug

_WORD = 120
"""As long as a picture's `source` may be."""
CHECK_PIXELS = 32
"""Photos are decoded once at about this size on their way in: fast for JPEGs, and it finds cut-off files."""


def image_of(garment_id: str, data: bytes, name: str, source: str = "upload") -> Image:
    """The image row of a single picture, once its bytes have been looked at.

    Raises:
        ModisteError: MOD-1202 to 1207 for bytes that are no usable picture.
    """
    head = header(data, name)
    decode(data, name=name, near=CHECK_PIXELS)
    return Image(
        id=f"{slug(garment_id, 80)}-{head.sha256[:16]}",
        garment_id=garment_id,
        blob=head.sha256,
        media_type=head.media_type,
        width=head.width,
        height=head.height,
        source=source,
    )


class PictureShelf:
    """The pictures of one source: of its folder, of its archive, or of the folder that its file lies in."""

    def __init__(self, source: Source, limits: SourceLimits) -> None:
        self._limits = limits
        path = source.path or Path()
        self._archive = Archive(path, source.name, limits) if path.is_file() and source.names else None
        self._folder = (path if path.is_dir() else path.parent).resolve()

    def take(self, picture: PictureRef, source: str) -> tuple[Image, bytes]:
        """The image row of a picture, and its bytes.

        Raises:
            ModisteError: MOD-1201 to 1207 for no usable picture, MOD-1209 for one outside the source,
                MOD-1233 and MOD-1236 for one that the archive does not give, MOD-1280 to 1282 for the
                frame of a clip that cannot be used.
        """
        frame = frame_of(picture.place)
        data = self._frame(picture.place, *frame) if frame else self._bytes(picture.place)
        image = image_of(picture.garment_id, data, picture.place, source)
        changes = {"colourway_id": picture.colourway_id, "label": picture.label[:120]}
        if frame:
            # By the moment, not by the bytes: another version of the encoder must not add a second picture.
            changes["id"] = f"{slug(picture.garment_id, 80)}-{round(1000 * frame[1]):07d}ms"
            changes["source"] = _told(f"{source}:", picture.place)
        return image.model_copy(update=changes), data

    def close(self) -> None:
        """Close the archive."""
        if self._archive is not None:
            self._archive.close()

    def _bytes(self, place: str) -> bytes:
        if self._archive is not None:
            return self._archive.read(place, self._limits.pictures.bytes)
        return read_bytes(self._path(place), self._limits.pictures, place)

    def _frame(self, place: str, file: str, second: float) -> bytes:
        if self._archive is not None:
            raise ModisteError("MOD-1233", name=place[:200], reason="clips are not read from an archive")
        return frame_at(self._path(file), place, second)

    def _path(self, place: str) -> Path:
        try:
            path = (self._folder / place).resolve()
            inside = path.is_relative_to(self._folder)
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside:
            raise ModisteError("MOD-1209", name=place[:200], reason="leaves the folder")
        return path


def _told(kind: str, place: str) -> str:
    """Where a frame came from, in as many letters as a picture's `source` may have: the end tells most."""
    room = _WORD - len(kind)
    return kind + (place if len(place) <= room else f"…{place[1 - room :]}")
