"""Tables of measured cloths, TOML or CSV: each row with its DOI, method and uncertainty, or refused.

Knows the schema; what is predicted for a row is `validation`'s.
"""

import csv
import io
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.properties.prediction import check_room
from modiste.fabric.spec import FabricSpec, spec_from
from modiste.garment import ModisteError

DOI = re.compile(r"10\.\d{4,9}/\S+")
MOST_BYTES = 10_000_000
PAIRS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bending_n_m": ("bending_warp_n_m", "bending_weft_n_m"),
        "stiffness_n_m": ("stiffness_warp_n_m", "stiffness_weft_n_m"),
    }
)
"""What a publication measured without saying along which threads: the geometric mean of both directions."""
_REQUIRED = ("doi", "method", "uncertainty_pct")
_KEYS = (*PROPERTIES, *PAIRS)
_WOVEN = ("sett", "warp", "weft")
_KNIT = ("stitch", "loop", "courses", "wales", "yarn", "gauge")


@dataclass(frozen=True)
class MeasuredCloth:
    """One cloth with what was measured of it.

    Attributes:
        spec: How it is made.
        values: What was measured, by the keys of `PROPERTIES` or of `PAIRS`, in their units.
        doi: Where that is published.
        method: How it was measured, such as ISO 11092.
        uncertainty: Of the values, as a share: the 95 % half width.
        is_assumed: Whether the construction was filled in by somebody who did not measure it.
    """

    spec: FabricSpec
    values: Mapping[str, float]
    doi: str
    method: str
    uncertainty: float
    is_assumed: bool


@dataclass(frozen=True)
class MeasuredTable:
    """The rows that were taken, and of the others the number and the reason."""

    cloths: tuple[MeasuredCloth, ...]
    refused: tuple[tuple[int, str], ...]


def published_cloths() -> MeasuredTable:
    """The measured cloths that the house ships, `published.toml`: what it is held against everywhere."""
    text = (files(__package__) / "published.toml").read_text(encoding="utf-8")
    return measured_table(tomllib.loads(text)["cloth"])


def read_measured(path: Path) -> MeasuredTable:
    """Read a table by its ending: `[[cloth]]` tables of a .toml, or rows of a .csv.

    Raises:
        ModisteError: MOD-2811 for a file that is neither, is too large or cannot be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ModisteError("MOD-2811", name=path.name, reason=f"it has more than {MOST_BYTES} bytes")
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".toml":
            trees = tomllib.loads(text).get("cloth", [])
        elif path.suffix.lower() == ".csv":
            trees = [_nested(row) for row in csv.DictReader(io.StringIO(text))]
        else:
            raise ModisteError("MOD-2811", name=path.name, reason="it ends in neither .toml nor .csv")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise ModisteError("MOD-2811", name=path.name, reason=str(error).lower().rstrip(".")) from None
    if not isinstance(trees, list) or not trees:
        raise ModisteError("MOD-2811", name=path.name, reason="it has no cloth")
    return measured_table(trees)


def measured_table(trees: Sequence[Mapping[str, Any]]) -> MeasuredTable:
    """Cloths of plain values; what is refused keeps its number, counted from one, and its reason."""
    cloths, refused = [], []
    for number, tree in enumerate(trees, 1):
        try:
            cloth = measured_cloth(tree)
            check_room(cloth.spec)
        except ModisteError as error:
            refused.append((number, str(error)))
        else:
            cloths.append(cloth)
    return MeasuredTable(tuple(cloths), tuple(refused))


def measured_cloth(tree: Mapping[str, Any]) -> MeasuredCloth:
    """One cloth: `doi`, `method`, `uncertainty_pct`, `values`, perhaps `assumed`, and a spec's fields.

    Raises:
        ModisteError: MOD-2810 for a row that lacks one or has a value that is none; the spec's own errors.
    """
    rest = dict(tree)
    missing = [name for name in _REQUIRED if rest.get(name) in (None, "")]
    if missing:
        raise ModisteError("MOD-2810", reason=f"{', '.join(missing)} is not told")
    doi, method = str(rest.pop("doi")).strip(), str(rest.pop("method")).strip()
    if not DOI.fullmatch(doi):
        raise ModisteError("MOD-2810", reason=f"{doi[:60]!r} is no DOI")
    uncertainty = _number("uncertainty_pct", rest.pop("uncertainty_pct")) / 100
    values = rest.pop("values", None)
    if not isinstance(values, Mapping) or not values:
        raise ModisteError("MOD-2810", reason="nothing was measured of it")
    unknown = [name for name in values if name not in _KEYS]
    if unknown:
        raise ModisteError("MOD-2810", reason=f"{unknown[0]!r} is no property; known are {', '.join(_KEYS)}")
    read = {name: _number(name, value) for name, value in values.items()}
    is_assumed = rest.pop("assumed", False) in (True, "yes", "true", "1")
    return MeasuredCloth(spec_from(rest), read, doi, method, uncertainty, is_assumed)


def _number(name: str, value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        reason = f"{name} is {str(value)[:40]!r}, no number of nought or more"
        raise ModisteError("MOD-2810", reason=reason)
    return number


def _nested(row: Mapping[str | None, Any]) -> dict[str, Any]:
    """A CSV row as TOML has it: properties are values, a construction is a table."""
    filled = {str(name): value.strip() for name, value in row.items() if name and value and value.strip()}
    values = {name: filled.pop(name) for name in list(filled) if name in _KEYS}
    tree: dict[str, Any] = {"values": values}
    for table, columns in (("woven", _WOVEN), ("knit", _KNIT)):
        inner = {name: filled.pop(name) for name in columns if name in filled}
        if inner:
            tree[table] = inner
    return tree | filled
