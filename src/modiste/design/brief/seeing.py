"""Reading a picture: a garment's vector and outline become the fields of a spec, with what else they may be.

Knows heads over vectors and outlines, how they are learned, calibrated and kept; whose vectors and masks they
are is the workspace's. No torch. Lengths are told for a size: a picture has no scale of its own.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import erf

from modiste import tailoring
from modiste.design.brief.cutting import fitted
from modiste.design.brief.outlines import WIDTH
from modiste.design.brief.spec import GarmentSpec, Remark, SpecField
from modiste.garment import ModisteError

Floats = NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights" / "seeing.npz"
READ = ("program", "sleeve", "leg")
"""Fields that a head tells. Neckline, front and fit were right no more often than the commonest answer on
garments that were left out; rise and collar were not tried."""
GAUGES = ("length_cm", "sleeve_cm")
LINES: Mapping[str, str] = {
    **dict.fromkeys(("t-shirt", "shirt", "sweatshirt", "hoodie"), "top"),
    **dict.fromkeys(("dress-a-line", "dress-shift"), "dress"),
    **dict.fromkeys(("skirt-a-line", "skirt-straight"), "skirt"),
    **dict.fromkeys(("trousers", "shorts"), "legs"),
}
"""Programs whose lengths are read alike."""
BODY = ("height", "bust", "waist", "hip")
WITHIN = 0.9
"""How often the truth lies between a length's bounds, on garments that were left out."""
_NEAR = 3.0
_OTHERS = 0.03
_FOLDS = 3
_DECAY = 0.02
_ROUNDS = 30
_OUTLINE, _VECTOR, _BODY = 4.0, 4.0, 8.0
_DECAYS = (0.03, 0.1, 0.3, 1.0, 3.0)
_TEMPERATURES = np.geomspace(0.5, 4.0, 40)


@dataclass(frozen=True, eq=False)
class Look:
    """What is seen of a picture: the encoder's unit vector (d,) and the outline (WIDTH,)."""

    vector: Floats
    outline: Floats


@dataclass(frozen=True)
class Known:
    """What is known of a picture that is learned from: whose it is, its cut, and its lengths."""

    garment: str
    program: str
    options: Mapping[str, str | float]
    chart: str
    size: str
    lengths: Mapping[str, float]


@dataclass(frozen=True)
class Length:
    """A length read from a picture in centimetres, between bounds that hold `WITHIN` of the time."""

    name: str
    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "unit": "cm", "how": "predicted"}


@dataclass(frozen=True, eq=False)
class Head:
    """One field: its values, weights (values, d + 1) of standardised features, a softmax's temperature."""

    values: tuple[str, ...]
    weights: Floats
    temperature: float

    def chances(self, features: Floats) -> NDArray[np.float64]:
        """Calibrated probabilities (n, values)."""
        return _softmax((features @ self.weights[:, :-1].T + self.weights[:, -1]) / self.temperature)


@dataclass(frozen=True, eq=False)
class Gauge:
    """One length of one line of garments: a straight line in logarithms, and its errors' size.

    Attributes:
        weights: (d,) of what is seen and of the body.
        middle: What is seen on average, (d,), and the mean of the lengths' logarithms.
        off: The logarithm's error that `WITHIN` of garments left out stay below, and the typical one.
    """

    weights: Floats
    middle: tuple[Floats, float]
    off: tuple[float, float]

    def read(self, places: Floats) -> NDArray[np.float64]:
        """Lengths (n,) in centimetres."""
        return np.exp((places - self.middle[0]).astype(np.float64) @ self.weights + self.middle[1])


