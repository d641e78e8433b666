"""Sketches drafted by chance: bodies, programs and options drawn; their patterns' fields and labels.

Knows which chances are fair; a sketch follows from its seed and number alone. Synthetic by construction.
"""

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.design.sketch.fields import as_fields
from modiste.design.sketch.labels import CUT, FRAMES, PROGRAMS, drawn_attributes, labels, wish_of
from modiste.design.sketch.laying import laid
from modiste.tailoring import Pattern, Range

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

_LONGER = (-7.0, 8.0)
"""Centimetres by which hems are let down or taken up."""


def drafted(seed: int, number: int) -> tuple[str, dict[str, str], Pattern]:
    """The pattern of a number: its category, its attributes and itself; categories take turns."""
    chance = np.random.default_rng((seed, number))
    category = list(PROGRAMS)[number % len(PROGRAMS)]
    attributes = drawn_attributes(category, {}, chance)
    program = tailoring.program_named(PROGRAMS[category][attributes.get(CUT, "")])
    options: dict[str, object] = {name: word for name, word in attributes.items() if name != CUT}
    for option in program.options:
        if isinstance(option, Range):
            low, high = option.low, option.high
            if option.name == "longer":
                low, high = max(low, _LONGER[0]), min(high, _LONGER[1])
            options[option.name] = round(float(chance.uniform(low, high)), 1)
    sizes = list(tailoring.size_chart(program.people).sizes.values())
    at = int(chance.integers(len(sizes) - 1))
    share = float(chance.uniform())
    body = {name: (1 - share) * value + share * sizes[at + 1][name] for name, value in sizes[at].items()}
    return category, attributes, tailoring.draft(program.name, body, options, people=program.people)


def sketched(seed: int, number: int) -> tuple[Pixels, Floats]:
    """The fields, uint8 (channels, rows, columns), and the wish (labels,) of a number."""
    category, attributes, pattern = drafted(seed, number)
    return as_fields(laid(pattern), FRAMES[category]), wish_of(category, attributes, labels())
