"""Orders and returns from a table: a line each, or a header row and detail rows; Online Retail's as well.

Knows the columns of shop systems' exports, cancellations and what is sold that is not goods. Which purchase a
cancellation undoes is said only where the table says it; nothing is matched on a guess.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pydantic import ValidationError

from modiste.collect.arrivals import UNDATED, behaviour_consent
from modiste.collect.catalogue import colourway_id
from modiste.collect.delimited import Row
from modiste.collect.headers import day_order, named_columns
from modiste.collect.normal import currency, folded, moment, number, price
from modiste.collect.people import Pseudonym, nobody, redacted
from modiste.collect.source import SOURCE_LIMITS, Arrival, Rejection, Source, SourceLimits
from modiste.collect.tables import judged_rows, table_header
from modiste.garment import (
    Colourway,
    Customer,
    Entity,
    Garment,
    ModisteError,
    Order,
    OrderLine,
    Return,
    Sku,
    content_id,
    key_id,
)

WORDS = {
    "order": "invoiceno invoice orderid ordernumber orderno order ordername name bestellnummer "
    "numerocommande numeropedido 订单编号 订单号 orderincrementid",
    "sku": "stockcode sku lineitemsku itemsku productsku variantsku skuid articleid article artikelnummer "
    "商家编码 商品编码 productid itemid",
    "title": "description lineitemname productname itemname title producttitle 商品名称 宝贝标题 bezeichnung",
    "quantity": "quantity lineitemquantity qty amountordered menge quantite cantidad 数量 购买数量",
    "at": "invoicedate createdat orderdate date datetime placedat paidat bestelldatum 订单创建时间 "
    "下单时间 timestamp",
    "price": "unitprice lineitemprice price itemprice pricepaid preis stuckpreis 单价 价格",
    "customer": "customerid customer email customeremail userid kundennummer buyerid 买家会员名 买家id",
    "currency": "currency currencycode presentmentcurrency wahrung devise moneda 币种",
    "country": "country shippingcountry billingcountry land pays pais",
    "channel": "channel source saleschannel kanal",
    "reason": "reason returnreason cancelreason refundreason grund motif motivo 退款原因 退货原因",
    "returned": "returnedquantity quantityreturned refundedquantity qtyrefunded retourmenge 退货数量",
    "returned_at": "returndate returnedat refundedat refunddate retourdatum 退款时间",
    "consent": "acceptsmarketing consent behaviourconsent buyeracceptsmarketing",
}
_SURE = ("order", "sku", "quantity", "at")
_CANCELLED = re.compile(r"(?:c|cn|cm|rma|ret|rf)[-_]?\d{3,}.*", re.IGNORECASE)
_NOT_GOODS = re.compile(
    r"(?P<postage>post|postage|dot|c2|dotcom postage|next day carriage|carriage|shipping|versand(?:kosten)?|"
    r"frais de port|运费)|"
    r"(?P<fee>bank charges|amazonfee|amazon fee|cruk|cruk commission|commission|fee|gebuhr)|"
    r"(?P<discount>d|discount|rabatt|remise|voucher|coupon)|"
    r"(?P<voucher>gift_.*|dotcomgiftshop gift voucher.*|gift card|geschenkgutschein)|"
    r"(?P<correction>m|manual|b|adjust bad debt|s|samples?|pads|test.*|adjust.*|ajust.*)"
)
_WHAT = {
    "postage": "postage",
    "fee": "a fee",
    "discount": "a discount",
    "voucher": "a gift voucher",
    "correction": "a correction of the books",
}
_YES = frozenset(("yes", "true", "1", "y", "ja", "oui", "si", "granted", "是"))
_KEPT_LINES = 50_000
"""Orders whose lines are counted at a time; in an export an order's lines stand near one another."""


