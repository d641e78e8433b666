"""Where recordings lie that data name: `set:NAME` is a set of the shop, everything else stays as it is.

Knows the word; sets are `wearable_sets`', folders the rooms'.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SET = "set:"


def located(shop: "Shop | None", data: str | Path) -> str | Path:
    """The folder of `set:NAME`, with its device where `set:NAME:DEVICE` says one; other data untouched.

    Raises:
        ModisteError: MOD-2911 for a set that is not there.
    """
    text = str(data)
    if shop is None or not text.startswith(SET):
        return data
    name, _, device = text.removeprefix(SET).partition(":")
    folder = shop.recordings.folder(name)
    return f"{folder}:{device}" if device else folder
