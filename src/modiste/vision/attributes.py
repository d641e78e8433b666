"""What a garment in a picture is like: kind, print, neckline, sleeve and length, with confidence.

Knows heads over the encoder's vectors, how they are learned, calibrated and corrected; the vectors are
foundation's, whose pictures they are is the workspace's. No torch.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.foundation import KINDS, Facts, chinese_words, concepts, kind_of, phrases, spelt, stemmed
from modiste.garment import ModisteError
from modiste.store import UNSURE, write_whole

Floats = NDArray[np.float32]
FIELDS = ("garment", "pattern", "neckline", "sleeve", "length")
"""Kinds of things of the glossary that are told, the garment first: it says which of the others it has.

Fit is not among them: on garments that it never saw, a head for it was right no more often than chance.
"""
NAMES: Mapping[str, str] = {"garment": "category", "pattern": "print"}
"""What fields are called where a shop's own attributes are."""
WEIGHTS = Path(__file__).parent / "weights" / "attributes.npz"
_DECAY = 2e-4
_ROUNDS = 300
_RATE = 0.03
"""Below one over the largest curvature: vectors of length 8, half of it squared."""
_TEMPERATURES = np.geomspace(0.3, 3.0, 47)
_HAS = 0.6
"""A kind of garment has a field where at least this share of its pictures tells it."""
_WORTH = 20.0
"""How many pictures of the training one correction weighs."""


