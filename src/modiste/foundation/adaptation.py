"""An encoder tuned to one shop: how its pictures and its words are turned towards each other.

Knows vectors and whose they are. The towers stay as they are; a linear turn after each is learned from the
shop's own titles and photos, and kept only where garments that were held out are found better for it.

Source: the loss is InfoNCE (van den Oord et al., 2018), both ways; the turn starts at the identity, as in
Gao et al., "CLIP-Adapter", IJCV 2024; going half the way, Wortsman et al., "Robust fine-tuning of zero-shot
models", CVPR 2022.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation.encoder import Encoder, EncoderCard, Floats, Pixels, Seen, unit
from modiste.foundation.retrieval import own_ranks
from modiste.foundation.threads import threads_of_torch
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent

LEAST = 40
"""Garments with photo and text below which nothing is learned."""
FOLDS = 5
_STEPS = 200
_BATCH = 128
_RATE = 2e-3
_DRAWS = 2000
_TEMPERATURE = 0.1
_ASKED = 25
_WAY = 0.5
"""How far the turns go from where they began to where they were learned to: all the way forgets too much."""


@dataclass(frozen=True, eq=False)
class Adaptation:
    """Two turns (d, d) and what they are worth on held-out garments: `mrr` of finding a photo by its text.

    Attributes:
        images: By which vectors of pictures are multiplied.
        texts: By which vectors of texts are.
        encoder: The fingerprint of the encoder that they belong to.
        before: MRR without.
        after: MRR with.
        gain: The difference, with its 95 % interval.
        held_out: Garments that it was measured on, each held out once.
        learned_from: Garments that what is kept was learned from.
    """

    images: Floats
    texts: Floats
    encoder: str
    before: float
    after: float
    gain: tuple[float, float, float]
    held_out: int
    learned_from: int

    def to_json(self) -> dict[str, Any]:
        """Plain values, without the turns."""
        return {
            "before": round(self.before, 4),
            "after": round(self.after, 4),
            "gain": round(self.gain[0], 4),
            "gain_ci95": [round(self.gain[1], 4), round(self.gain[2], 4)],
            "held_out": self.held_out,
            "learned_from": self.learned_from,
        }

    def to_bytes(self) -> bytes:
        """The turns as an archive of arrays."""
        made = io.BytesIO()
        told = np.array([self.before, self.after, *self.gain, self.held_out, self.learned_from])
        encoder = np.frombuffer(bytes.fromhex(self.encoder), np.uint8)
        np.savez(made, images=self.images, texts=self.texts, told=told, encoder=encoder)
        return made.getvalue()


def read_adaptation(path: Path) -> Adaptation | None:
    """The turns kept in a file; None where there is none, or it is damaged: it can be learned again."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            images, texts, told, encoder = (kept[name] for name in ("images", "texts", "told", "encoder"))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    if images.ndim != 2 or images.shape != texts.shape or told.shape != (7,) or not np.isfinite(images).all():
        return None
    before, after, gain, low, high, held, learned = told.tolist()
    name = encoder.tobytes().hex()
    return Adaptation(images, texts, name, before, after, (gain, low, high), int(held), int(learned))


class AdaptedEncoder:
    """An encoder with a shop's turns after its towers.

    Raises:
        ValueError: the turns belong to another encoder.
    """

    def __init__(self, encoder: Encoder, adaptation: Adaptation) -> None:
        if adaptation.encoder != encoder.fingerprint:
            raise ValueError("the turns belong to another encoder")
        self._encoder, self._turns = encoder, adaptation
        self.name = f"{encoder.name}-adapted"
        self.dimension = encoder.dimension
        told = encoder.fingerprint.encode() + adaptation.images.tobytes() + adaptation.texts.tobytes()
        self.fingerprint = hashlib.sha256(told).hexdigest()
        self.card: EncoderCard = encoder.card

    def embed_images(self, pictures: Sequence[Pixels]) -> Floats:
        """See `Encoder`."""
        return unit(self._encoder.embed_images(pictures) @ self._turns.images)

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        return unit(self._encoder.embed_texts(texts) @ self._turns.texts)

    def embed_behaviour(self, histories: Sequence[Sequence[Seen]]) -> Floats:
        """See `Encoder`; vectors of the turned space are turned back before they are read."""
        back = np.linalg.pinv(self._turns.images)
        plain = [[Seen(unit((each.vector @ back)[None])[0], each.how) for each in one] for one in histories]
        return unit(self._encoder.embed_behaviour(plain) @ self._turns.images)


