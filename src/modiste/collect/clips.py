"""Short video clips: one garment a clip, its key frames as pictures, each with the second it is shown at.

Knows which files are clips and what a clip becomes; decoding is `video`'s, choosing frames is `key_frames`'.
A frame's place is the clip's with a moment behind it, `tees/red.mp4#t=1.480` (W3C Media Fragments URI 1.0,
4.2.1), so that its bytes can be read when they are wanted and never have to wait in memory.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modiste.collect.arrivals import UNDATED
from modiste.collect.key_frames import KeyFrames
from modiste.collect.photos import candidates
from modiste.collect.source import SOURCE_LIMITS, Arrival, PictureRef, Rejection, Source, SourceLimits
from modiste.collect.video import (
    CLIP_LIMITS,
    KNOWN,
    SUFFIXES,
    ClipLimits,
    frame_at,
    frames,
    looks_like_video,
    need_av,
)
from modiste.garment import Garment, ModisteError

MOST_FRAMES = 8
_FRAME = re.compile(r"(?s)(?P<file>.+)#t=(?P<second>\d{1,6}\.\d{3})")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Clips:
    """The connector `clips`; a source row is a file.

    `most` key frames of a clip are kept at most; `batch` clips are stored at once, so that an import that is
    stopped loses little: looking at a clip takes seconds, where a line of a feed takes none.
    """

    most: int = MOST_FRAMES
    clip_limits: ClipLimits = CLIP_LIMITS
    batch: int = 8
    kind: str = "clips"
    title: str = "short video clip, or a folder of them"

    def recognise(self, source: Source) -> float:
        """A file by its first bytes, or by its name; a folder by having more clips than photos."""
        if source.path is not None and source.path.is_dir():
            clips, photos = (_count(source.names, endings) for endings in (SUFFIXES, _PICTURES))
            # A feed that lies among clips is surer of itself; a note among them is not.
            return 0.0 if clips <= photos else 0.7 if source.head else 0.95
        if source.names:
            return 0.0
        if looks_like_video(source.head):
            return 1.0
        return 0.7 if PurePosixPath(source.name.lower()).suffix in SUFFIXES else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival a clip, in the order of names; what is no clip, or cannot be used, is a rejection.

        The first folder below the top is the category, as with photos.
        """
        need_av()
        del limits  # a clip has limits of its own, and a frame's pixels are among them
        if source.path is None or (source.path.is_file() and source.names):
            reason = "clips are read from a file or a folder, not from an archive"
            raise ModisteError("MOD-1233", name=source.name, reason=reason)
        for number, found in enumerate(_files(source.path), start=1):
            if number <= after:
                continue
            if isinstance(found, Rejection):
                yield found
                continue
            path, file, label = found
            try:
                yield self._arrival(path, file, label, source.name)
            except ModisteError as error:
                yield Rejection.of(file, error)
            except OSError as error:  # the disk, or somebody who takes the file away meanwhile
                reason = (error.strerror or "it cannot be read").lower()
                yield Rejection.of(file, ModisteError("MOD-1201", name=file, reason=reason))

    def _arrival(self, path: Path, file: str, label: str, source: str) -> Arrival:
        chosen, last = _chosen(path, file, self.most, self.clip_limits)
        digest = _sha256(path)
        garment = Garment(
            id=f"clip-{digest[:16]}",
            name=PurePosixPath(file).stem.strip()[:300] or digest[:16],
            category=label[:120],
            attributes={"file": file[-120:], "clip_seconds": f"{last:.1f}"},
            source=f"{self.kind}:{source}"[:120],
            created_at=UNDATED,
            updated_at=UNDATED,
        )
        pictures = tuple(PictureRef(garment.id, frame_place(file, second), label=label) for second in chosen)
        return Arrival(file, (garment,), pictures)


def clip_pictures(path: Path, most: int = MOST_FRAMES, limits: ClipLimits = CLIP_LIMITS) -> list[bytes]:
    """The key frames of a clip, in full, upright, as JPEG, in the order of time.

    Args:
        path: the file.
        most: keep at most so many.
        limits: how much it may ask of this machine.

    Raises:
        ModisteError: MOD-1280 to 1282 for what is no usable clip, MOD-2014 when PyAV is not installed.
    """
    return [frame_at(path, str(path), second) for second in _chosen(path, str(path), most, limits)[0]]


def is_clip(path: Path) -> bool:
    """Whether a file begins as a video does; one that cannot be read is none."""
    try:
        with path.open("rb") as file:
            return looks_like_video(file.read(64))
    except OSError:
        return False


def frame_place(file: str, second: float) -> str:
    """Where a clip's frame is.

    Example:
        >>> frame_place("tees/red.mp4", 1.48)
        'tees/red.mp4#t=1.480'
    """
    return f"{file}#t={second:.3f}"


def frame_of(place: str) -> tuple[str, float] | None:
    """The clip and the second that a place names; None for the place of anything else.

    Example:
        >>> frame_of("tees/red.mp4#t=1.480"), frame_of("tees/red.jpg")
        (('tees/red.mp4', 1.48), None)
    """
    match = _FRAME.fullmatch(place)
    return (match["file"], float(match["second"])) if match else None


def _chosen(path: Path, file: str, most: int, limits: ClipLimits) -> tuple[list[float], float]:
    """The seconds of a clip's key frames, and that of its last frame."""
    chooser = KeyFrames(most)
    last = 0.0
    for second, pixels in frames(path, file, limits):
        last = second
        chooser.see(second, pixels)
    if not (chosen := chooser.chosen()):
        reason = "every frame is black, white or of one colour"
        raise ModisteError("MOD-1280", name=file, reason=reason, known=KNOWN)
    return chosen, last


def _files(path: Path) -> Iterator[tuple[Path, str, str] | Rejection]:
    if not path.is_dir():
        yield path, path.name, ""
        return
    for found in candidates(path):
        yield found if isinstance(found, Rejection) else (found[0], found[1], found[2] or "")


def _count(names: tuple[str, ...], endings: tuple[str, ...]) -> int:
    return sum(name.lower().endswith(endings) for name in names)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


CLIPS = Clips()
