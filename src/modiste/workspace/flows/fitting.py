"""Trying a garment on: body from measures, pattern in every size, drape, advice.

Knows the order of work and where a garment's cut comes from; nothing of it is kept: measures are personal.
"""

import csv
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tailoring
from modiste.garment import Cut, CutBasis, Garment, ModisteError, slug
from modiste.learning import Event, Progress, silent
from modiste.tryon import Advice, Basis, Worn, advise
from modiste.tryon import Preference as Preference  # noqa: PLC0414 - the faces' way to the word

if TYPE_CHECKING:
    from modiste.tailoring import Drape, Drapery, Field, Figure, Pattern
    from modiste.workspace.shop import Shop

MEASURE_OF = {zone: measure for zone, (measure, _) in tailoring.ZONES.items()}
"""The body measure of each zone of a garment."""
_BASIS: Mapping[CutBasis, Basis] = {
    "pattern": "pattern",
    "finished-measures": "fitted-to-measures",
    "size-chart": "fitted-to-chart",
    "category": "fitted-to-chart",
}
_FABRICS = {
    "t-shirt": "jersey",
    "sweatshirt": "fleece",
    "hoodie": "fleece",
    "shirt": "poplin",
    "trousers": "twill",
    "shorts": "twill",
    "skirt-straight": "twill",
    "skirt-a-line": "crepe",
    "dress-shift": "crepe",
    "dress-a-line": "crepe",
}
"""What a program's garment is usually made of."""
_WORDS: Mapping[str, tuple[str, str]] = {
    "hoodie": ("hoodie|hooded", "连帽"),
    "sweatshirt": ("sweatshirt|pullover|sweater|jumper", "卫衣|套头衫|毛衣"),
    "dress-a-line": ("dress|dresses", "连衣裙"),
    "t-shirt": ("t-shirts?|tee|tees|polo|top|tops", "t恤"),
    "shorts": ("shorts", "短裤"),
    "trousers": ("trousers?|pants|jeans|chinos?|leggings", "裤"),
    "skirt-a-line": ("skirts?", "半身裙|裙"),
    "shirt": ("shirts?|blouses?", "衬衫"),
}
"""Whole English words and parts of Chinese ones by which a program is guessed, the particular first."""
_MEN = ("men", "male", "mens", "men's", "男装")
_USUAL_MM = {"chest": 80.0, "waist": 60.0, "hip": 60.0, "thigh": 70.0, "upper_arm": 60.0}
"""Ease by design where a pattern from elsewhere does not say for which body it was drawn."""
_ROUNDS = 3
"""How often a pattern is drafted anew to meet finished measures: the second is within a millimetre."""


@dataclass(frozen=True, eq=False)
class Fitting:
    """A garment tried on in several sizes by one body.

    Attributes:
        figure: The body.
        field: The distance from its skin.
        cut: How the garment is cut.
        patterns: Each size's pattern.
        drapes: Each size's drape.
        advice: Which size to take.
        seconds: The time it took.
    """

    figure: "Figure"
    field: "Field"
    cut: Cut
    patterns: Mapping[str, "Pattern"]
    drapes: Mapping[str, "Drape"]
    advice: Advice
    seconds: float


def cut_named(name: str, shop: "Shop | None" = None, chart: str = "") -> Cut:
    """The cut of a garment of the shop, or of a program with its default options.

    A garment without a cut of its own gets the one that its category suggests, and says so.

    Args:
        name: A garment's id, or a program.
        shop: Where garments are.
        chart: The bodies it is graded for; by default the program's usual ones.

    Raises:
        ModisteError: MOD-2030 where it is neither, or the garment's category suggests no program.
    """
    if name in tailoring.programs():
        return _plain(name, name, chart, "pattern")
    known = ", ".join(tailoring.programs())
    if shop is None or name not in (found := shop.store.rows.find(Garment, [name])):
        raise ModisteError(
            "MOD-2030", name=name, reason="it is no garment of the shop and no program", known=known
        )
    kept = shop.store.rows.find(Cut, [name])
    if kept:
        return kept[name] if not chart else kept[name].model_copy(update={"chart": chart})
    garment = found[name]
    for text in (garment.category.lower(), garment.name.lower()):
        for program, (words, parts) in _WORDS.items():
            if re.search(rf"\b(?:{words})\b|{parts}", text):
                people = "men" if garment.department.lower() in _MEN else ""
                return _plain(name, program, chart or people, "category")
    raise ModisteError("MOD-2030", name=name, reason="nothing says how it is cut", known=known)


