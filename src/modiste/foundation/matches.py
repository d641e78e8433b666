"""Why a picture lies where it does: which parts of it, and which words of a text it is like.

Knows what happens to a likeness, or to any other worth of a vector, when something is left out; any encoder
will do.

Source: occlusion as in Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.encoder import Encoder, Floats, Pixels
from modiste.foundation.spelling import is_chinese
from modiste.foundation.tokens import tokens
from modiste.garment import ModisteError

CELLS = 8
"""Parts of a picture on each side; each is hidden with its neighbours, so that edges do not tell."""
_BATCH = 32
_MOST = 24
"""Words that are left out in turn at most."""


@dataclass(frozen=True, eq=False)
class Match:
    """A picture and a text, and what their likeness rests on.

    Attributes:
        cosine: Of the two.
        words: Each word with what the cosine loses without it; below nought it speaks against the picture.
        heat: (`CELLS`, `CELLS`) what the cosine loses when a part of the picture is hidden.
    """

    cosine: float
    words: tuple[tuple[str, float], ...]
    heat: Floats

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "cosine": round(self.cosine, 4),
            "words": [{"word": word, "worth": round(worth, 4)} for word, worth in self.words],
            "heat": np.round(self.heat, 4).tolist(),
        }


def explain_match(encoder: Encoder, picture: Pixels, text: str) -> Match:
    """Say what the likeness of a picture and a text rests on, by leaving things out.

    Args:
        encoder: any.
        picture: uint8 (height, width, 3).
        text: in a language that the encoder reads.

    Raises:
        ModisteError: MOD-1911 for a text without words.
    """
    words = tokens(text)[:_MOST]
    if not words:
        raise ModisteError("MOD-1911")
    said = encoder.embed_texts(
        [text, *(_joined(words[:place] + words[place + 1 :]) for place in range(len(words)))]
    )
    seen, heat = heat_of(encoder, picture, lambda vectors: vectors @ said[0])
    worths = ((said[0] - said[1:]) @ seen).tolist()
    return Match(float(said[0] @ seen), tuple(zip(words, worths, strict=True)), heat)


def heat_of(
    encoder: Encoder, picture: Pixels, worth: Callable[[Floats], NDArray[np.floating]]
) -> tuple[Floats, Floats]:
    """A picture's vector, and what its worth loses when a part of it is hidden: (`CELLS`, `CELLS`).

    Args:
        encoder: any.
        picture: uint8 (height, width, 3).
        worth: of vectors (n, dimension), (n,).
    """
    hidden = list(_hidden(picture))
    seen = np.concatenate(
        [encoder.embed_images([picture])]
        + [encoder.embed_images(hidden[start : start + _BATCH]) for start in range(0, len(hidden), _BATCH)]
    )
    worths = worth(seen)
    return seen[0], (worths[0] - worths[1:]).reshape(CELLS, CELLS).astype(np.float32)


def _joined(words: Sequence[str]) -> str:
    return ("" if any(is_chinese(word) for word in words) else " ").join(words)


def _hidden(picture: Pixels) -> list[Pixels]:
    """The picture with one part after another, row by row, covered by its mean colour."""
    high, wide = picture.shape[:2]
    mean = picture.reshape(-1, 3).mean(0).astype(np.uint8)
    edges = [np.linspace(0, size, CELLS + 1).round().astype(int) for size in (high, wide)]
    made = []
    for row in range(CELLS):
        for column in range(CELLS):
            covered: NDArray[np.uint8] = picture.copy()
            top, low = edges[0][max(0, row - 1)], edges[0][min(CELLS, row + 2)]
            left, right = edges[1][max(0, column - 1)], edges[1][min(CELLS, column + 2)]
            covered[top:low, left:right] = mean
            made.append(covered)
    return made