@dataclass(frozen=True)
class Tag:
    """One field of a garment: what it is, how sure that is, and the likeliest values in order."""

    field: str
    value: str
    confidence: float
    top: tuple[tuple[str, float], ...]

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look."""
        return self.confidence < UNSURE

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        top = [{"value": value, "confidence": round(share, 4)} for value, share in self.top]
        return {
            "value": self.value,
            "confidence": round(self.confidence, 4),
            "unsure": self.is_unsure,
            "top": top,
        }


@dataclass(frozen=True, eq=False)
class Head:
    """One field: its values, a row of weights a value (values, d + 1), and the temperature of its softmax."""

    values: tuple[str, ...]
    weights: Floats
    temperature: float

    def chances(self, vectors: Floats) -> Floats:
        """Calibrated probabilities (n, values) of unit vectors (n, d)."""
        return _softmax((vectors @ self.weights[:, :-1].T + self.weights[:, -1]) / self.temperature)


@dataclass(frozen=True, eq=False)
class Tagger:
    """Heads by field, and which fields each kind of garment has; for one encoder only.

    Attributes:
        heads: By field.
        has: By kind of garment the fields that it has.
        encoder: The fingerprint of the encoder whose vectors it reads.
    """

    heads: Mapping[str, Head]
    has: Mapping[str, frozenset[str]]
    encoder: str

    def tags(
        self, vectors: Floats, top: int = 3, owners: Sequence[int] | None = None
    ) -> list[dict[str, Tag]]:
        """The tags of garments, by field; those that the likeliest kind of garment has not are left out.

        Args:
            vectors: (n, d) of pictures.
            top: how many values of a field are told.
            owners: (n,) which garment each picture is of, from 0, each with one or more: its pictures have
                equal votes. By default every picture is a garment of its own.
        """
        own = np.arange(len(vectors)) if owners is None else np.asarray(owners, np.int64)
        told = {field: _pooled(head.chances(vectors), own) for field, head in self.heads.items()}
        made: list[dict[str, Tag]] = []
        for row in range(int(own.max(initial=-1)) + 1):
            kind = self.heads["garment"].values[int(told["garment"][row].argmax())]
            has = self.has.get(kind, frozenset())
            fields = [each for each in FIELDS if each in told and (each == "garment" or each in has)]
            made.append({NAMES.get(each, each): self._tag(each, told[each][row], top) for each in fields})
        return made

    def _tag(self, field: str, chances: Floats, top: int) -> Tag:
        order = np.argsort(-chances, kind="stable")[: max(1, top)].tolist()
        values = self.heads[field].values
        likeliest = tuple((values[place], float(chances[place])) for place in order)
        return Tag(NAMES.get(field, field), *likeliest[0], likeliest)

    def corrected(self, vectors: Floats, wanted: Sequence[Mapping[str, str]]) -> "Tagger":
        """A tagger that has learned from what people said: new weights near the old ones, temperatures kept.

        Args:
            vectors: (n, d) of pictures that somebody judged.
            wanted: of each picture, by field, what it is.
        """
        heads = dict(self.heads)
        for field, head in self.heads.items():
            rows = [row for row, each in enumerate(wanted) if each.get(field) in head.values]
            if rows:
                targets = np.array([head.values.index(wanted[row][field]) for row in rows])
                heads[field] = Head(
                    head.values,
                    _moved(head.weights, vectors[rows], targets, head.temperature),
                    head.temperature,
                )
        return Tagger(heads, self.has, self.encoder)

    def to_bytes(self) -> bytes:
        """The heads as an archive of arrays."""
        made = io.BytesIO()
        arrays: dict[str, Any] = {"encoder": np.frombuffer(bytes.fromhex(self.encoder), np.uint8)}
        for field, head in self.heads.items():
            arrays[f"{field}.values"] = np.array(head.values)
            arrays[f"{field}.weights"] = head.weights
            arrays[f"{field}.temperature"] = np.array(head.temperature)
        arrays["has"] = np.array(
            sorted(f"{kind}:{field}" for kind, fields in self.has.items() for field in fields)
        )
        np.savez_compressed(made, **arrays)
        return made.getvalue()


def read_tagger(path: Path = WEIGHTS) -> Tagger:
    """Read a tagger that `Tagger.to_bytes` wrote; by default the one that comes with Modiste.

    Raises:
        ModisteError: MOD-1414 for a file that is missing or damaged.
    """
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            heads = {
                field: Head(
                    tuple(kept[f"{field}.values"].tolist()),
                    kept[f"{field}.weights"].astype(np.float32),
                    float(kept[f"{field}.temperature"]),
                )
                for field in FIELDS
                if f"{field}.values" in kept
            }
            pairs = [each.split(":") for each in kept["has"].tolist()]
            encoder = kept["encoder"].tobytes().hex()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ModisteError("MOD-1414", path=path, reason=reason.lower()) from None
    has = {kind: frozenset(field for each, field in pairs if each == kind) for kind, _ in pairs}
    return Tagger(heads, has, encoder)


def write_tagger(tagger: Tagger, path: Path) -> None:
    """Write a tagger, whole or not at all."""
    write_whole(path, tagger.to_bytes())


def learn_tagger(
    encoder: str, vectors: Floats, facts: Sequence[Facts], chosen: Floats, chosen_facts: Sequence[Facts]
) -> Tagger:
    """Learn heads from pictures of which something is known, and calibrate them on others.

    Args:
        encoder: the fingerprint of the encoder that the vectors are of.
        vectors: (n, d) unit vectors to learn from.
        facts: of each picture; a field that is not told teaches nothing.
        chosen: (m, d) to calibrate by.
        chosen_facts: of those.
    """
    heads: dict[str, Head] = {}
    told: dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
    for field in FIELDS:
        values = _values(field, facts)
        rows, targets = _labelled(field, values, facts)
        told[field] = rows, targets
        if not len(rows):
            continue
        size = vectors.shape[1]
        weights = np.zeros((len(values), size + 1), np.float32)
        weights = _fitted(weights, vectors[rows], targets, _balance(targets, len(values)), _DECAY, None)
        head = Head(values, weights, 1.0)
        judged, truth = _labelled(field, values, chosen_facts)
        if len(judged):
            head = Head(values, weights, _temperature(head, chosen[judged], truth))
        heads[field] = head
    kinds = np.array([kind_of(each) for each in facts])
    rendered = np.isin(np.arange(len(facts)), told["pattern"][0])
    has = {
        kind: frozenset(
            field
            for field in FIELDS[1:]
            if (own := (kinds == number) & rendered).any()
            and np.isin(np.flatnonzero(own), told[field][0]).mean() >= _HAS
        )
        for number, kind in enumerate(KINDS)
    }
    return Tagger(heads, has, encoder)


def wanted_of(facts: Facts) -> dict[str, str]:
    """By field, what is known of a picture."""
    made = {concepts()[thing].kind: thing for thing in facts.things if concepts()[thing].kind in FIELDS[1:]}
    if (kind := kind_of(facts)) >= 0:
        made["garment"] = KINDS[kind]
    return made


def thing_named(field: str, value: str) -> str:
    """The thing of the glossary that a shop's value of a field is; "" where it is none.

    Example:
        >>> thing_named("sleeve", "long"), thing_named("neckline", "V领"), thing_named("garment", "T-shirts")
        ('long-sleeve', 'v-neck', 't-shirt')
    """
    plain = spelt(value).replace("-", " ").strip()
    ending = {"neckline": "neck"}.get(field, field)
    for text in (plain, f"{plain} {ending}"):
        found = chinese_words().get(text, ()) + phrases().get(
            tuple(stemmed(word) for word in text.split()), ()
        )
        for thing in found:
            if concepts()[thing].kind == field:
                kind = kind_of(Facts((thing,)))
                return thing if field != "garment" else KINDS[kind] if kind >= 0 else ""
    return ""


def _values(field: str, facts: Sequence[Facts]) -> tuple[str, ...]:
    if field == "garment":
        return KINDS
    return tuple(sorted({value for each in facts if (value := wanted_of(each).get(field))}))


def _labelled(
    field: str, values: Sequence[str], facts: Sequence[Facts]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = [
        (row, values.index(value))
        for row, each in enumerate(facts)
        if (value := wanted_of(each).get(field)) in values
    ]
    made = np.array(pairs, np.int64).reshape(-1, 2)
    return made[:, 0], made[:, 1]


def _balance(targets: NDArray[np.int64], count: int) -> Floats:
    """Weights of examples: a value seldom seen counts for more, by the square root."""
    often = np.bincount(targets, minlength=count)[targets]
    weights = 1 / np.sqrt(often)
    return np.asarray(weights / weights.sum(), np.float32)


def _fitted(
    weights: Floats,
    vectors: Floats,
    targets: NDArray[np.int64],
    share: Floats,
    decay: float,
    near: Floats | None,
) -> Floats:
    """Multinomial logistic regression by Nesterov's accelerated gradient, held near `near` or nought."""
    x = np.concatenate((8 * vectors, np.ones((len(vectors), 1), np.float32)), 1)
    scale = np.array([8.0] * vectors.shape[1] + [1.0], np.float32)
    rest = np.zeros_like(weights) if near is None else near / scale
    moved = ahead = weights / scale
    wanted = np.eye(len(weights), dtype=np.float32)[targets]
    for step in range(_ROUNDS):
        slope = (share[:, None] * (_softmax(x @ ahead.T) - wanted)).T @ x + decay * (ahead - rest)
        following = ahead - _RATE * slope
        ahead = following + step / (step + 3) * (following - moved)
        moved = following
    return np.asarray(moved * scale, np.float32)


def _moved(weights: Floats, vectors: Floats, targets: NDArray[np.int64], temperature: float) -> Floats:
    """Weights after corrections: the old ones are what is believed without them."""
    count = len(targets)
    share = np.full(count, _WORTH / (_WORTH * count + 100), np.float32)
    return temperature * _fitted(
        weights / temperature, vectors, targets, share, _DECAY * 10, weights / temperature
    )


def _temperature(head: Head, vectors: Floats, targets: NDArray[np.int64]) -> float:
    """Which makes the right answers likeliest (Guo et al., "On Calibration", ICML 2017)."""
    logits = vectors @ head.weights[:, :-1].T + head.weights[:, -1]
    rows = np.arange(len(targets))
    losses = [-np.log(_softmax(logits / each)[rows, targets] + 1e-9).mean() for each in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _pooled(chances: Floats, owners: NDArray[np.int64]) -> Floats:
    """The mean of each owner's rows."""
    sums = np.zeros((int(owners.max(initial=-1)) + 1, chances.shape[1]), np.float32)
    np.add.at(sums, owners, chances)
    return np.asarray(sums / np.bincount(owners)[:, None], np.float32)


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)
