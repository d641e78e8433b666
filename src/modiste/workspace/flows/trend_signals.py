"""What rises and fades in a shop: in what is sold, looked at, brought out and written.

Knows where a shop's attributes stand and which rows show them; when a change is sure is the trends room's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import numpy as np
import pyarrow as pa

from modiste.garment import Colourway, Garment, Image, Mention
from modiste.store import LOGGED
from modiste.trends import Evidence, Key, Shares, Signal, evidence, judge, shares_of
from modiste.workspace.flows.sales_log import open_sales

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

TREND_SOURCES = ("sales", "looks", "catalogue", "press")
"""Pieces sold; looks at garments; colourways brought out; attributes named by articles and posts."""
SOURCE_NAMES: Mapping[str, tuple[str, str]] = {
    "sales": ("what is sold", "销售"),
    "looks": ("what is looked at", "浏览"),
    "catalogue": ("what is brought out", "上新"),
    "press": ("what is written", "媒体与社交"),
}
ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "colour": ("colour", "颜色"),
    "print": ("print", "印花"),
    "category": ("category", "品类"),
    "silhouette": ("silhouette", "廓形"),
    "fabric": ("fabric", "面料"),
    "neckline": ("neckline", "领型"),
    "sleeve": ("sleeve", "袖型"),
    "length": ("length", "长度"),
}
"""What is followed, by names in both languages."""
OF_GARMENTS = {
    "silhouette": ("silhouette", "fit", "shape"),
    "fabric": ("fabric", "cloth", "material"),
    "neckline": ("neckline",),
    "sleeve": ("sleeve", "sleeve_length"),
    "length": ("length",),
}
"""By which names garments say it."""
_OF_MENTIONS = {"material": "fabric", "pattern": "print", "colour": "colour", "category": "category"}
_LOOKS = ("view_item", "select_item", "like", "add_to_wishlist", "add_to_cart")


@dataclass(frozen=True, eq=False)
class Judged:
    """What was seen up to a moment, its shares, and every series judged, the surest first."""

    as_of: datetime
    observed: pa.Table
    shares: Shares
    signals: tuple[Signal, ...]

    def shown_by(
        self, signals: Sequence[Signal], most: int, *, steady: bool = False
    ) -> list[tuple[Signal, list[Evidence]]]:
        """Each signal with the items that moved it furthest; a steady one, if asked, those seen most."""
        last = self.shares.dates[-1].astype("datetime64[D]").astype(date) + timedelta(weeks=1)
        moved = [each for each in signals if steady or each.verdict != "steady"]
        found = dict(zip(moved, evidence(self.observed, moved, last, most), strict=True))
        return [(each, found.get(each, [])) for each in signals]


def judged(
    shop: "Shop",
    as_of: datetime | None = None,
    *,
    sources: Sequence[str] = TREND_SOURCES,
    attribute: str = "",
    window: int = 26,
    least: int = 40,
) -> Judged:
    """Judge every series of a shop.

    Args:
        shop: whose.
        as_of: the moment; nothing after it is seen. Now by default.
        sources: some of `TREND_SOURCES`.
        attribute: only one of `ATTRIBUTES`.
        window: weeks that are compared with the same of a year before.
        least: values seen less often are not judged.

    Raises:
        ModisteError: MOD-2435 where nothing can be compared.
    """
    moment = as_of or datetime.now(UTC)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    observed = observed_in(shop, moment, sources)
    if attribute:
        observed = observed.filter(pa.compute.equal(observed["attribute"], attribute))
    monday = moment.date() - timedelta(days=moment.weekday())
    synthetic = any(each.synthetic for each in shop.store.rows.page(Garment, limit=1).items)
    shares = shares_of(observed, np.datetime64(monday), least, synthetic)
    return Judged(moment, observed, shares, tuple(judge(shares, window)))


def shop_trends(
    shop: "Shop", as_of: datetime | None = None, *, most_evidence: int = 6, **asked: Any
) -> dict[str, Any]:
    """Every attribute's signal with what shows it, the surest first, as plain values.

    Args:
        shop: whose.
        as_of: the moment; nothing after it is seen. Now by default.
        most_evidence: items a signal.
        asked: `sources`, `attribute`, `window` and `least`, as `judged` takes them.

    Raises:
        ModisteError: MOD-2435 where nothing can be compared.
    """
    found = judged(shop, as_of, **asked)
    items = found.shown_by(found.signals, most_evidence)
    pictures = pictures_of(shop, [(one.item, each.key) for each, some in items for one in some])
    return {
        **about(found),
        "items": [_shown(each, found.shares, some, pictures) for each, some in items],
    }


def about(found: Judged) -> dict[str, Any]:
    """As of when, from how many weeks, how, and how many of each verdict."""
    return {
        "as_of": found.as_of.isoformat(),
        "weeks": len(found.shares.dates),
        "first_week": str(found.shares.dates[0]),
        "synthetic": found.shares.synthetic,
        "how": "quasi-binomial growth on the same weeks a year before; false discovery rate 0.1",
        "counts": {
            verdict: sum(each.verdict == verdict for each in found.signals)
            for verdict in ("rising", "fading", "steady")
        },
    }


def observed_in(shop: "Shop", moment: datetime, sources: Sequence[str] = TREND_SOURCES) -> pa.Table:
    """How often each value of each attribute was seen by week and item, up to a moment."""
    with open_sales(shop, moment) as log, duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        rows = shop.store.rows
        connection.register("attributes", _attributes(shop))
        tables = []
        if "sales" in sources:
            sold = log.query(
                "SELECT week, garment_id, colourway_id, sum(quantity)::BIGINT AS n FROM sold GROUP BY ALL"
            )
            tables.append(_joined(connection, "sales", sold))
        if "looks" in sources:
            looked = log.query(
                """SELECT date_trunc('week', "at")::DATE AS week, garment_id, NULL::VARCHAR AS colourway_id,
                    count(*) AS n FROM events
                    WHERE garment_id IS NOT NULL AND list_contains($kinds, kind) GROUP BY ALL""",
                {"kinds": list(_LOOKS)},
            )
            tables.append(_joined(connection, "looks", looked))
        if "catalogue" in sources:
            connection.register("made", rows.arrow(Garment, ("id", "created_at")))
            connection.register("colours", rows.arrow(Colourway, ("id", "garment_id")))
            brought = connection.sql(
                """SELECT date_trunc('week', make_timestamp(epoch_us(created_at)))::DATE AS week,
                    g.id AS garment_id, c.id AS colourway_id, 1::BIGINT AS n
                    FROM made g JOIN colours c ON c.garment_id = g.id
                    WHERE make_timestamp(epoch_us(created_at)) <= $until""",
                params={"until": log.cut},
            ).to_arrow_table()
            tables.append(_joined(connection, "catalogue", brought))
        if "press" in sources and LOGGED[Mention] in shop.store.events.tables():
            tables.append(_mentioned(shop, connection, log.cut))
    return pa.concat_tables(tables)


def _joined(connection: duckdb.DuckDBPyConnection, source: str, counted: pa.Table) -> pa.Table:
    """Counts of garments, or of colourways, as counts of their attributes' values."""
    connection.register("counted", counted)
    return connection.sql(
        """SELECT week, $source AS source, attribute, value, k.garment_id AS item, sum(n)::BIGINT AS "count"
            FROM counted k JOIN attributes a ON a.garment_id = k.garment_id
                AND (k.colourway_id IS NULL AND a.is_first OR a.colourway_id IS NULL
                    OR a.colourway_id = k.colourway_id)
            GROUP BY ALL""",
        params={"source": source},
    ).to_arrow_table()


