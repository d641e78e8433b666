"""Stock movements from a table: each row moves pieces from one place to another, as a ledger books them.

Knows the columns and the words for movements; a level is the sum of what moved, and is derived, never read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pydantic import ValidationError

from modiste.collect.delimited import Row
from modiste.collect.headers import day_order, named_columns
from modiste.collect.normal import folded, moment, number
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import judged_rows, table_header
from modiste.collect.trade.orders import article_of
from modiste.garment import ModisteError, StockEntry, content_id, key_id

WORDS = {
    "id": "movementid entryid transactionid id belegnummer 单号",
    "sku": "sku stockcode skuid articleid variantsku artikelnummer productid 商品编码 商家编码",
    "quantity": "quantity qty quantitychange change delta menge 数量 变动数量",
    "at": "date at movedat movementdate timestamp datetime datum 时间 日期",
    "from": "from fromlocation source sourcelocation von 调出仓库",
    "to": "to tolocation destination destinationlocation nach 调入仓库",
    "place": "location warehouse store lager site 仓库",
    "reason": "reason type movementtype kind grund 类型 原因",
}
OUTSIDE = {
    **dict.fromkeys(
        ("receipt", "purchase", "goods in", "inbound", "wareneingang", "入库", "采购入库"), "supplier"
    ),
    **dict.fromkeys(
        ("sale", "sold", "shipment", "goods out", "outbound", "warenausgang", "销售出库", "出库"), "customer"
    ),
    **dict.fromkeys(("return", "customer return", "retoure", "退货入库"), "customer"),
    **dict.fromkeys(("return to supplier", "vendor return", "退供"), "supplier"),
    **dict.fromkeys(
        ("loss", "theft", "damage", "damaged", "shrinkage", "write off", "schwund", "报损"), "loss"
    ),
    **dict.fromkeys(("count", "adjustment", "inventory", "correction", "inventur", "盘点"), "count"),
    **dict.fromkeys(("opening", "initial", "opening balance", "期初"), "opening"),
}
"""From a movement's word to the place outside the house on its other side."""


@dataclass(frozen=True)
class StockMovements:
    """The connector `stock`."""

    zone: str = "UTC"
    day_first: bool | None = None
    kind: str = "stock"
    title: str = "Stock movements (CSV, TSV, Parquet)"

    def recognise(self, source: Source) -> float:
        """By an article, a quantity and places."""
        found = named_columns(table_header(source), WORDS)
        if not {"sku", "quantity", "at"} <= set(found):
            return 0.0
        two_sided, one_sided = {"from", "to"} <= set(found), {"place", "reason"} <= set(found)
        return 1.0 if two_sided else 0.8 if one_sided else 0.0

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row."""
        reader = replace(self, day_first=day_order(source, self.day_first))
        yield from judged_rows(source, WORDS, partial(reader._judged, {}), after=after, limits=limits)

    def _judged(self, seen: dict[str, int], row: Row, cells: Mapping[str, str]) -> Arrival | Rejection:
        try:
            return self._arrival(row, cells, seen)
        except (ModisteError, ValidationError) as error:
            return Rejection.of(row.place, error, row.text)

    def _arrival(self, row: Row, cells: Mapping[str, str], seen: dict[str, int]) -> Arrival:
        get = cells.get
        read = moment(get("at", ""), zone=self.zone, day_first=self.day_first)
        if read is None:
            raise ModisteError("MOD-1253", name="date", value=get("at", "")[:80], reason="it is no date")
        pieces = number(get("quantity", ""))
        if pieces is None or pieces.value != int(pieces.value) or pieces.value == 0:
            reason = "it is no whole number of pieces"
            raise ModisteError("MOD-1253", name="quantity", value=get("quantity", "")[:80], reason=reason)
        article = article_of(get("sku", ""), "")
        source, target = _sides(cells, int(pieces.value))
        said = "\0".join((*cells.values(),))
        seen[said] = seen.get(said, 0) + 1
        named = get("id", "")
        id_ = key_id(named) if named else f"move-{content_id(f'{said}|{seen[said]}'.encode())}"
        entry = StockEntry(
            id=id_, sku_id=article[-1].id, from_location=source, to_location=target,
            quantity=abs(int(pieces.value)), at=read.at, reason=get("reason", "")[:120],
        )  # fmt: skip
        raw = {"doubt": "; ".join(read.doubts)} if read.doubts else {}
        return Arrival(row.place, (entry,), raw=raw, text=row.text, needs=(article,))


def _sides(cells: Mapping[str, str], pieces: int) -> tuple[str, str]:
    """Where pieces came from and went to; a negative quantity goes the other way."""
    start, end = cells.get("from", ""), cells.get("to", "")
    if start and end:
        sides = (key_id(start), key_id(end))
    else:
        place = cells.get("place", "") or start or end
        if not place:
            raise ModisteError("MOD-1253", name="location", value="", reason="a movement needs a place")
        word = folded(cells.get("reason", ""))
        if word not in OUTSIDE:
            known = ", ".join(sorted(each for each in OUTSIDE if each.isascii()))
            reason = f"with one place only, the kind of movement says the other: {known}"
            raise ModisteError("MOD-1253", name="kind of movement", value=word[:80], reason=reason)
        sides = (OUTSIDE[word], key_id(place))
    return sides if pieces > 0 else sides[::-1]


STOCK = StockMovements()
