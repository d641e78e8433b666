"""A set transformer over the garments of an outfit, in plain arrays: what goes with what, and how well.

Knows categories, vectors and weights; no order of garments matters. How it is trained is `outfit_training`'s,
which outfits there are `outfits`'.
Source: Sarkar et al., OutfitTransformer (WACV 2023), with smaller parts.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.store import write_whole

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
BLANK, WHOLE = 0, 1
"""The two things that are asked of an outfit: what is missing in it, and how well it goes together."""
_SMALL = 1e-5
_FORMAT = 1


@dataclass(frozen=True)
class Member:
    """A garment as an outfit sees it: its category, and where there is one, a vector of its picture."""

    category: str
    vector: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class OutfitModel:
    """A trained outfit model.

    Attributes:
        categories: known categories; the first, "", stands for all others.
        heads: of attention.
        layers: how many blocks.
        width: of a piece's vector, 0 where it knows categories only.
        weights: arrays by name, as `outfit_training` names them.
    """

    categories: tuple[str, ...]
    heads: int
    layers: int
    width: int
    weights: Mapping[str, Floats]

    def compatibility(self, outfits: Sequence[Sequence[Member]]) -> Floats:
        """(n,) how likely each outfit was put together by a person and not by chance.

        Raises:
            ModisteError: MOD-2354 for vectors of another width.
        """
        logit = self._asked(outfits, WHOLE) @ self.weights["worth.weight"][0] + self.weights["worth.bias"]
        return np.asarray(1 / (1 + np.exp(-logit)), np.float32)

    def fill(
        self, outfits: Sequence[Sequence[Member]], candidates: Sequence[Sequence[Member]]
    ) -> list[Floats]:
        """For each outfit with something missing, a score for each of its candidates, higher is better.

        Raises:
            ModisteError: MOD-2354 for vectors of another width.
        """
        wanted = self._linear("wanted", self._asked(outfits, BLANK))
        scores = []
        for row, some in zip(wanted, candidates, strict=True):
            offered = self._linear("offered", self._pieces(some))
            scores.append(np.asarray(offered @ row / np.sqrt(len(row)), np.float32))
        return scores

    def to_bytes(self) -> bytes:
        """The model as one file of arrays."""
        file = io.BytesIO()
        arrays: dict[str, NDArray[Any]] = {f"w.{name}": value for name, value in self.weights.items()}
        arrays["categories"] = np.array(self.categories, dtype=np.str_)
        arrays["numbers"] = np.array([_FORMAT, self.heads, self.layers, self.width])
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type] # names are ours, none is numpy's own
        return file.getvalue()

    def save(self, path: Path) -> None:
        """Write the model as one file, whole."""
        write_whole(path, self.to_bytes())

    @classmethod
    def load(cls, path: Path) -> "OutfitModel":
        """Open a saved model.

        Raises:
            ModisteError: MOD-2355 for a file that is none.
        """
        try:
            with np.load(path, allow_pickle=False) as held:
                form, heads, layers, width = (int(each) for each in held["numbers"])
                if form != _FORMAT:
                    raise ValueError(f"format {form} is not {_FORMAT}")
                weights = {name[2:]: held[name] for name in held.files if name.startswith("w.")}
                return cls(tuple(held["categories"].tolist()), heads, layers, width, weights)
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            reason = str(error)[:200] or type(error).__name__
            raise ModisteError("MOD-2355", path=path, reason=reason) from None

    def _asked(self, outfits: Sequence[Sequence[Member]], question: int) -> Floats:
        """(n, d) what the question's token has become among the pieces of each outfit."""
        longest = max((len(each) for each in outfits), default=0)
        depth = self.weights["token"].shape[1]
        x = np.zeros((len(outfits), longest + 1, depth), np.float32)
        there = np.zeros((len(outfits), longest + 1), bool)
        x[:, 0], there[:, 0] = self.weights["token"][question], True
        for row, each in enumerate(outfits):
            if each:
                x[row, 1 : 1 + len(each)], there[row, 1 : 1 + len(each)] = self._pieces(each), True
        for block in range(self.layers):
            x = x + self._attended(f"block{block}", x, there)
            inner = np.maximum(self._linear(f"block{block}.up", self._normal(f"block{block}.second", x)), 0)
            x = x + self._linear(f"block{block}.down", inner)
        return self._normal("last", x[:, 0])

    def _pieces(self, pieces: Sequence[Member]) -> Floats:
        places = category_places(self.categories, pieces)
        made = self.weights["category"][places]
        if self.width:
            made = made + self._linear("vector", vectors_of(pieces, self.width))
        return np.asarray(made, np.float32)

    def _attended(self, name: str, x: Floats, there: NDArray[np.bool_]) -> Floats:
        n, length, depth = x.shape
        parts = self._linear(f"{name}.attend", self._normal(f"{name}.first", x))
        asks, keys, values = (
            each.reshape(n, length, self.heads, -1).transpose(0, 2, 1, 3) for each in np.split(parts, 3, -1)
        )
        likeness = asks @ keys.transpose(0, 1, 3, 2) / np.sqrt(depth / self.heads)
        likeness = np.where(there[:, None, None, :], likeness, -np.inf)
        likeness = np.exp(likeness - likeness.max(-1, keepdims=True))
        likeness /= likeness.sum(-1, keepdims=True)
        mixed = (likeness @ values).transpose(0, 2, 1, 3).reshape(n, length, depth)
        return self._linear(f"{name}.out", np.asarray(mixed, np.float32))

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"], np.float32)

    def _normal(self, name: str, x: Floats) -> Floats:
        off = x - x.mean(-1, keepdims=True)
        normal = off / np.sqrt((off**2).mean(-1, keepdims=True) + _SMALL)
        return np.asarray(normal * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], np.float32)


def category_places(categories: Sequence[str], pieces: Sequence[Member]) -> Whole:
    """(n,) the places of pieces' categories; 0 for those that are not known."""
    places = {name: place for place, name in enumerate(categories)}
    return np.array([places.get(piece.category, 0) for piece in pieces], np.int64)


def vectors_of(pieces: Sequence[Member], width: int) -> Floats:
    """(n, width) the pieces' vectors; zeros where a piece has none.

    Raises:
        ModisteError: MOD-2354 for vectors of another width.
    """
    made = np.zeros((len(pieces), width), np.float32)
    for row, piece in enumerate(pieces):
        if piece.vector:
            if len(piece.vector) != width:
                raise ModisteError("MOD-2354", given=len(piece.vector), width=width)
            made[row] = piece.vector
    return made