def _mentioned(shop: "Shop", connection: duckdb.DuckDBPyConnection, until: datetime) -> pa.Table:
    files = [str(path) for path in shop.store.events.snapshot(LOGGED[Mention]).files]
    connection.read_parquet(files, hive_partitioning=False).create_view("mentions", replace=True)
    names = ", ".join(f"('{theirs}', '{ours}')" for theirs, ours in _OF_MENTIONS.items())
    return connection.sql(
        f"""SELECT date_trunc('week', make_timestamp(epoch_us("at")))::DATE AS week, 'press' AS source,
                ours AS attribute, value, CASE WHEN address = '' THEN m.id ELSE address END AS item,
                sum("count")::BIGINT AS "count"
            FROM mentions m JOIN (VALUES {names}) AS names(theirs, ours) ON theirs = m.attribute
            WHERE make_timestamp(epoch_us("at")) <= $until GROUP BY ALL""",  # noqa: S608 - our own words
        params={"until": until},
    ).to_arrow_table()


def _attributes(shop: "Shop") -> pa.Table:
    """Every garment's values: colour and print of each colourway, the rest of the garment.

    Where an act names no colourway it counts for the garment's first one.
    """
    rows: list[dict[str, Any]] = []
    colourways: dict[str, list[Colourway]] = {}
    for each in shop.store.rows.scan(Colourway):
        colourways.setdefault(each.garment_id, []).append(each)
    for garment in shop.store.rows.scan(Garment):
        known = garment.attributes
        of_garment = {"category": garment.category}
        for name, theirs in OF_GARMENTS.items():
            of_garment[name] = next((known[key] for key in theirs if known.get(key)), "")
        rows += [_value(garment.id, None, *pair, first=True) for pair in of_garment.items()]
        for place, each in enumerate(colourways.get(garment.id, ())):
            given = {"colour": each.colour, "print": each.pattern or known.get("print", "")}
            rows += [_value(garment.id, each.id, *pair, first=place == 0) for pair in given.items()]
    kinds = pa.schema(
        [
            *((name, pa.string()) for name in ("garment_id", "colourway_id", "attribute", "value")),
            ("is_first", pa.bool_()),
        ]
    )
    return pa.Table.from_pylist([row for row in rows if row["value"]], kinds)


