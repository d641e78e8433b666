"""A shop's `modiste.toml` changed by key: comments, order and everything else in it stay as they are.

Knows lines of TOML and which settings a face may change; what they mean is settings' affair.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import TypeAdapter, ValidationError

from modiste.garment import ModisteError
from modiste.learning import toml_literal
from modiste.store import exclusive, write_whole
from modiste.workspace.fields import bounds_of, kind_of
from modiste.workspace.settings import EDITABLE, FILE, Loaded, Settings, load_settings

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Value = bool | int | float | str | None
Row = dict[str, Any]
_TABLE = re.compile(r"\s*\[")
_OUTSIDE = ("environment", "flag")


def shown_settings(loaded: Loaded) -> list[Row]:
    """A row a setting: as `Loaded.shown`, with what a form needs and whether a face may change it."""
    rows: list[Row] = []
    for row in loaded.shown():
        info = Settings.model_fields[str(row["name"])]
        kind, choices = kind_of(info.annotation)
        low, high = bounds_of(info)
        editable = row["name"] in EDITABLE and row["origin"] not in _OUTSIDE
        rows.append(
            {**row, "editable": editable, "kind": kind, "choices": list(choices), "low": low, "high": high}
        )
    return rows


def change_settings(
    shop: "Shop", values: Mapping[str, Value], agreed: Callable[[list[Row]], None]
) -> list[Row]:
    """Write some settings to the shop's file, all or none; None puts a setting back to its default.

    The open shop has them at once, a worker when it starts next.

    Args:
        shop: the shop.
        values: by name.
        agreed: shown the rows as they stand before anything is written; it may raise.

    Raises:
        ModisteError: MOD-2009 for an unknown name or a value out of range, MOD-2023 for a setting that is not
            changed from here, MOD-1110 when the disk does not take it.
    """
    path = shop.root / FILE
    try:
        with exclusive(shop.root / "logs" / "settings.lock"):
            loaded = load_settings(shop.root)
            agreed(shown_settings(loaded))
            for name, value in values.items():
                _check(name, value, loaded)
            text = path.read_bytes().decode() if path.exists() else ""
            write_whole(path, with_values(text, values).encode())
            shop.settings = (loaded := load_settings(shop.root)).settings
    except OSError as error:
        raise ModisteError(
            "MOD-1110", where=f"Writing {FILE}", reason=(error.strerror or str(error)).lower()
        ) from None
    return shown_settings(loaded)


def with_values(text: str, values: Mapping[str, Value]) -> str:
    r"""TOML text with some top-level keys set, or taken out where the value is None.

    Raises:
        ModisteError: MOD-2009 when the text is laid out so that no line can be changed without another.

    Example:
        >>> with_values("# mine\nthreads = 1  # one core\n", {"threads": 2, "port": 80})
        '# mine\nthreads = 2  # one core\nport = 80\n'
    """
    wanted = {**tomllib.loads(text), **values}
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    for name, value in values.items():
        _set(lines, name, value, end)
    made = "".join(lines)
    try:
        fits = tomllib.loads(made) == {name: value for name, value in wanted.items() if value is not None}
    except tomllib.TOMLDecodeError:
        fits = False
    if not fits:
        raise ModisteError("MOD-2009", origin=FILE, name="its layout", reason="a value spans several lines")
    return made


def _set(lines: list[str], name: str, value: Value, end: str) -> None:
    first_table = next((row for row, line in enumerate(lines) if _TABLE.match(line)), len(lines))
    key = re.compile(
        rf"(?P<key>\s*[\"']?{re.escape(name)}[\"']?\s*=\s*)"
        r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^#\r\n]*?)(?P<rest>\s*(?:#.*)?)$"
    )
    for row in range(first_table):
        if match := key.match(lines[row].rstrip("\r\n")):
            ending = lines[row][len(lines[row].rstrip("\r\n")) :]
            lines[row] = (
                "" if value is None else f"{match['key']}{toml_literal(value)}{match['rest']}{ending}"
            )
            return
    if value is None:
        return
    if first_table and not lines[first_table - 1].endswith(("\n", "\r")):
        lines[first_table - 1] += end
    lines.insert(first_table, f"{name} = {toml_literal(value)}{end}")


def _check(name: str, value: Value, loaded: Loaded) -> None:
    info = Settings.model_fields.get(name)
    if info is None:
        raise ModisteError("MOD-2009", origin="the change", name=name[:80], reason="there is no such setting")
    if name not in EDITABLE:
        raise ModisteError("MOD-2023", name=name, reason="it decides where data are or who can reach them")
    if loaded.origins[name] in _OUTSIDE:
        raise ModisteError("MOD-2023", name=name, reason=f"the {loaded.origins[name]} sets it")
    if value is None:
        return
    try:
        wanted: Any = Annotated[(info.annotation, *info.metadata, name)]  # at least one note is needed
        TypeAdapter(wanted).validate_python(value, strict=True)
    except ValidationError as error:
        reason = error.errors()[0]["msg"].lower()
        raise ModisteError("MOD-2009", origin="the change", name=name, reason=reason) from None
