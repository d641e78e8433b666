"""A garment for augmented reality: its cut draped on the body of its size, in a cloth, as files.

Knows the order of work; cloth and files are tailoring's, the package is ar's.
"""

from typing import TYPE_CHECKING

from modiste import tailoring
from modiste.ar import Package as ArPackage
from modiste.ar import packaged, page_of, page_policy
from modiste.ar import write_package as write_ar_package
from modiste.garment import Colourway, Cut, Garment, Image, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.flows.fitting import fabric_name, middle_size, size_names, sizes_of

if TYPE_CHECKING:
    from modiste.tailoring import HouseFabric
    from modiste.workspace.shop import Shop

__all__ = ["ArPackage", "ar_page", "house_fabric_of", "look_of", "make_ar_package", "write_ar_package"]

_UNDYED = "#2c3f63"
"""Where nothing says what colour a garment has."""
_MAIN = ("height", "bust", "waist", "hip")


def make_ar_package(
    cut: Cut,
    *,
    title: str = "",
    size: str = "",
    cloth: str = "",
    colour: str = "",
    body: bool = True,
    licence: str = "",
    progress: Progress = silent,
) -> ArPackage:
    """A garment's package for augmented reality.

    Args:
        cut: How it is cut.
        title: What the page calls it; by default the cut's name.
        size: By default the middle one.
        cloth: One of `tailoring.HOUSE_FABRICS`; by default one that hangs as the cut's fabric does.
        colour: `#rrggbb`; by default a dark blue.
        body: Whether the body that wears it is shown.
        licence: Under what the files may be used.
        progress: Told how far it is.

    Raises:
        ModisteError: MOD-2012 for a size it is not made in, MOD-15xx for a cloth, a colour or a drape that
            cannot be, MOD-1590 where it would be too heavy.
    """
    progress(Event("start", 0, 100, "body"))
    size = size or middle_size(cut)
    if size not in size_names(cut):
        raise ModisteError("MOD-2012", kind="Size", name=size, known=", ".join(size_names(cut)))
    fabric = house_fabric_of(cut, cloth)
    colour = colour or _UNDYED
    appearance = tailoring.appearance_of(fabric, tailoring.Solid(colour))
    pattern = sizes_of(cut, [size])[size]
    # A chart's lesser lengths may be at odds with each other; the body has its own for these.
    main = {name: value for name, value in pattern.body.items() if name in _MAIN}
    figure = tailoring.solve_body(main, tailoring.size_chart(cut.chart).people)

    def told(share: float) -> bool:
        progress(Event("step", round(5 + 85 * share), 100, "drape"))
        return True

    draped = tailoring.drape_garment(pattern, figure, fabric.hangs, progress=told)
    scene = tailoring.Scene(kind="mannequin" if body else "ghost", azimuth=35)
    poster = tailoring.png_of(tailoring.photograph(draped, appearance, scene).pixels)
    labels = {
        "garment": cut.id,
        "program": cut.program,
        "chart": cut.chart,
        "size": size,
        "cut_basis": cut.basis,
        "cloth": fabric.fabric.id,
        "composition": dict(fabric.fabric.composition),
        "colour": colour,
        "body": "shown: Modiste's average of MakeHuman shapes, CC0-1.0" if body else "not shown",
        "drape": {"solver_residual": round(draped.residual, 4), "stays": bool(draped.stays)},
    }
    made = packaged(
        title or cut.id,
        tailoring.garment_glb(draped, appearance, body=body),
        tailoring.garment_usdz(draped, appearance, body=body),
        poster,
        labels,
        licence,
    )
    progress(Event("done", 100, 100, f"{sum(map(len, made.files.values())) / 1e6:.1f} MB"))
    return made


def look_of(shop: "Shop | None", garment_id: str) -> tuple[str, str]:
    """The house fabric and the colour of a garment as its first picture shows it; "" where unknown."""
    found = shop.store.rows.find(Garment, [garment_id]) if shop is not None else {}
    if shop is None or not found:
        return "", ""
    cloth = found[garment_id].attributes.get("cloth", "")
    pictures = shop.store.rows.page(Image, limit=1, where={"garment_id": garment_id}).items
    ways = shop.store.rows.page(Colourway, where={"garment_id": garment_id}).items
    shown = [each for each in ways if pictures and each.id == pictures[0].colourway_id]
    colours = [each.colour_hex for each in (*shown, *ways) if each.colour_hex]
    return (cloth if cloth in tailoring.HOUSE_FABRICS else "", colours[0] if colours else "")


def ar_page(title: str, glb: str, usdz: str, poster: str) -> tuple[str, str]:
    """The page of a garment whose files have these addresses, and the policy to serve it with."""
    made = page_of(title, glb, usdz, poster)
    return made, page_policy(made)


def house_fabric_of(cut: Cut, cloth: str = "") -> "HouseFabric":
    """The cloth of a name, or the first that hangs as the cut's fabric does.

    Raises:
        ModisteError: MOD-1586 for another name.
    """
    if cloth:
        return tailoring.house_fabric(cloth)
    hangs = fabric_name(cut)
    return next(
        (each for each in tailoring.HOUSE_FABRICS.values() if each.hangs == hangs),
        tailoring.HOUSE_FABRICS["twill"],
    )