@dataclass(frozen=True, eq=False)
class Eyes:
    """All heads and gauges, for one encoder only; `mean` and `scale` standardise what is seen."""

    encoder: str
    mean: Floats
    scale: Floats
    heads: Mapping[str, Head]
    gauges: Mapping[str, Gauge]

    def chances(self, looks: Sequence[Look]) -> dict[str, NDArray[np.float64]]:
        """By field the chances (n, values) of its head's values."""
        features = self._features(looks)
        return {field: head.chances(features) for field, head in self.heads.items()}

    def lengths(self, look: Look, program: str, chart: str, size: str) -> list[Length]:
        """The lengths that a garment of a program has, for a size."""
        places = _places(self._features([look]), [(chart, size)])
        made = []
        for name in GAUGES:
            gauge = self.gauges.get(f"{LINES[program]}.{name}")
            if gauge is not None:
                value = float(gauge.read(places)[0])
                off = float(np.exp(gauge.off[0]))
                made.append(Length(name, round(value, 1), round(value / off, 1), round(value * off, 1)))
        return made

    def _features(self, looks: Sequence[Look]) -> Floats:
        return np.asarray((_stacked(looks) - self.mean) / self.scale, np.float32)

    def to_bytes(self) -> bytes:
        """An archive of arrays, half as precise as they were learned."""
        arrays: dict[str, Any] = {
            "encoder": np.frombuffer(bytes.fromhex(self.encoder), np.uint8),
            "mean": self.mean,
            "scale": self.scale,
        }
        for field, head in self.heads.items():
            arrays[f"head.{field}.values"] = np.array(head.values)
            arrays[f"head.{field}.weights"] = head.weights.astype(np.float16)
            arrays[f"head.{field}.temperature"] = np.array(head.temperature)
        for name, gauge in self.gauges.items():
            arrays[f"gauge.{name}.weights"] = gauge.weights
            arrays[f"gauge.{name}.middle"] = gauge.middle[0]
            arrays[f"gauge.{name}.numbers"] = np.array([gauge.middle[1], *gauge.off])
        made = io.BytesIO()
        np.savez_compressed(made, **arrays)
        return made.getvalue()


def read_eyes(path: Path = WEIGHTS) -> Eyes:
    """Read what `Eyes.to_bytes` wrote; by default what comes with Modiste.

    Raises:
        ModisteError: MOD-2765 for a file that is missing or damaged.
    """
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            heads, gauges = {}, {}
            for name in kept.files:
                kind, _, rest = name.partition(".")
                own, _, part = rest.rpartition(".")
                if kind == "head" and part == "values" and own in READ:
                    heads[own] = Head(
                        tuple(kept[name].tolist()),
                        kept[f"head.{own}.weights"].astype(np.float32),
                        float(kept[f"head.{own}.temperature"]),
                    )
                if kind == "gauge" and part == "weights":
                    middle, most, usual = kept[f"gauge.{own}.numbers"].tolist()
                    gauges[own] = Gauge(kept[name], (kept[f"gauge.{own}.middle"], middle), (most, usual))
            return Eyes(kept["encoder"].tobytes().hex(), kept["mean"], kept["scale"], heads, gauges)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ModisteError("MOD-2765", path=path, reason=reason.lower()) from None


def read_look(
    eyes: Eyes, look: Look, chart: str = "", size: str = "", length_cm: float = 0.0
) -> tuple[GarmentSpec, list[Length]]:
    """The spec that a picture shows, and the lengths read from it.

    Args:
        eyes: What reads.
        look: Of the picture.
        chart: Whose bodies; by default the likeliest program's.
        size: Of the garment in the picture; by default the chart's base, which is told.
        length_cm: The garment's length where it was measured: all lengths are scaled to it.

    Raises:
        ModisteError: MOD-1530 for a chart or size that is not known, MOD-1532 for a length that cannot be.
    """
    told = eyes.chances([look])
    fields = {"program": _field(eyes.heads["program"].values, told["program"][0])}
    program = tailoring.program_named(str(fields["program"].value))
    remarks = []
    of = tailoring.size_chart(chart or program.people)
    tailoring.chart_size(of, size or of.base)
    if chart or size:
        fields["chart"] = SpecField(value=of.name)
        fields["size"] = SpecField(value=size or of.base)
    if not size and not length_cm:
        remarks.append(
            Remark(
                en=f"No size was said: lengths are those of size {of.base} ({of.name}).",
                zh=f"未注明尺码：长度按 {of.name} {of.base} 码计。",
            )
        )
    for option in program.options:
        head = eyes.heads.get(option.name)
        if head is not None and isinstance(option, tailoring.Choice):
            own = np.array([value in option.choices for value in head.values])
            chances = np.where(own, told[option.name][0], 0.0)
            fields[option.name] = _field(head.values, chances / max(chances.sum(), 1e-9))
    lengths = eyes.lengths(look, program.name, of.name, size or of.base)
    if fields["sleeve"].value == "none" if "sleeve" in fields else True:
        lengths = [each for each in lengths if each.name != "sleeve_cm"]
    if length_cm:
        length_cm = tailoring.Range("length_cm", 100.0, 10.0, 200.0, "").read(length_cm)
        lengths = _scaled(lengths, length_cm)
    for each in lengths:
        if each.name == "length_cm":
            sure = 1.0 if length_cm else _sure(eyes, program.name, each.value)
            fields["length_cm"] = SpecField(
                value=each.value, confidence=sure, source="edit" if length_cm else "picture"
            )
    return fitted(GarmentSpec(fields=fields, contradictions=tuple(remarks))), lengths


