"""The words of the tape: which measures there are, what each means, and in what range adults lie.

Knows names, units and the mistakes people make with them; where the tape lies is `tape`'s.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from modiste.garment import ModisteError


@dataclass(frozen=True)
class Measure:
    """One body measure after ISO 8559-1.

    Attributes:
        id: Its stable name.
        title: Its name for people.
        what: Where the tape lies.
        unit: "cm" or "kg".
        low: What no adult is below: a smaller number is a mistake of the unit.
        high: What no adult is above.
    """

    id: str
    title: str
    what: str
    unit: str
    low: float
    high: float


MEASURES: Mapping[str, Measure] = {
    each.id: each
    for each in (
        Measure("height", "Height", "crown to soles, standing upright", "cm", 120, 230),
        Measure("bust", "Bust girth", "level, over the fullest points of the bust or chest", "cm", 55, 190),
        Measure("under_bust", "Under-bust girth", "level, in the fold below the bust", "cm", 48, 175),
        Measure("waist", "Waist girth", "level, between the lowest rib and the hip bone", "cm", 43, 200),
        Measure("hip", "Hip girth", "level, over the fullest part of the seat", "cm", 57, 210),
        Measure("thigh", "Thigh girth", "level, just below the crotch, one leg", "cm", 29, 115),
        Measure("knee", "Knee girth", "level, at the middle of the knee", "cm", 21, 75),
        Measure("calf", "Calf girth", "level, at the fullest part of the calf", "cm", 20, 75),
        Measure("neck", "Neck girth", "square to the neck, a quarter of the way up", "cm", 21, 70),
        Measure(
            "upper_arm", "Upper-arm girth", "square to the arm, nearly midway to the elbow", "cm", 15, 75
        ),
        Measure("wrist", "Wrist girth", "square to the forearm, at the wrist", "cm", 10, 32),
        Measure("arm_length", "Arm length", "shoulder point over the elbow to the wrist", "cm", 38, 90),
        Measure("inseam", "Inside leg length", "crotch to soles, upright", "cm", 50, 120),
        Measure("shoulder", "Shoulder width", "shoulder point over the nape to shoulder point", "cm", 25, 70),
        Measure("back_length", "Back waist length", "nape down the spine to the waist", "cm", 26, 65),
        Measure("front_length", "Front waist length", "side of the neck, bust, waist", "cm", 30, 80),
        Measure("waist_to_hip", "Waist to hip", "height of the waist above the hip", "cm", 8, 42),
        Measure("body_rise", "Body rise", "height of the waist above the crotch", "cm", 12, 50),
        Measure("weight", "Weight", "volume of the skin times 985 kg per cubic metre", "kg", 28, 300),
    )
}
"""Every measure by its name, in the order in which they are shown."""
ALIASES: Mapping[str, str] = {
    "chest": "bust",
    "underbust": "under_bust",
    "hips": "hip",
    "stature": "height",
    "shoulder_width": "shoulder",
    "inside_leg": "inseam",
    "crotch_depth": "body_rise",
}
"""Other words for a measure."""
MISTAKES = ((100.0, "metres"), (0.1, "millimetres"), (2.54, "inches"))


def measure_named(word: str) -> Measure:
    """The measure of a word.

    Raises:
        ModisteError: MOD-1500 where there is none.
    """
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    try:
        return MEASURES[ALIASES.get(plain, plain)]
    except KeyError:
        raise ModisteError("MOD-1500", word=word, known=", ".join([*MEASURES, *ALIASES])) from None


def checked(measures: Mapping[str, float | str]) -> dict[str, float]:
    """Measures by their stable names, each a value that an adult can have.

    Raises:
        ModisteError: MOD-1500 for a word that is no measure, MOD-1501 for a value that is no positive number,
            MOD-1502 for one that no adult has, MOD-1503 for one measure given twice with two values.
    """
    found: dict[str, float] = {}
    for word, given in measures.items():
        measure = measure_named(word)
        value = _number(word, given)
        if not measure.low <= value <= measure.high:
            raise ModisteError(
                "MOD-1502",
                word=word,
                value=f"{value:g}",
                unit=measure.unit,
                low=f"{measure.low:g}",
                high=f"{measure.high:g}",
                hint=_hint(measure, value),
            )
        if found.get(measure.id, value) != value:
            one = f"{found[measure.id]:g}"
            raise ModisteError("MOD-1503", word=word, id=measure.id, one=one, other=f"{value:g}")
        found[measure.id] = value
    return found


def _number(word: str, given: float | str) -> float:
    try:
        value = float(given)
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value) or value <= 0:
        raise ModisteError("MOD-1501", word=word, value=str(given))
    return value


def _hint(measure: Measure, value: float) -> str:
    """What a person may have meant by a value that is out of range."""
    mistakes = ((0.4536, "pounds"), (0.001, "grams")) if measure.unit == "kg" else MISTAKES
    for factor, unit in mistakes:
        if measure.low <= value * factor <= measure.high:
            return f"It looks like {unit}: give {value * factor:.4g} {measure.unit}."
    return f"Give {measure.unit}, measured on an adult."