def _value(garment: str, colourway: str | None, name: str, value: str, *, first: bool) -> dict[str, Any]:
    told = value.strip().lower()
    names = (garment, colourway, name, told, first)
    return dict(zip(("garment_id", "colourway_id", "attribute", "value", "is_first"), names, strict=True))


def pictures_of(shop: "Shop", items: Sequence[tuple[str, Key]]) -> dict[tuple[str, Key], Image]:
    """A picture of each garment as it shows a value: for a colour or a print, of a colourway that has it."""
    wanted = sorted({garment for garment, _ in items})
    images: dict[str, list[Image]] = {}
    colourways: dict[str, Colourway] = {}
    for start in range(0, len(wanted), 400):
        where = {"garment_id": wanted[start : start + 400]}
        colourways |= {each.id: each for each in shop.store.rows.scan(Colourway, where=where)}
        for image in shop.store.rows.scan(Image, where=where):
            images.setdefault(image.garment_id, []).append(image)

    def shows(image: Image, key: Key) -> bool:
        colourway = colourways.get(image.colourway_id or "")
        told = colourway and {"colour": colourway.colour, "print": colourway.pattern}.get(key.attribute)
        return bool(told) and str(told).strip().lower() == key.value

    found = {}
    for garment, key in items:
        some = images.get(garment, [])
        if some:
            found[garment, key] = next((each for each in some if shows(each, key)), some[0])
    return found


def _shown(
    signal: Signal, shares: Shares, items: Sequence[Evidence], pictures: Mapping[tuple[str, Key], Image]
) -> dict[str, Any]:
    series = shares.shares()[shares.keys.index(signal.key)]
    shown = [pictures.get((each.item, signal.key)) for each in items]
    return {
        **signal.to_json(),
        **names_of(signal.key),
        "series": [None if np.isnan(each) else round(float(each), 5) for each in series],
        "evidence": [
            {"kind": kind_of(signal.key), **each.to_json(), "image_id": image and image.id}
            for each, image in zip(items, shown, strict=True)
        ],
    }


def names_of(key: Key) -> dict[str, dict[str, str]]:
    """What a series' source and attribute are called in both languages."""
    names = ATTRIBUTES.get(key.attribute, (key.attribute,) * 2)
    return {
        "source_name": dict(zip(("en", "zh"), SOURCE_NAMES[key.source], strict=True)),
        "attribute_name": dict(zip(("en", "zh"), names, strict=True)),
    }


def kind_of(key: Key) -> Literal["article", "garment"]:
    """What the items of a series are."""
    return "article" if key.source == "press" else "garment"