def learn_eyes(encoder: str, looks: Sequence[Look], known: Sequence[Known]) -> Eyes:
    """Learn heads and gauges; what they are sure of is calibrated on garments left out, a third at a time.

    Args:
        encoder: The fingerprint of the encoder whose vectors the looks have.
        looks: Of pictures.
        known: Of each what it shows.
    """
    seen = _stacked(looks)
    mean, scale = seen.mean(0), _scales(seen)
    features = np.asarray((seen - mean) / scale, np.float32)
    names = sorted({each.garment for each in known})
    fold = np.array([names.index(each.garment) % _FOLDS for each in known])
    heads = {}
    for field in READ:
        words = [each.program if field == "program" else str(each.options.get(field, "")) for each in known]
        rows = np.array([row for row, word in enumerate(words) if word], np.int64)
        values = tuple(sorted({words[row] for row in rows}))
        if len(values) < 2:
            continue
        targets = np.array([values.index(words[row]) for row in rows])
        heads[field] = _head(values, features[rows], targets, fold[rows])
    gauges = {}
    for line in dict.fromkeys(LINES.values()):
        for name in GAUGES:
            rows = np.array(
                [
                    row
                    for row, each in enumerate(known)
                    if LINES[each.program] == line and each.lengths.get(name, 0.0) > 0
                ],
                np.int64,
            )
            if len(rows) < 2 * _FOLDS:
                continue
            own = [known[row] for row in rows]
            places = _places(features[rows], [(each.chart, each.size) for each in own])
            wanted = np.log([each.lengths[name] for each in own])
            gauges[f"{line}.{name}"] = _gauge(places, wanted, fold[rows])
    return Eyes(encoder, mean.astype(np.float32), scale.astype(np.float32), heads, gauges)


def _field(values: Sequence[str], chances: NDArray[np.float64]) -> SpecField:
    order = np.argsort(-chances, kind="stable").tolist()
    others = tuple(
        (values[place], round(float(chances[place]), 3)) for place in order[1:4] if chances[place] >= _OTHERS
    )
    best = order[0]
    return SpecField(
        value=values[best],
        confidence=round(float(min(chances[best], 1.0)), 3),
        source="picture",
        alternatives=others,
    )


def _scaled(lengths: Sequence[Length], length_cm: float) -> list[Length]:
    """The lengths beside one that was measured."""
    whole = next((each.value for each in lengths if each.name == "length_cm"), length_cm)
    by = length_cm / whole
    return [
        Length(each.name, length_cm, length_cm, length_cm)
        if each.name == "length_cm"
        else Length(each.name, round(each.value * by, 1), round(each.low * by, 1), round(each.high * by, 1))
        for each in lengths
    ]


def _sure(eyes: Eyes, program: str, value: float) -> float:
    """How likely the truth is within 3 cm: errors of logarithms are taken for normal."""
    usual = eyes.gauges[f"{LINES[program]}.length_cm"].off[1]
    return round(float(erf(np.log1p(_NEAR / value) / max(usual, 1e-6) / np.sqrt(2))), 3)