def adapt(
    encoder: str,
    pictures: Floats,
    texts: Floats,
    owners: NDArray[np.int64],
    *,
    seed: int = 0,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> Adaptation:
    """Learn a shop's turns from all its garments; what they are worth is measured by folds.

    Every garment is held out once, and asked for among all photos by turns that were learned without it. What
    is kept was learned from all, and so from a fifth more than what was measured.

    Args:
        encoder: the fingerprint of the encoder that the vectors are of.
        pictures: (p, d) unit vectors of photos.
        texts: (g, d) unit vectors of one text a garment.
        owners: (p,) the garment of each photo, 0 to g - 1.
        seed: which garments are held out together, and order.
        progress: told after each fold.
        should_stop: asked every few steps.

    Raises:
        ModisteError: MOD-1907 with too few garments, MOD-1908 where held-out garments gain nothing, MOD-2018
            when stopped.
    """
    garments = np.unique(owners)
    if len(garments) < LEAST:
        raise ModisteError("MOD-1907", count=len(garments), least=LEAST)
    chance = np.random.default_rng([seed, 91])
    before, after = [], []
    folds = np.array_split(chance.permutation(garments), FOLDS)
    for done, held in enumerate(folds):
        images, words = _learned(pictures, texts, owners, np.setdiff1d(garments, held), chance, should_stop)
        before.append(_inverse_ranks(pictures, texts, owners, held))
        after.append(_inverse_ranks(unit(pictures @ images), unit(texts @ words), owners, held))
        told = {"mrr": float(after[-1].mean()), "before": float(before[-1].mean())}
        progress(Event("step", done + 1, FOLDS + 1, "adapting the encoder", told))
    difference = np.concatenate(after) - np.concatenate(before)
    drawn = difference[chance.integers(len(difference), size=(_DRAWS, len(difference)))].mean(1)
    low, high = np.quantile(drawn, (0.025, 0.975)).tolist()
    worth = (float(np.concatenate(before).mean()), float(np.concatenate(after).mean()))
    if low <= 0:
        raise ModisteError(
            "MOD-1908", before=worth[0], after=worth[1], low=low, high=high, count=len(garments)
        )
    images, words = _learned(pictures, texts, owners, garments, chance, should_stop)
    progress(Event("step", FOLDS + 1, FOLDS + 1, "adapting the encoder"))
    gain = (float(difference.mean()), low, high)
    return Adaptation(images, words, encoder, *worth, gain, len(difference), len(garments))


@threads_of_torch(1)
def _learned(
    pictures: Floats,
    texts: Floats,
    owners: NDArray[np.int64],
    learned: NDArray[np.int64],
    chance: np.random.Generator,
    should_stop: Callable[[], bool],
) -> tuple[Floats, Floats]:
    """The turns that tell the garments in `learned` apart, taken half the way there."""
    import torch  # noqa: PLC0415 - only here is anything learned
    from torch.nn import functional as F  # noqa: PLC0415

    size = pictures.shape[1]
    turns = torch.zeros(2, size, size, requires_grad=True)
    optimiser = torch.optim.AdamW([turns], lr=_RATE, weight_decay=0.1)
    same = torch.eye(size)
    photos = {garment: np.flatnonzero(owners == garment) for garment in learned.tolist()}
    for step in range(_STEPS):
        if step % _ASKED == 0 and should_stop():
            raise ModisteError("MOD-2018", what="Adapting the encoder")
        some = chance.permutation(learned)[:_BATCH].tolist()
        rows = [int(chance.choice(photos[garment])) for garment in some]
        left = F.normalize(torch.from_numpy(pictures[rows]) @ (same + turns[0]), dim=1)
        right = F.normalize(torch.from_numpy(texts[some]) @ (same + turns[1]), dim=1)
        logits = left @ right.T / _TEMPERATURE
        own = torch.arange(len(some))
        loss = F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call] # torch leaves backward untyped
        optimiser.step()
    images, words = (same + _WAY * turns).detach().numpy()
    return images.copy(), words.copy()


def _inverse_ranks(
    pictures: Floats, texts: Floats, owners: NDArray[np.int64], garments: NDArray[np.int64]
) -> NDArray[np.float64]:
    """One over the rank at which each garment's text finds its nearest photo, among all."""
    likeness = texts[garments] @ pictures.T
    mine = owners[None] == garments[:, None]
    nearest = np.where(mine, likeness, -np.inf).argmax(1)
    return 1 / own_ranks(texts[garments], pictures, nearest)