def _plain(id: str, program: str, chart: str, basis: CutBasis) -> Cut:
    usual = tailoring.programs()[program].people
    return Cut(id=id, program=program, chart=chart or usual, basis=basis, updated_at=datetime.now(UTC))


def read_pattern(path: Path, chart: str = "") -> tuple[Cut, dict[str, "Pattern"]]:
    """The pattern in a file of ours or of GarmentCode's: its cut, and itself by its size.

    Raises:
        ModisteError: MOD-1540 and on, where it is none.
    """
    pattern = tailoring.read_pattern(path)
    known = tailoring.programs()
    usual = known[pattern.program].people if pattern.program in known else "women"
    cut = Cut(
        id=slug(path.stem) or "pattern",
        program=pattern.program,
        chart=chart or pattern.chart or usual,
        updated_at=datetime.now(UTC),
    )
    return cut, {pattern.size: pattern}


def keep_cut(shop: "Shop", cut: Cut) -> Cut:
    """Keep how a garment of the shop is cut; drafted once in every size, so that none is refused later.

    Raises:
        ModisteError: MOD-1103 where there is no such garment, MOD-15xx where the cut cannot be drawn.
    """
    shop.store.rows.get(Garment, cut.id)
    sizes_of(cut)
    kept = cut.model_copy(update={"updated_at": datetime.now(UTC)})
    shop.store.rows.put([kept])
    return kept


def sizes_of(cut: Cut, sizes: Sequence[str] = ()) -> dict[str, "Pattern"]:
    """The patterns of a cut in the sizes asked for, by default in all.

    Raises:
        ModisteError: MOD-153x for a size, a chart, a program or an option that is not known.
    """
    if cut.basis in ("finished-measures", "size-chart"):
        wanted = {size: cut.sizes[size] for size in sizes or cut.sizes if size in cut.sizes}
        if missing := set(sizes) - set(cut.sizes):
            raise ModisteError("MOD-2012", kind="Size", name=min(missing), known=", ".join(cut.sizes))
        fitted = _to_girths if cut.basis == "finished-measures" else _to_body
        return {size: fitted(cut, measures) for size, measures in wanted.items()}
    chart = tailoring.size_chart(cut.chart)
    return {
        size: tailoring.draft_size(cut.program, cut.chart, size, cut.options) for size in sizes or chart.sizes
    }


def size_names(cut: Cut) -> list[str]:
    """The sizes a cut is made in, in order."""
    if cut.basis in ("finished-measures", "size-chart"):
        return list(cut.sizes)
    return list(tailoring.size_chart(cut.chart).sizes)


