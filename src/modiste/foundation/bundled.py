"""Encoders made of our towers, as they are served: model folders opened by onnxruntime. No torch.

Knows which folder is which tower; what they compute was learned elsewhere.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from modiste.foundation.encoder import HOWS, EncoderCard, Floats, Pixels, Preprocessing, Seen, pooled, unit
from modiste.foundation.tokens import encoded
from modiste.learning import ModelCard, Served, shipped_models

NAME = "encoder"
TEXT, BEHAVIOUR = "encoder-text", "encoder-behaviour"
STEPS = 50
"""Of a history that count, the last ones."""
LEAST_STEPS = 8


class TowerEncoder:
    """Pictures, words and histories in one space; threads may share it.

    Args:
        image: the folder of the pictures' tower.
        text: of the words' tower.
        behaviour: of the histories' tower; without one, histories are means.
        threads: inside one call.

    Raises:
        ModisteError: MOD-1320 to 1323 for a folder that is not whole, not unchanged or not runnable.
    """

    def __init__(self, image: Path, text: Path, behaviour: Path | None = None, *, threads: int = 1) -> None:
        self._image, self._text = Served.load(image, threads=threads), Served.load(text, threads=threads)
        self._behaviour = Served.load(behaviour, threads=threads) if behaviour else None
        cards = [each.card for each in (self._image, self._text, self._behaviour) if each is not None]
        self.name = f"modiste-{cards[0].name}-{cards[0].version}"
        self.dimension = cards[0].embedding_size
        told = f"{cards[0].sha256} {cards[1].sha256} {cards[0].input.model_dump_json()}"
        self.fingerprint = hashlib.sha256(told.encode()).hexdigest()
        self.card = _card(cards[0])

    def embed_images(self, pictures: Sequence[Pixels]) -> Floats:
        """Float32 (n, 256) of unit length; a picture is uint8 (height, width, 3).

        Raises:
            ModisteError: MOD-1324 for a picture that is none.
        """
        return unit(self._image.embed(pictures)) if len(pictures) else self._none()

    def embed_texts(self, texts: Sequence[str]) -> Floats:
        """Float32 (n, 256) of unit length, of texts in English or Chinese."""
        return unit(self._text.embed([encoded(text) for text in texts])) if len(texts) else self._none()

    def embed_behaviour(self, histories: Sequence[Sequence[Seen]]) -> Floats:
        """Float32 (n, 256) of unit length, oldest step first; of an empty history zeros."""
        if self._behaviour is None:
            return (
                np.stack([pooled(each, self.dimension) for each in histories]) if histories else self._none()
            )
        made = np.zeros((len(histories), self.dimension), np.float32)
        told = [row for row, each in enumerate(histories) if each]
        if told:
            made[told] = unit(self._behaviour.embed([steps_of(histories[row]) for row in told]))
        return made

    def _none(self) -> Floats:
        return np.empty((0, self.dimension), np.float32)


def steps_of(history: Sequence[Seen]) -> Floats:
    """A history as a series (steps, dimension + 4): vectors, what was done with each, and 1.

    Steps that are missing come first, as zeros.
    """
    history = history[-STEPS:]
    rows = np.stack(
        [
            np.concatenate((each.vector, [each.how == how for how in HOWS], [1.0])).astype(np.float32)
            for each in history
        ]
    )
    missing = max(0, LEAST_STEPS - len(rows))
    return np.concatenate((np.zeros((missing, rows.shape[1]), np.float32), rows))


def bundled_encoder(*, threads: int = 1) -> TowerEncoder:
    """The encoder that comes with Modiste."""
    shipped = shipped_models()
    return TowerEncoder(shipped[NAME], shipped[TEXT], shipped.get(BEHAVIOUR), threads=threads)


def _card(card: ModelCard) -> EncoderCard:
    spec = card.input
    mean, std = ((each * 3)[:3] if len(each) == 1 else each for each in (spec.mean, spec.std))
    return EncoderCard(
        name=card.name,
        version=card.version,
        licence=card.licence,
        source="bundled with Modiste",
        languages=("en", "zh"),
        dimension=card.embedding_size,
        preprocessing=Preprocessing((spec.width, spec.height), "squash", mean, std),  # type: ignore[arg-type] # three of each
    )
