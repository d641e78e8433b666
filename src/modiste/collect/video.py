"""Frames of a video file, whatever a stranger sends: limits first, then FFmpeg's decoders by way of PyAV.

Knows files and moments; which frames are worth keeping is `key_frames`'. Only the named file is read: a
playlist, a reference to another file or an address inside of it leads nowhere. Sound is not looked at.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.garment import ModisteError

KNOWN = "MP4, MOV, WebM, Matroska and AVI"
SUFFIXES = (".mp4", ".m4v", ".mov", ".3gp", ".webm", ".mkv", ".avi")
_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi"
_CODECS = (
    "h264,hevc,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg2video,mpeg1video,h263,mjpeg,"
    "prores,dnxhd,msmpeg4v3,msmpeg4v2,rawvideo,ffv1,png"
)
_ISO_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_STILLS = (b"avif", b"heic", b"heix", b"mif1", b"crx ")
_AGREEING = 0.9
"""A clip that breaks off before so much of the length it states is a damaged one."""
_HALF_A_MILLISECOND = 0.0005

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ClipLimits:
    """How much a clip may ask of this machine.

    `bytes` in the file, `seconds` of length, `frames` in all, `pixels` of one frame, `decoded` pixels of all
    frames together.
    """

    bytes: int = 1_000_000_000
    seconds: float = 300.0
    frames: int = 20_000
    pixels: int = 36_000_000
    decoded: int = 50_000_000_000


CLIP_LIMITS = ClipLimits()


def looks_like_video(head: bytes) -> bool:
    """Whether a file that begins so is a video container of a known kind."""
    if head[4:8] == b"ftyp":
        return head[8:12] not in _STILLS
    if head[4:8] in _ISO_BOXES or head.startswith(b"\x1a\x45\xdf\xa3"):
        return True
    return head.startswith(b"RIFF") and head[8:12] == b"AVI "


def need_av() -> None:
    """Say what is missing before anything begins.

    Raises:
        ModisteError: MOD-2014 when PyAV is not installed.
    """
    _av()


def frames(
    path: Path, name: str, limits: ClipLimits = CLIP_LIMITS, *, a_second: float = 10.0, side: int = 160
) -> Iterator[tuple[float, Pixels]]:
    """A clip's frames, in small and upright, in the order of time.

    Every frame is decoded, so that a damaged clip is found; of the good ones so many a second are given. One
    frame is held in memory at a time.

    Args:
        path: the file.
        name: what errors call it.
        limits: how much it may ask of this machine.
        a_second: at most so many frames of a second.
        side: the longer side of what is given, in pixels.

    Yields:
        The second, from the clip's first frame, and uint8 (height, width, 3).

    Raises:
        ModisteError: MOD-1280 for what is no video that is read, MOD-1281 for one over a limit, MOD-1282 for
            one that is damaged, MOD-2014 without PyAV.
    """
    with _opened(path, name, limits) as clip:
        last, due = 0.0, 0.0
        for second, frame in clip.decoded():
            last = second
            if second >= due:
                due = second + 1 / a_second - _HALF_A_MILLISECOND
                yield second, clip.small(frame, side)
        if not clip.count:
            raise ModisteError("MOD-1280", name=name, reason="it holds no frame", known=KNOWN)
        reached = max(clip.reached, last + clip.step)
        if clip.broken or reached < _AGREEING * clip.stated - clip.step:
            reason = clip.broken or f"it states {clip.stated:.1f} seconds"
            raise ModisteError("MOD-1282", name=name, second=f"{last:.1f}", reason=reason)


def frame_at(path: Path, name: str, second: float, limits: ClipLimits = CLIP_LIMITS) -> bytes:
    """One frame in full, upright, as JPEG.

    Args:
        path: the file.
        name: what errors call it.
        second: when it is shown; the frame of that millisecond or the first one after it.
        limits: how much the clip may ask of this machine.

    Raises:
        ModisteError: as `frames`.
    """
    for from_start in (False, True):  # an index may be missing or lie
        with _opened(path, name, limits) as clip:
            try:
                found = clip.frame_at(second, from_start=from_start)
            except ModisteError:
                if from_start:
                    raise
                continue
            if found is not None:
                file = io.BytesIO()
                Image.fromarray(clip.whole(found)).save(file, "JPEG", quality=92)
                return file.getvalue()
    raise ModisteError("MOD-1282", name=name, second=f"{second:.1f}", reason="it shows no frame there")


class _Clip:
    """An opened clip with its one video stream."""

    def __init__(self, container: Any, stream: Any, name: str, limits: ClipLimits) -> None:
        self._container, self._stream, self._name, self._limits = container, stream, name, limits
        self.count = 0
        self.broken = ""
        length = stream.duration and stream.time_base and float(stream.duration * stream.time_base)
        # The container's length is that of its longest stream, which may be the sound.
        self.stated = max(float((container.duration or 0) / 1_000_000 or length or 0), 0.0)
        self.reached = 0.0
        rate = float(stream.average_rate or 0)
        self.step = 1 / rate if rate > 0 else 0.0
        self._start = float((stream.start_time or 0) * (stream.time_base or Fraction(0)))
        self._spent = 0
        if length and length > limits.seconds:
            raise self._over("seconds", f"{length:.0f}", limits.seconds)
        self._check_size(stream.codec_context.width, stream.codec_context.height)

    def decoded(self) -> Iterator[tuple[float, Any]]:
        """Frames with their seconds, in order; what is broken on the way is remembered in `broken`."""
        av = _av()
        last = -1.0
        try:
            for packet in self._container.demux():
                if packet.pts is not None and packet.time_base is not None:
                    ends = packet.pts + (packet.duration or 0)
                    self.reached = max(self.reached, float(ends * packet.time_base))
                if packet.stream.index != self._stream.index:
                    continue
                try:
                    shown = packet.decode()
                except av.error.FFmpegError as error:
                    self.broken = self.broken or _reason(error)
                    continue
                for frame in shown:
                    self.broken = self.broken or ("a frame is damaged" if frame.is_corrupt else "")
                    second = self._second(frame, last)
                    self._check(frame, second)
                    if second > last:
                        last = second
                        yield second, frame
        except av.error.FFmpegError as error:
            self.broken = self.broken or _reason(error)

    def frame_at(self, second: float, *, from_start: bool) -> Any:
        """The frame shown at a second; None where there is none, or where jumping there overshot."""
        av = _av()
        if not from_start and second > 0:
            try:
                place = int((second + self._start) / self._stream.time_base)
                self._container.seek(place, stream=self._stream, backward=True)
            except (av.error.FFmpegError, OverflowError):
                return None
        is_first = True
        for at, frame in self.decoded():
            if at >= second - _HALF_A_MILLISECOND:
                overshot = is_first and not from_start and at > second + _HALF_A_MILLISECOND
                return None if overshot else frame
            is_first = False
        return None

    def small(self, frame: Any, side: int) -> Pixels:
        """A frame upright, its longer side `side` pixels."""
        factor = side / max(frame.width, frame.height)
        width, height = (max(8, round(length * factor)) for length in (frame.width, frame.height))
        return self._pixels(frame, width=width, height=height)

    def whole(self, frame: Any) -> Pixels:
        """A frame upright in its own size."""
        return self._pixels(frame)

    def _pixels(self, frame: Any, **size: int) -> Pixels:
        try:
            pixels = frame.to_ndarray(format="rgb24", **size)
        except (_av().error.FFmpegError, ValueError) as error:
            raise ModisteError("MOD-1282", name=self._name, second="0.0", reason=_reason(error)) from None
        # The display matrix turns against the clock; NumPy does so too.
        upright: Pixels = np.ascontiguousarray(np.rot90(pixels, round(frame.rotation / 90) % 4))
        return upright

    def _second(self, frame: Any, last: float) -> float:
        """When a frame is shown; one that does not say follows the one before it."""
        if frame.time is None:
            return max(last, 0.0) + self.step if last >= 0 else 0.0
        return max(float(frame.time) - self._start, 0.0)

    def _check(self, frame: Any, second: float) -> None:
        self.count += 1
        self._check_size(frame.width, frame.height)
        self._spent += frame.width * frame.height
        if second > self._limits.seconds:
            raise self._over("seconds", f"{second:.0f}", self._limits.seconds)
        if self.count > self._limits.frames:
            raise self._over("frames", self.count, self._limits.frames)
        if self._spent > self._limits.decoded:
            raise self._over("pixels in all frames", self._spent, self._limits.decoded)

    def _check_size(self, width: int, height: int) -> None:
        if width * height > self._limits.pixels:
            raise self._over("pixels in a frame", width * height, self._limits.pixels)

    def _over(self, what: str, count: object, limit: object) -> ModisteError:
        return ModisteError("MOD-1281", name=self._name, count=count, what=what, limit=limit)


@contextmanager
def _opened(path: Path, name: str, limits: ClipLimits) -> Iterator[_Clip]:
    av = _av()
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ModisteError("MOD-1280", name=name, reason="it is no file", known=KNOWN)
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name is not valid"
        raise ModisteError("MOD-1280", name=name, reason=reason.lower(), known=KNOWN) from None
    with file:
        if size > limits.bytes:
            raise ModisteError("MOD-1281", name=name, count=size, what="bytes", limit=limits.bytes)
        if not looks_like_video(file.read(64)):
            reason = "it is empty" if not size else "it does not begin like one"
            raise ModisteError("MOD-1280", name=name, reason=reason, known=KNOWN)
        file.seek(0, os.SEEK_SET)
        # A file object, not a name: FFmpeg would follow names to playlists, other files and the network.
        options = {
            "format_whitelist": _FORMATS,
            "codec_whitelist": _CODECS,
            "protocol_whitelist": "none",
            "max_pixels": str(limits.pixels),
        }
        try:
            container = av.open(file, mode="r", options=options, metadata_errors="replace")
        except (av.error.FFmpegError, ValueError, OverflowError, MemoryError) as error:
            raise ModisteError("MOD-1280", name=name, reason=_reason(error), known=KNOWN) from None
        with container:
            stream = _stream(container)
            if stream is None:
                raise ModisteError("MOD-1280", name=name, reason="it shows no moving pictures", known=KNOWN)
            if stream.codec_context.name not in _CODECS.split(","):
                reason = f"its codec is {stream.codec_context.name}"
                raise ModisteError("MOD-1280", name=name, reason=reason, known=KNOWN)
            stream.codec_context.options = {"max_pixels": str(limits.pixels)}
            stream.codec_context.thread_count = 1
            yield _Clip(container, stream, name, limits)


def _stream(container: Any) -> Any:
    """The largest video stream that is no cover picture and that FFmpeg here can decode."""
    found = [
        stream
        for stream in container.streams.video
        if stream.codec_context is not None and not _is_cover(stream)
    ]
    return max(found, key=lambda each: each.codec_context.width * each.codec_context.height, default=None)


def _is_cover(stream: Any) -> bool:
    return bool(stream.disposition & _av().stream.Disposition.attached_pic)


def _av() -> Any:
    try:
        import av  # noqa: PLC0415 - 100 MB, and only clips need it
    except ModuleNotFoundError:
        raise ModisteError("MOD-2014", what="Reading clips", package="av", extra="collect") from None
    return av


def _reason(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).splitlines()[0].rstrip(". ").lower()[:120]
