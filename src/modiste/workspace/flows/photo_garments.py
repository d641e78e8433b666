"""A garment known by a picture alone: cut out, read, drafted to lengths and stated measures, and dyed.

Knows which room sees what of it; how a picture is read is design's, how its front is laid on a pattern the
try-on's. All of it is estimated and says so. The picture is looked at and not kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring, tryon
from modiste.design import cut_of, length_of
from modiste.foundation import measured_colours
from modiste.garment import Cut, Garment, ModisteError
from modiste.workspace.flows.ar_package import house_fabric_of
from modiste.workspace.flows.fitting import MEASURE_OF, cut_named
from modiste.workspace.flows.house.assortment import KINDS
from modiste.workspace.flows.picture_specs import garment_mask, spec_of_picture

if TYPE_CHECKING:
    from modiste.tailoring import Pattern
    from modiste.tryon import Printed
    from modiste.workspace.flows.picture_specs import PictureRead
    from modiste.workspace.shop import Shop

PHOTO = "photo"
"""Where such a cut comes from, beside the bases that a cut has."""
NOT_TOLD = ("MOD-2764", "MOD-3026", "MOD-3027", "MOD-3028")
"""Why a picture says nothing of a garment."""
METHOD = (
    "a pattern program read from the garment's picture, in the lengths of its silhouette and in stated "
    "measures; colours and print from its cut-out"
)
_LOOKED = 3
"""So many pictures of a garment are looked at: one may be a detail."""
_SURE = 0.4
"""How likely the program must be, at least."""
_ROUNDS = 4
_LENGTH = "length"
_LEAST, _MOST = 10.0, 250.0
_ALL_OVER = ("stripe", "pinstripe", "check", "dot")


@dataclass(frozen=True, eq=False)
class PhotoGarment:
    """A garment as its picture shows it.

    Attributes:
        cut: Its program, with the options and the length that were read.
        read: Fields and lengths, each with how sure.
        size: The size in the picture.
        pixels: (h, w, 3) uint8 the picture.
        mask: (h, w) where the garment is.
        wider: Centimetres by which the body that it is drafted for differs from the chart's, by measure.
        stated: What was stated of it, in centimetres.
    """

    cut: Cut
    read: "PictureRead"
    size: str
    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    wider: Mapping[str, float] = field(default_factory=dict)
    stated: Mapping[str, float] = field(default_factory=dict)

    def pattern(self, size: str) -> "Pattern":
        """The pattern in a size.

        Raises:
            ModisteError: MOD-153x for a size that the chart has not, or a body that cannot be drawn for.
        """
        chart = tailoring.size_chart(self.cut.chart)
        if not self.wider:
            return tailoring.draft_size(self.cut.program, self.cut.chart, size, self.cut.options)
        body = dict(tailoring.chart_size(chart, size))
        for name, by in self.wider.items():
            body[name] += by
        return tailoring.draft(self.cut.program, body, self.cut.options, people=chart.people)

    def printed(self, pattern: "Pattern") -> "Printed":
        """Its cloth, laid on that pattern."""
        spec = self.read.spec
        colour = (measured_colours(self.pixels, self.mask.astype(np.float32)) or (("#888888", 1.0),))[0][0]
        repeats = str(spec.value("print", "solid")) in _ALL_OVER
        fabric = house_fabric_of(self.cut)
        return tryon.printed_like(self.pixels, self.mask, pattern, fabric, colour, repeats=repeats)

    def told(self) -> dict[str, Any]:
        """Plain values, every one of them estimated."""
        program = self.read.spec.fields["program"]
        return {
            "program": self.cut.program,
            "program_confidence": program.confidence,
            "alternatives": dict(program.alternatives),
            "size_in_picture": self.size,
            "lengths": [each.to_json() for each in self.read.lengths],
            "stated_cm": dict(self.stated),
            "covered": round(float(self.mask.mean()), 4),
            "method": METHOD,
        }


def read_photo_garment(
    data: bytes, name: str, *, chart: str = "", size: str = "", stated: Mapping[str, float] | None = None
) -> PhotoGarment:
    """Read a picture of one garment.

    Args:
        data: The file's bytes.
        name: What errors call it.
        chart: Whose sizes; by default the program's usual ones.
        size: Of the garment in the picture, by default the chart's base.
        stated: Finished measures of that garment in centimetres: `length` and girths (`chest`, `waist`, ...).

    Raises:
        ModisteError: MOD-1202 to 1207 for what is no picture, MOD-2764 where no garment is seen, MOD-3026
            where it is not sure which, MOD-3027 where it is cut off, MOD-3028 where there are several,
            MOD-1501 and MOD-2031 for stated measures that are none, MOD-153x for chart and size.
    """
    stated = checked_measures(stated or {})
    pixels = tryon.opened_photo(data, name).pixels
    mask = tryon.whole_garment(garment_mask(pixels))
    read = spec_of_picture((name, data), chart=chart, size=size, length_cm=stated.get(_LENGTH, 0.0))
    program = read.spec.fields["program"]
    if program.confidence < _SURE:
        raise ModisteError("MOD-3026", program=program.value, sure=f"{100 * program.confidence:.0f}")
    made = cut_of(read.spec)
    cut = Cut(
        id=made.program,
        program=made.program,
        options=made.options,
        chart=made.chart,
        fabric=tailoring.house_fabric(made.cloth).hangs if made.cloth else "",
        basis="category",
        updated_at=datetime.now(UTC),
    )
    found = PhotoGarment(cut, read, made.size, pixels, mask, stated=stated)
    return _to_stated(found) if stated else found


def checked_measures(stated: Mapping[str, Any]) -> dict[str, float]:
    """Stated measures of a garment, as numbers.

    Raises:
        ModisteError: MOD-2031 for one that garments have not, MOD-1501 for what is no such length.
    """
    known = (_LENGTH, *MEASURE_OF)
    made = {}
    for name, value in stated.items():
        if name not in known:
            raise ModisteError("MOD-2031", given=str(name)[:40], known=", ".join(known))
        try:
            made[name] = float(value)
        except (TypeError, ValueError):
            made[name] = 0.0
        if not _LEAST <= made[name] <= _MOST:
            raise ModisteError("MOD-1501", word=name, value=str(value)[:40])
    return made


def _to_stated(found: PhotoGarment) -> PhotoGarment:
    """The same, drafted for the body that gives the stated girths in the picture's size."""
    chart = tailoring.size_chart(found.cut.chart)
    whole = dict(tailoring.chart_size(chart, found.size))
    body, options = dict(whole), dict(found.cut.options)
    by_name = {option.name: option for option in tailoring.program_options(found.cut.program)}
    longer = by_name["longer"]
    for _ in range(_ROUNDS):
        pattern = tailoring.draft(found.cut.program, body, options, people=chart.people)
        for zone, value in found.stated.items():
            if zone in pattern.girths:
                body[MEASURE_OF[zone]] += value - pattern.girths[zone]
        if _LENGTH in found.stated and isinstance(longer, tailoring.Range):
            wanted = float(options["longer"]) + found.stated[_LENGTH] - length_of(pattern)
            options["longer"] = round(min(max(wanted, longer.low), longer.high), 2)
    wider = {name: value - whole[name] for name, value in body.items() if abs(value - whole[name]) > 1e-6}
    cut = found.cut.model_copy(update={"options": options})
    return replace(found, cut=cut, wider=wider)