def _stacked(looks: Sequence[Look]) -> NDArray[np.float64]:
    return np.stack([np.concatenate([each.vector, each.outline]) for each in looks]).astype(np.float64)


def _scales(seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """One for each feature; the vector's have one in common."""
    scale = seen.std(0) + 1e-6
    scale[:-WIDTH] = scale[:-WIDTH].mean()
    return np.asarray(scale, np.float64)


def _places(features: Floats, sizes: Sequence[tuple[str, str]]) -> Floats:
    """What a gauge sees: outlines, a little of the vectors, and the body of the size."""
    body = np.log([[tailoring.size_chart(chart).sizes[size][each] for each in BODY] for chart, size in sizes])
    return np.asarray(
        np.concatenate(
            [
                features[:, -WIDTH:] / np.sqrt(WIDTH) * _OUTLINE,
                _VECTOR * features[:, :-WIDTH] / np.sqrt(features.shape[1] - WIDTH),
                _BODY * body,
            ],
            1,
        ),
        np.float32,
    )


def _gauge(places: Floats, wanted: NDArray[np.float64], fold: NDArray[np.int64]) -> Gauge:
    """Ridge regression; the decay is that which does best on garments left out."""
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for decay in _DECAYS:
        off = np.empty(len(wanted))
        for each in np.unique(fold):
            left, kept = fold == each, fold != each
            weights, middle, mean = _ridge(places[kept], wanted[kept], decay)
            off[left] = (places[left] - middle) @ weights + mean - wanted[left]
        if best is None or np.abs(off).mean() < best[0]:
            best = float(np.abs(off).mean()), decay, np.abs(off)
    assert best is not None
    weights, middle, mean = _ridge(places, wanted, best[1])
    bounds = float(np.quantile(best[2], WITHIN)), float(np.quantile(best[2], 0.683))
    return Gauge(weights.astype(np.float32), (middle.astype(np.float32), mean), bounds)


def _ridge(
    places: Floats, wanted: NDArray[np.float64], decay: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    middle, mean = places.mean(0, dtype=np.float64), float(wanted.mean())
    x = places - middle
    # Fewer pictures than features: the smaller of the two systems is solved.
    weights = x.T @ np.linalg.solve(x @ x.T + decay * np.eye(len(x)), wanted - mean)
    return weights, middle, mean


def _head(
    values: tuple[str, ...], features: Floats, targets: NDArray[np.int64], fold: NDArray[np.int64]
) -> Head:
    """Multinomial logistic regression; its temperature makes what garments left out are likeliest."""
    logits = np.zeros((len(targets), len(values)))
    for each in np.unique(fold):
        left, kept = fold == each, fold != each
        weights = _regressed(features[kept], targets[kept], len(values))
        logits[left] = features[left] @ weights[:, :-1].T + weights[:, -1]
    rows = np.arange(len(targets))
    losses = [-np.log(_softmax(logits / each)[rows, targets] + 1e-9).mean() for each in _TEMPERATURES]
    weights = _regressed(features, targets, len(values))
    return Head(values, weights.astype(np.float32), float(_TEMPERATURES[int(np.argmin(losses))]))


def _regressed(features: Floats, targets: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    x = np.concatenate([features, np.ones((len(features), 1))], 1).astype(np.float64)
    often = np.bincount(targets, minlength=count)[targets]
    share = 1 / np.sqrt(often)
    share /= share.sum()
    wanted = np.eye(count)[targets]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(count, -1)
        chances = _softmax(x @ weights.T)
        value = -(share * np.log(chances[np.arange(len(x)), targets] + 1e-12)).sum()
        slope = (share[:, None] * (chances - wanted)).T @ x + _DECAY * weights
        return float(value + _DECAY / 2 * (weights**2).sum()), slope.ravel()

    start = np.zeros(count * x.shape[1])
    return np.asarray(
        minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    ).reshape(count, -1)


def _softmax(logits: NDArray[Any]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float64)
