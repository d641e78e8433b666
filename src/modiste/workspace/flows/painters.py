"""Networks that paint garments on photos: which a shop has weights of, by which licence, and opened for use.

Knows where a shop's settings put their weights and who must acknowledge what; reading weights and painting
are the try-on's. No address of a caller's ever becomes a path.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tryon
from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.tryon import Licence, Painter
    from modiste.workspace.shop import Shop

PAINTERS = ("fashn",)
"""Networks that paint garments, by name."""


@dataclass(frozen=True)
class ShopPainter:
    """A network that a shop has the weights of.

    Attributes:
        id: Its name in the settings and in requests.
        name: As it stands in a picture's metadata.
        licence: By which its weights may be used; None where they cannot be.
        refused: Why they cannot be used at all.
    """

    id: str
    name: str
    licence: "Licence | None"
    refused: ModisteError | None = None


def open_painter(
    name: str, weights: Path, *, licence: str = "", non_commercial: bool = False, steps: int = 0
) -> "Painter":
    """A network that paints garments, from a folder of weights that the user has.

    Args:
        name: Which; `fashn`.
        weights: The folder.
        licence: What the user says its licence is, where the folder says nothing.
        non_commercial: Whether the user says that their use is not commercial.
        steps: By default the network's usual ones.

    Raises:
        ModisteError: MOD-2012 for a name that is not known, MOD-3022 to MOD-3025 for the weights.
    """
    if name not in PAINTERS:
        raise _unknown(name, PAINTERS)
    more: dict[str, Any] = {"steps": steps} if steps else {}
    return tryon.open_fashn(weights, licence=licence, acknowledged=non_commercial, **more)


def back_ends(shop: "Shop") -> list[ShopPainter]:
    """The networks that the shop's settings name, with the licence that their weights say; none is loaded."""
    made = []
    for name, folder in _folders(shop).items():
        try:
            made.append(ShopPainter(name, tryon.Fashn.name, tryon.fashn_licence(folder)))
        except ModisteError as error:
            made.append(ShopPainter(name, tryon.Fashn.name, None, error))
    return made


class Painters:
    """The network that was asked for last, kept open: reading one takes gigabytes and a while."""

    def __init__(self) -> None:
        self._open: tuple[tuple[Any, ...], Painter] | None = None

    def get(self, shop: "Shop", name: str, *, non_commercial: bool = False, steps: int = 0) -> "Painter":
        """One of `back_ends`, ready to paint; its licence's gate is asked each time.

        Raises:
            ModisteError: MOD-2012 for one that the settings do not name, MOD-3022 to MOD-3025 for weights.
        """
        folders = _folders(shop)
        if name not in folders:
            raise _unknown(name, folders)
        folder = folders[name]
        tryon.fashn_licence(folder, acknowledged=non_commercial)
        files = [(each.name, each.stat().st_mtime_ns) for each in sorted(folder.iterdir()) if each.is_file()]
        key = (name, non_commercial, steps, folder, tuple(files))
        if self._open is None or self._open[0] != key:
            self._open = None
            self._open = key, open_painter(name, folder, non_commercial=non_commercial, steps=steps)
        return self._open[1]


def _folders(shop: "Shop") -> dict[str, Path]:
    """The settings' `fashn=DIR`; a relative folder lies in the shop."""
    pairs = (each.partition("=") for each in shop.settings.painters)
    return {name: shop.root / folder for name, equals, folder in pairs if equals and name in PAINTERS}


def _unknown(name: str, known: "tuple[str, ...] | dict[str, Path]") -> ModisteError:
    return ModisteError("MOD-2012", kind="Back end", name=name, known=", ".join(known) or "none")