def middle_size(cut: Cut) -> str:
    """The size to show first: the chart's base, or the middle one."""
    names = size_names(cut)
    base = tailoring.size_chart(cut.chart).base
    return base if base in names else names[len(names) // 2]


def _to_body(cut: Cut, measures: Mapping[str, float]) -> "Pattern":
    """A shop's size chart names bodies: the program is drafted for each."""
    return tailoring.draft(cut.program, measures, cut.options, people=tailoring.size_chart(cut.chart).people)


def _to_girths(cut: Cut, finished: Mapping[str, float]) -> "Pattern":
    """Finished girths: the program is drafted for the body that gives them."""
    people = tailoring.size_chart(cut.chart).people
    girths = {zone: value for zone, value in finished.items() if zone in MEASURE_OF}
    if not girths:
        raise ModisteError("MOD-2031", given=", ".join(finished) or "nothing", known=", ".join(MEASURE_OF))
    body = {MEASURE_OF[zone]: value * 0.92 for zone, value in girths.items()}
    pattern = tailoring.draft(cut.program, body, cut.options, people=people)
    for _ in range(_ROUNDS):
        for zone, value in girths.items():
            if zone in pattern.girths:
                body[MEASURE_OF[zone]] += value - pattern.girths[zone]
        pattern = tailoring.draft(cut.program, body, cut.options, people=people)
    return pattern


def fit(
    cut: Cut,
    measures: Mapping[str, float | str],
    *,
    preference: Preference = "as-designed",
    sizes: Sequence[str] = (),
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
    patterns: Mapping[str, "Pattern"] | None = None,
    drapery: "Drapery | None" = None,
) -> Fitting:
    """Try a garment on in several sizes.

    Args:
        cut: How it is cut.
        measures: The wearer's, in centimetres, by name; any subset.
        preference: What the wearer likes.
        sizes: Which sizes; by default all.
        progress: Told every step: the body, then each size.
        should_stop: Asked between a few steps of the cloth.
        patterns: Patterns by size that are there already.
        drapery: How its cloth hangs, such as `drapery_of` a stated one; by default as the cut names it.

    Raises:
        ModisteError: MOD-15xx for measures no body has, patterns that cannot be drawn, cloth that does not
            come to rest; MOD-1564 when it was stopped.
    """
    begun = time.perf_counter()
    progress(Event("start", 0, 100, "body"))
    people = tailoring.size_chart(cut.chart).people
    figure = tailoring.solve_body(measures, people)
    drawn = dict(patterns or sizes_of(cut, sizes))
    field = tailoring.distance_field(figure)
    fabric = drapery or fabric_of(cut)
    drapes: dict[str, Drape] = {}
    worn: list[Worn] = []
    for number, (size, pattern) in enumerate(drawn.items()):

        def told(share: float, number: int = number, size: str = size) -> bool:
            progress(Event("step", round(5 + 95 * (number + share) / len(drawn)), 100, size))
            return not should_stop()

        draped = tailoring.drape_garment(
            pattern, figure, fabric, edge=tailoring.QUICK, field=field, progress=told
        )
        drapes[size] = draped
        worn.append(_worn(size, pattern, draped, field, fabric.limit))
    advice = advise(worn, preference, _BASIS[cut.basis])
    seconds = time.perf_counter() - begun
    progress(Event("done", 100, 100, f"{len(drawn)} sizes in {seconds:.1f} s"))
    return Fitting(figure, field, cut, drawn, drapes, advice, seconds)


def fabric_name(cut: Cut) -> str:
    """The fabric of a cut; where nothing is said, that of such garments."""
    return cut.fabric or _FABRICS.get(cut.program, "twill")


def fabric_of(cut: Cut) -> "Drapery":
    """How a cut's cloth hangs.

    Raises:
        ModisteError: MOD-1563 for a fabric that is not known.
    """
    name = fabric_name(cut)
    if name not in tailoring.FABRICS:
        raise ModisteError("MOD-1563", fabric=name, known=", ".join(tailoring.FABRICS))
    return tailoring.FABRICS[name]


def fit_report(made: Fitting) -> dict[str, Any]:
    """A fitting as plain values: what `modiste tryon fit --json` prints."""
    return {
        "garment": made.cut.id,
        "program": made.cut.program,
        "chart": made.cut.chart,
        "fabric": fabric_name(made.cut),
        **asdict(made.advice),
        "body": {name: round(value, 2) for name, value in made.figure.measures.items()},
        "method": "sizes draped on a body of these measures; ease by zone against the ease by design. "
        "Scores are consistent with the solver, they are no measured accuracy.",
        "seconds": round(made.seconds, 2),
    }


def draped_finely(fitting: Fitting, size: str) -> "Drape":
    """A size of a fitting, draped on a fine mesh to be looked at."""
    return tailoring.drape_garment(
        fitting.patterns[size], fitting.figure, fabric_of(fitting.cut), field=fitting.field
    )


def _worn(size: str, pattern: "Pattern", draped: "Drape", field: "Field", limit: float) -> Worn:
    girths = tailoring.worn_girths(draped, field)
    designed = {
        zone: 10 * (pattern.girths[zone] - pattern.body[MEASURE_OF[zone]])
        if zone in pattern.girths and MEASURE_OF[zone] in pattern.body
        else _USUAL_MM[zone]
        for zone in girths
    }
    return Worn(size, girths, designed, limit, draped.residual, draped.stays)


def read_sizes(path: Path) -> dict[str, dict[str, float]]:
    """A shop's table of sizes: a CSV or JSON with a column `size` and a column a measure, in centimetres.

    Raises:
        ModisteError: MOD-2032 where it is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = json.loads(text) if path.suffix == ".json" else list(csv.DictReader(text.splitlines()))
        if isinstance(rows, dict):
            rows = [{"size": size, **values} for size, values in rows.items()]
        sizes = {
            str(row["size"]): {
                name: float(value)
                for name, value in row.items()
                if name != "size" and value not in ("", None)
            }
            for row in rows
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModisteError("MOD-2032", path=path, reason=f"{type(error).__name__}: {error}"[:200]) from None
    if not sizes or not all(0 < value < 400 for girths in sizes.values() for value in girths.values()):
        raise ModisteError("MOD-2032", path=path, reason="it holds no sizes, or a value that is no girth")
    return sizes