@dataclass(frozen=True)
class Orders:
    """The connector `orders`.

    `currency` is that of a table that names none, `zone` that of times without one, `day_first` whether 03/04
    is the third of April; None looks at the other dates of the table.
    """

    pseudonym: Pseudonym = nobody
    currency: str = ""
    zone: str = "UTC"
    day_first: bool | None = None
    kind: str = "orders"
    title: str = "Orders and returns (CSV, TSV, Parquet)"

    def recognise(self, source: Source) -> float:
        """By columns for order, article, quantity and date."""
        names = table_header(source)
        found = named_columns(names, WORDS)
        if "quantity" not in found or not {"sku", "title"} & set(found):
            return 0.0
        score = sum(word in found for word in (*_SURE, "price")) / (len(_SURE) + 1)
        return min(1.0, score + 0.1 * ("customer" in found))

    def read(
        self, source: Source, *, after: int = 0, limits: SourceLimits = SOURCE_LIMITS
    ) -> Iterator[Arrival | Rejection]:
        """One arrival or rejection a row."""
        reading = _Reading(replace(self, day_first=day_order(source, self.day_first)))
        yield from judged_rows(source, WORDS, reading.judged, after=after, limits=limits)


class _Reading:
    """What must be remembered between rows: the header row above, how often a line was seen."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._above: Mapping[str, str] = {}
        self._seen: dict[str, int] = {}

    def judged(self, row: Row, cells: dict[str, str]) -> Arrival | Rejection:
        raw = cells.get("customer", "")
        safe = redacted(row.text, [raw], self._orders.pseudonym)
        try:
            return self._arrival(row.place, self._with_header(cells), safe)
        except (ModisteError, ValidationError) as error:
            return Rejection.of(row.place, error, safe)

    def _with_header(self, cells: dict[str, str]) -> dict[str, str]:
        """A detail row leaves empty what its order's first row said (Shopify, WooCommerce)."""
        said = cells.get("order", "")
        if said and said == self._above.get("order"):
            for word in ("at", "customer", "currency", "country", "channel", "consent"):
                cells[word] = cells.get(word) or self._above.get(word, "")
        if said:
            self._above = cells
        return cells

    def _arrival(self, place: str, cells: Mapping[str, str], text: str) -> Arrival:
        get = cells.get
        sku, title = get("sku", ""), get("title", "")
        if what := _not_goods(sku, title):
            raise ModisteError("MOD-1252", value=(title or sku)[:80], what=what)
        at = self._moment("at", get("at", ""))
        quantity = _quantity(get("quantity", ""))
        paid, code, doubts = self._price(get("price", ""), get("currency", ""))
        customer = self._orders.pseudonym(get("customer", ""))
        named = get("order", "")
        # The exporter left the number out: what one customer ordered at one moment is one order.
        order_key = named or content_id(f"{get('at', '')}|{customer or ''}|{get('country', '')}".encode())
        garment, colourway, article = article_of(sku, title)
        said = "|".join((article.id, get("price", ""), get("quantity", ""), title))
        line = f"{key_id(order_key)[:60]}.{content_id(said.encode(errors='surrogatepass'))}"
        # Of two equal lines in one order the second is a line of its own, not the first once more.
        line = f"{line}.{self._count(line)}"
        needs: list[tuple[Entity, ...]] = [(garment, colourway, article)]
        raw = {"doubt": "; ".join(doubts)} if doubts else {}
        is_cancelled = bool(_CANCELLED.fullmatch(named))
        if quantity < 0 and paid == 0 and not is_cancelled:
            raise ModisteError("MOD-1252", value=(title or sku)[:80], what="a correction of the stock")
        if quantity < 0 or is_cancelled:
            back = Return(
                id=line, sku_id=article.id, quantity=abs(quantity), at=at,
                reason=get("reason", "") or "cancelled", unit_refund=paid, currency=code,
            )  # fmt: skip
            return Arrival(place, (back,), raw=raw, text=text, needs=tuple(needs))
        if customer:
            needs.append((Customer(id=customer, created_at=at),))
            if folded(get("consent", "")) in _YES:
                needs.append((behaviour_consent(customer, at, self._orders.kind),))
        order = _order(key_id(order_key), customer, at, code, get("channel", ""))
        sold = OrderLine(id=line, order_id=order.id, sku_id=article.id, quantity=quantity, unit_price=paid)
        records = (order, sold, *self._returned(cells, sold, at, code))
        return Arrival(place, records, raw=raw, text=text, needs=tuple(needs))

    def _returned(
        self, cells: Mapping[str, str], sold: OrderLine, at: datetime, code: str
    ) -> tuple[Return, ...]:
        """What the row itself says came back of the line."""
        text = cells.get("returned", "")
        if not text or text == "0":
            return ()
        pieces = _quantity(text)
        if pieces > sold.quantity:
            raise ModisteError(
                "MOD-1251", name="returned", value=text[:80], reason="it is more than was sold"
            )
        when = self._moment("returned_at", cells["returned_at"]) if cells.get("returned_at") else at
        return (
            Return(
                id=f"{sold.id}.back", order_line_id=sold.id, sku_id=sold.sku_id, quantity=pieces, at=when,
                reason=cells.get("reason", ""), unit_refund=sold.unit_price, currency=code,
            ),
        )  # fmt: skip

    def _moment(self, name: str, text: str) -> datetime:
        read = moment(text, zone=self._orders.zone, day_first=self._orders.day_first)
        if read is None:
            raise ModisteError("MOD-1251", name=name, value=text[:80], reason="it is no date")
        return read.at

    def _price(self, text: str, named: str) -> tuple[Decimal, str, tuple[str, ...]]:
        code = (currency(named) if named else None) or self._orders.currency
        read = price(text, expected=code)
        if read is None:
            raise ModisteError("MOD-1251", name="price", value=text[:80], reason="it is no amount")
        if read.amount < 0:
            raise ModisteError("MOD-1251", name="price", value=text[:80], reason="a price is not below 0")
        if not read.currency:
            return read.amount, "XXX", (*read.doubts, "no currency is named")
        return read.amount, read.currency, read.doubts

    def _count(self, line: str) -> int:
        if len(self._seen) > _KEPT_LINES:
            for old in list(self._seen)[: _KEPT_LINES // 2]:
                del self._seen[old]
        self._seen[line] = self._seen.get(line, 0) + 1
        return self._seen[line]


def _quantity(text: str) -> int:
    read = number(text)
    if read is None or read.value != int(read.value) or not 1 <= abs(read.value) <= 1_000_000:
        reason = "it is no whole number of pieces"
        raise ModisteError("MOD-1251", name="quantity", value=text[:80], reason=reason)
    return int(read.value)


@lru_cache(maxsize=8192)
def _not_goods(sku: str, title: str) -> str:
    """What a line is that sells no goods, or nothing; the article's code decides before its name."""
    found = _NOT_GOODS.fullmatch(folded(sku)) if sku else _NOT_GOODS.fullmatch(folded(title))
    return _WHAT[str(found.lastgroup)] if found else ""


@lru_cache(maxsize=8192)
def article_of(sku: str, title: str) -> tuple[Garment, Colourway, Sku]:
    """The little that an order knows of what it sells; the catalogue's own words go before these."""
    named = sku or title
    if not named or not any(letter.isalnum() for letter in named):
        raise ModisteError("MOD-1251", name="article", value=named[:80], reason="nothing says what was sold")
    id_ = key_id(named)
    garment = Garment(id=id_, name=title or sku, source="orders", created_at=UNDATED, updated_at=UNDATED)
    colourway = Colourway(id=colourway_id(id_, ""), garment_id=id_, colour="")
    return garment, colourway, Sku(id=id_, colourway_id=colourway.id, size="")


@lru_cache(maxsize=8192)
def _order(id_: str, customer: str | None, at: datetime, code: str, channel: str) -> Order:
    return Order(id=id_, customer_id=customer, at=at, currency=code, channel=channel)


ORDERS = Orders()
