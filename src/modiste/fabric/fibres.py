"""Textile fibres: their generic names in six languages and what they are like.

Knows `fibres.tsv`; the words that labels use for a fibre are the collect room's.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from modiste.collect import fibre, fibre_words
from modiste.garment import ModisteError

LANGUAGES = ("en", "zh", "de", "fr", "it", "es")
KINDS = ("recycled", "organic")
"""What may stand before a fibre's name: it changes the footprint, neither the cloth nor the label's name."""
FIBRE_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "names": "ISO 2076 and Regulation (EU) No 1007/2011, Annex I",
        "regain": "agreed allowance, Regulation (EU) No 1007/2011, Annex IX",
        "density": "Morton and Hearle, Physical Properties of Textile Fibres, 4th ed. 2008, ch. 5",
        "modulus": "Morton and Hearle 2008, ch. 13; tenacity and extension likewise",
        "conductivity": "across the fibre, Kawabata 1986 at second hand; bast as flax, cellulose as viscose",
        "diameter": "usual of apparel: what a yarn does not say with its filaments",
        "angle": "water's contact angle on a scoured fibre, typical; finishes move it by tens of degrees",
    }
)
"""Where each column is from."""


@dataclass(frozen=True)
class Fibre:
    """A fibre's generic name and its numbers, conditioned at 65 % humidity and 20 °C.

    Attributes:
        name: English generic name, as in the spine's composition.
        code: ISO 2076's code, or the trade's for natural fibres.
        names: Generic name by language.
        density: g/cm³.
        regain: Agreed moisture regain, % of dry mass.
        conductivity: Across the fibre, W/(m K).
        modulus: Initial, N/tex.
        tenacity: N/tex.
        extension: At break, as a share of its length.
        diameter: Micrometres.
        angle: Water's contact angle, degrees.
    """

    name: str
    code: str
    names: Mapping[str, str]
    density: float
    regain: float
    conductivity: float
    modulus: float
    tenacity: float
    extension: float
    diameter: float
    angle: float


@cache
def fibre_table() -> Mapping[str, Fibre]:
    """Every fibre by its English generic name."""
    lines = (files(__package__) / "fibres.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t")
    return MappingProxyType({row["name"]: _fibre(row) for row in rows})


@lru_cache(maxsize=512)
def fibre_named(text: str) -> tuple[str, Fibre]:
    """The fibre of a word in one of six languages or a code; what kind it is ("" is usual) comes first.

    Example:
        >>> kind, made = fibre_named("recycled PES")
        >>> kind, made.name, made.names["zh"]
        ('recycled', 'polyester', '聚酯纤维')

    Raises:
        ModisteError: MOD-2800 for a word that is no fibre of the table.
    """
    word = text.strip()
    kind = next((each for each in KINDS if word.lower().startswith(each + " ")), "")
    word = word[len(kind) :].strip()
    known = fibre_table()
    own = {name.lower(): each for each in known.values() for name in (each.code, *each.names.values())}
    if word.lower() in own:
        return kind, own[word.lower()]
    name = fibre(word) or ""
    name = {"merino wool": "wool", "bamboo viscose": "viscose"}.get(name, name)
    if name in known:
        return kind, known[name]
    words_of = [each for each, of in fibre_words().items() if of in known]
    near = extractOne(word.lower(), words_of, scorer=ratio)
    raise ModisteError("MOD-2800", word=text[:80], near=near[0] if near else "cotton", known=", ".join(known))


def _fibre(row: Mapping[str, str]) -> Fibre:
    words = ("name", "code", *LANGUAGES)
    numbers = {key: float(value) for key, value in row.items() if key not in words}
    names = MappingProxyType({language: row[language] for language in LANGUAGES})
    return Fibre(row["name"], row["code"], names, **numbers)
