"""Where a recipe's file is, and what the builders that it names take: a room's own network included.

Knows the rooms that bring networks; reading a recipe and a signature is learning's.
"""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from modiste import learning
from modiste.garment import ModisteError
from modiste.workspace.plugins import NETWORKS

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80
_ROOM = re.compile(r"(?P<room>modiste\.\w+):(?P<function>\w+)")


def recipe_file(shop: "Shop | None", name: str) -> Path:
    """The file of a recipe by its short name: the shop's own goes before a shipped one.

    Raises:
        ModisteError: MOD-1302 for an unknown name.
    """
    shipped = learning.shipped_recipes()
    if len(name) <= LONGEST and _NAME.fullmatch(name):
        if shop is not None and (own := shop.root / "recipes" / f"{name}.toml").is_file():
            return own
        if name in shipped:
            return shipped[name]
    raise ModisteError("MOD-1302", kind="Recipe", name=name[:100], known=", ".join(shipped) or "none")


def builder_parameters(section: str, name: str) -> dict[str, object]:
    """What a part of a recipe takes, with defaults; of a plug-in's network nothing is known."""
    found = learning.parameters_of(section, name)
    place = _ROOM.fullmatch(NETWORKS.get(name, "")) if section == "network" else None
    if found or place is None:
        return found
    room = find_spec(place["room"])
    source = Path(room.origin).parent / f"{name}.py" if room and room.origin else Path(name)
    return learning.defaults_in(source, place["function"]) or {}