def photo_garment_of(shop: "Shop | None", garment_id: str, chart: str = "") -> PhotoGarment | None:
    """A garment of the shop that has no cut of its own but a picture that says how it is cut; None else.

    Several pictures are looked at in their order, for one of them may be a detail.
    """
    if shop is None or garment_id in tailoring.programs():
        return None
    if not shop.store.rows.find(Garment, [garment_id]) or shop.store.rows.find(Cut, [garment_id]):
        return None
    suggested = _suggested(shop, garment_id)
    usual = suggested.chart if suggested else ""
    for image in shop.garments.images(garment_id)[:_LOOKED]:
        try:
            found = read_photo_garment(shop.store.blobs.get(image.blob), image.id, chart=chart or usual)
        except ModisteError as error:
            if error.code in NOT_TOLD or error.code.startswith("MOD-12"):
                continue
            raise
        # What people call it is known; a picture that is read as another kind of garment is misread.
        if suggested is None or KINDS[found.cut.program].category == KINDS[suggested.program].category:
            return replace(found, cut=found.cut.model_copy(update={"id": garment_id}))
    return None


def cut_seen(shop: "Shop", garment_id: str, chart: str = "") -> Cut:
    """The cut of a garment of the shop: its own, what its category suggests, or what its pictures show.

    Raises:
        ModisteError: MOD-2030 where nothing says how it is cut.
    """
    try:
        return cut_named(garment_id, shop, chart)
    except ModisteError:
        found = photo_garment_of(shop, garment_id, chart)
        if found is None:
            raise
        return found.cut


def _suggested(shop: "Shop", garment_id: str) -> Cut | None:
    try:
        return cut_named(garment_id, shop)
    except ModisteError:
        return None
