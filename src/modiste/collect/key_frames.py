"""Which frames of a clip are worth keeping: one of each scene and of each new view of it, the sharpest one.

Knows pixels and moments alone; where frames come from is `video`'s, what they become is `clips`'.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modiste.collect.decode import resize

SIDE = 160
"""A frame is compared at this many pixels of its longer side: enough for cuts and for focus."""
NEW_VIEW = 0.10
"""So far from the first look at a scene, another one begins: a cut, or the garment has turned."""
SAME = 0.05
"""Nearer than this, two frames show nearly the same: one of them is enough."""
DARK, BRIGHT, FLAT = 16.0, 240.0, 6.0
"""Mean grey and its spread: a fade, a black lead-in or a white flash shows no garment."""
CANDIDATES = 400
"""So many views are remembered at most; then those nearest to their neighbours are let go of."""
_LEVELS = 4
_CELLS = 8

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Look:
    """A frame in small: when it is shown, in seconds, how sharp it is, and what tells it from others."""

    second: float
    sharpness: float
    colours: NDArray[np.float32]
    cells: NDArray[np.float32]
    is_usable: bool

    @classmethod
    def at(cls, second: float, pixels: Pixels) -> "Look":
        """Look at a frame, uint8 (height, width, 3), best about `SIDE` pixels long."""
        grey = pixels.astype(np.float32) @ np.array((0.299, 0.587, 0.114), np.float32)
        binned = (pixels // (256 // _LEVELS)).astype(np.int64)
        codes = (binned[..., 0] * _LEVELS + binned[..., 1]) * _LEVELS + binned[..., 2]
        counts = np.bincount(codes.ravel(), minlength=_LEVELS**3).astype(np.float32)
        cells = resize(np.repeat(np.round(grey).astype(np.uint8)[..., None], 3, 2), _CELLS, _CELLS)[..., 0]
        mean, spread = float(grey.mean()), float(grey.std())
        usable = DARK <= mean <= BRIGHT and spread >= FLAT
        shares = (counts / max(counts.sum(), 1)).astype(np.float32)
        return cls(second, _sharpness(grey), shares, cells.astype(np.float32) / np.float32(255), usable)

    def far_from(self, other: "Look") -> float:
        """How unlike two frames are, 0 to 1: by the colours they have, and by where light and dark lie."""
        colours = float(np.abs(self.colours - other.colours).sum()) / 2
        return max(colours / 2, float(np.abs(self.cells - other.cells).mean()))


@dataclass(slots=True)
class KeyFrames:
    """Takes a clip's frames one after the other, remembers the best look at each view, and chooses.

    Memory stays the same however long the clip is: of every view one small look is kept, of at most
    `CANDIDATES` views.
    """

    most: int = 8
    _anchor: Look | None = None
    _best: Look | None = None
    _views: list[Look] = field(default_factory=list)

    def see(self, second: float, pixels: Pixels) -> None:
        """Take in the next frame."""
        look = Look.at(second, pixels)
        if not look.is_usable:
            return
        if self._anchor is None or look.far_from(self._anchor) >= NEW_VIEW:
            self._close()
            self._anchor = look
        if self._best is None or look.sharpness > self._best.sharpness:
            self._best = look

    def chosen(self) -> list[float]:
        """The seconds of the frames to keep, in the order of time; none where no frame shows anything.

        The sharpest first, then always the one that is farthest from all before it, where focus counts too;
        none that is nearly the same as another.
        """
        self._close()
        left = sorted(self._views, key=lambda look: (-look.sharpness, look.second))
        taken: list[Look] = []
        nearest = {look.second: 1.0 for look in left}
        while left and len(taken) < self.most:
            top = max(look.sharpness for look in self._views)
            best = max(left, key=lambda look: nearest[look.second] * _focus(look, top))
            if nearest[best.second] < SAME:
                break
            taken.append(best)
            left.remove(best)
            for look in left:
                nearest[look.second] = min(nearest[look.second], look.far_from(best))
            left = [look for look in left if nearest[look.second] >= SAME]
        return sorted(look.second for look in taken)

    def _close(self) -> None:
        """The view is over: keep the best look at it."""
        if self._best is not None:
            self._views.append(self._best)
        self._anchor = self._best = None
        if len(self._views) > CANDIDATES:
            steps = [self._views[i].far_from(self._views[i - 1]) for i in range(1, len(self._views))]
            del self._views[int(np.argmin(steps)) + 1]


def key_frames(frames: Iterable[tuple[float, Pixels]], most: int = 8) -> list[float]:
    """The seconds of the frames worth keeping of a whole clip.

    Args:
        frames: moments in seconds, with pixels uint8 (height, width, 3), in the order of time.
        most: keep at most so many.

    Example:
        >>> halves = [np.kron(np.eye(8, dtype=np.uint8) * 200 + 20, np.ones((8, 8), np.uint8)) for _ in "ab"]
        >>> halves[1] = 255 - halves[1][::-1]
        >>> shown = [np.repeat(half[..., None], 3, 2) for half in halves]
        >>> key_frames((number / 10, shown[number // 5]) for number in range(10))
        [0.0, 0.5]
    """
    chooser = KeyFrames(most)
    for second, pixels in frames:
        chooser.see(second, pixels)
    return chooser.chosen()


def _focus(look: Look, top: float) -> float:
    return float(np.sqrt(look.sharpness / max(top, 1e-6)))


def _sharpness(grey: NDArray[np.float32]) -> float:
    """The variance of the Laplacian (Pech-Pacheco et al., 2000)."""
    if min(grey.shape) < 3:
        return 0.0
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float((around - 4 * grey[1:-1, 1:-1]).var())
