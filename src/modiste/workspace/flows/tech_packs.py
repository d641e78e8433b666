"""Tech packs of a shop's garments: the pattern graded, draped and pressed flat, the cloth and colours told.

Knows where each part is kept; what a pack says is design's.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tailoring
from modiste.design import (
    Colouring,
    PackFiles,
    Said,
    Style,
    Subject,
    TechPack,
    cut_of,
    differences,
    flats,
    pack_files,
    read_tech_pack,
)
from modiste.garment import Colourway, Cut, Garment, ModisteError, Sku
from modiste.learning import Event, Progress, silent
from modiste.store import write_whole
from modiste.workspace.flows.ar_package import house_fabric_of, look_of
from modiste.workspace.flows.fitting import cut_named, middle_size, sizes_of
from modiste.workspace.flows.house.palette import COLOURS

if TYPE_CHECKING:
    from modiste.tailoring import Pattern, Print
    from modiste.workspace.flows.designs import Design
    from modiste.workspace.shop import Shop

_MAIN = ("height", "bust", "waist", "hip")
_HEX = {each.english: each.hex for each in COLOURS.values()}
_UNDYED = Colouring(id="undyed", name="undyed", colours=("#f4f3ef",))
_MOST = 4_000_000
_TITLE = 60
_FORMS: Mapping[str, Callable[[PackFiles], bytes]] = {
    ".pdf": lambda made: made.pdf,
    ".zip": lambda made: made.zip,
    ".json": lambda made: made.files["tech_pack.json"],
}


def tech_pack_bytes(made: PackFiles, form: str) -> bytes:
    """A tech pack as one file: `pdf`, `zip`, `json`, or its flats alone as `svg`."""
    return made.files["flats.svg"] if form == "svg" else _FORMS[f".{form}"](made)


def tech_pack(
    shop: "Shop",
    garment_id: str,
    *,
    version: int = 1,
    width: float = 0.0,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> PackFiles:
    """The tech pack of a garment of the shop.

    Args:
        shop: Where it is.
        garment_id: Which.
        version: Of the pack, told on it.
        width: Usable width of the cloth in centimetres; 0 for what is common.
        progress: Told how far the drape is.
        should_stop: Whether it is given up.

    Raises:
        ModisteError: MOD-1103 where there is no such garment, MOD-2030 where nothing says how it is cut,
            MOD-2751 where a piece is wider than the cloth, MOD-1564 when it was stopped.
    """
    garment = shop.store.rows.get(Garment, garment_id)
    cut = cut_named(garment_id, shop)
    ways = list(shop.store.rows.page(Colourway, where={"garment_id": garment_id}).items)
    made = {
        sku.size for way in ways for sku in shop.store.rows.page(Sku, where={"colourway_id": way.id}).items
    }
    patterns = {
        size: replace(each, size=size) for size, each in sizes_of(cut).items() if not made or size in made
    }
    patterns = patterns or sizes_of(cut)
    base = middle_size(cut)
    base = base if base in patterns else list(patterns)[len(patterns) // 2]
    look = look_of(shop, garment_id)
    style = Style(
        garment_id=garment.id,
        name=Said(en=garment.name, zh=garment.attributes.get("name_zh", "")),
        brand=garment.brand,
        season=garment.season,
        department=garment.department,
        category=garment.category,
        program=cut.program,
        options=_options(patterns[base]),
        chart=cut.chart,
        base_size=base,
        sizes=tuple(patterns),
        is_synthetic=garment.synthetic,
    )
    subject = Subject(
        style=style,
        patterns=patterns,
        fabric=house_fabric_of(cut, look.cloth).fabric,
        colourways=tuple(_colouring(way) for way in ways) or (_UNDYED,),
        dyed=_dyed(look.dyed),
        date=garment.updated_at.date().isoformat(),
        version=version,
        width=width,
    )
    hangs = house_fabric_of(cut, look.cloth).hangs
    return pressed(subject, hangs, progress, should_stop)


def design_tech_pack(
    design: "Design",
    *,
    version: int = 1,
    width: float = 0.0,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> PackFiles:
    """The tech pack of a design that is no garment yet, in all sizes of its chart.

    Args:
        design: Of the shop's.
        version: Of the pack, told on it.
        width: Usable width of the cloth in centimetres; 0 for what is common.
        progress: Told how far the drape is.
        should_stop: Whether it is given up.

    Raises:
        ModisteError: MOD-2763 where no garment is named, MOD-2751 where a piece is wider than the cloth,
            MOD-1564 when it was stopped.
    """
    made = cut_of(design.spec)
    cut = Cut(
        id=design.id, program=made.program, options=made.options, chart=made.chart, updated_at=design.kept_at
    )
    patterns = {size: replace(each, size=size) for size, each in sizes_of(cut).items()}
    fabric = house_fabric_of(cut, made.cloth)
    colours = tuple(each for each in str(design.spec.value("colours")).lower().split(",") if each)
    name = design.spec.text.strip()[:_TITLE] or made.program
    subject = Subject(
        style=Style(
            garment_id=design.id,
            name=Said(en=name, zh=name),
            brand="",
            season="",
            department="",
            category="",
            program=made.program,
            options=_options(patterns[made.size]),
            chart=made.chart,
            base_size=made.size,
            sizes=tuple(patterns),
            is_synthetic=False,
        ),
        patterns=patterns,
        fabric=fabric.fabric,
        colourways=(Colouring(id=design.id[:8], name=", ".join(colours), colours=colours),)
        if colours
        else (_UNDYED,),
        dyed=(str(design.spec.value("print", "solid")), 0.0, 0.0),
        date=design.kept_at.date().isoformat(),
        version=version,
        width=width,
    )
    return pressed(subject, fabric.hangs, progress, should_stop)


def pressed(
    subject: Subject, hangs: str, progress: Progress = silent, should_stop: Callable[[], bool] = lambda: False
) -> PackFiles:
    """The files of a subject: its base size draped on the body it was drawn for, and pressed flat.

    Args:
        subject: What is told.
        hangs: How its cloth hangs, a name of `tailoring.FABRICS`.
        progress: Told how far the drape is.
        should_stop: Whether it is given up.

    Raises:
        ModisteError: MOD-15xx where it cannot be draped, MOD-1564 when it was stopped.
    """
    progress(Event("start", 0, 100, "tech pack"))
    people = tailoring.size_chart(subject.style.chart).people
    main = {name: value for name, value in subject.base.body.items() if name in _MAIN}
    figure = tailoring.posed(tailoring.solve_body(main, people), "down")

    def told(share: float) -> bool:
        progress(Event("step", round(60 * share), 100, "drape"))
        return not should_stop()

    drape = tailoring.drape_garment(subject.base, figure, hangs, edge=tailoring.QUICK, progress=told)
    sides = flats(drape, subject.base)
    progress(Event("step", 80, 100, "files"))
    made = pack_files(subject, sides)
    progress(Event("done", 100, 100, f"{len(made.files)} files"))
    return made


def tech_pack_form(out: Path) -> str:
    """What a file's name asks for: ".pdf", ".zip" or ".json".

    Raises:
        ModisteError: MOD-2750 for another ending.
    """
    form = out.suffix.lower()
    if form not in _FORMS:
        raise ModisteError("MOD-2750", name=out.name, known=", ".join(_FORMS))
    return form


def write_tech_pack(made: PackFiles, out: Path) -> int:
    """Write a pack in the form that the file's name asks for; answers its bytes.

    Raises:
        ModisteError: MOD-2750 for another ending, MOD-2041 where it cannot be written.
    """
    data = _FORMS[tech_pack_form(out)](made)
    try:
        write_whole(out, data)
    except OSError as error:
        raise ModisteError("MOD-2041", path=out, reason=(error.strerror or str(error)).lower()) from None
    return len(data)


def tech_pack_changes(before: Path, after: "Path | TechPack") -> list[dict[str, str]]:
    """What became otherwise from one `tech_pack.json` to another.

    Raises:
        ModisteError: MOD-2752 for a file that is none.
    """
    new = after if isinstance(after, TechPack) else _read(after)
    return [
        {"en": each.words, "zh": each.words_zh, "before": each.before, "after": each.after}
        for each in differences(_read(before), new)
    ]


def _read(path: Path) -> TechPack:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ModisteError("MOD-2752", name=path.name, reason=reason) from None
    return read_tech_pack(data, path.name)


def tech_pack_told(made: PackFiles) -> dict[str, Any]:
    """A pack in figures: what `modiste design techpack --json` prints."""
    pack = made.pack
    return {
        "garment": pack.style.garment_id,
        "version": pack.version,
        "sha256": pack.hash,
        "sizes": list(pack.style.sizes),
        "measurements": len(pack.measurements),
        "seams": len(pack.seams),
        "operations": len(pack.operations),
        "fabric_m": pack.materials[0].quantity,
        "fabric_how": pack.materials[0].how,
        "marker_efficiency": pack.marker.efficiency,
        "care": list(pack.care.symbols),
        "files": sorted(made.files),
    }


def _options(pattern: "Pattern") -> dict[str, str | float]:
    return {name: each for name, each in pattern.options.items() if isinstance(each, str | float)}


def _colouring(way: Colourway) -> Colouring:
    """A colourway with every colour that its name tells; the first is the one kept."""
    named = [_HEX[word] for word in way.colour.split(" and ") if word in _HEX]
    ground = way.colour_hex or (named[0] if named else _UNDYED.colours[0])
    return Colouring(id=way.id, name=way.colour, colours=tuple(dict.fromkeys((ground, *named))))


def _dyed(dyed: "Print | None") -> tuple[str, float, float]:
    if dyed is None or isinstance(dyed, tailoring.Solid):
        return "solid", 0.0, 0.0
    upright = isinstance(dyed, tailoring.Stripe) and dyed.upright
    return "pinstripe" if upright else type(dyed).__name__.lower(), dyed.period, dyed.width
