"""The shop's customers: what of their behaviour may be kept, what is kept of one, and how it is erased.

Knows consent and pseudonyms; who is meant by a source's own ids only the salt can tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import duckdb

from modiste.collect import (
    Arrival,
    CatalogueArrival,
    Connector,
    EventArrival,
    Pseudonym,
    Rejection,
    pseudonymous,
)
from modiste.garment import (
    BodyMeasures,
    Consent,
    Customer,
    Entity,
    Interaction,
    ModisteError,
    Order,
    OrderLine,
    Return,
)
from modiste.store import LOGGED, Store, logged_records, salt_of

C = TypeVar("C", bound=Connector)
PURPOSE = "behaviour"
SHOWN = {"impressions": ["customer_id", "session_id", "said"], "responses": ["customer_id", "session_id"]}
"""Tables of what was shown to whom and what followed, and the columns in which somebody can be known."""
MOST_HELD = 20_000
_PAGE = 400
_LINKED = frozenset({BodyMeasures, Consent, Interaction, Order})


class People:
    """The customers of one shop."""

    def __init__(self, store: Store, salt: str = "") -> None:
        self._store = store
        self._consents = store.lately(MOST_HELD)
        self._customers = store.lately(MOST_HELD)
        self._salt = salt
        self._pseudonym: Pseudonym | None = None

    def pseudonym(self, raw: str) -> str | None:
        """The customer's id for a source's own id or address; None where nobody is named."""
        if self._pseudonym is None:
            self._pseudonym = pseudonymous(self._salt.encode() or salt_of(self._store.root))
        return self._pseudonym(raw)

    def export(self, customer: str) -> dict[str, Any]:
        """All that is kept of a customer, by table, as plain values.

        Args:
            customer: a customer's id, or the source's own id or address.

        Raises:
            ModisteError: MOD-1103 when there is no such customer.
        """
        person = self._find(customer)
        rows, mine = self._store.rows, {"customer_id": person.id}
        orders = list(rows.scan(Order, where=mine))
        lines = [line for some in _some(orders) for line in rows.scan(OrderLine, where={"order_id": some})]
        back = [each for some in _some(lines) for each in rows.scan(Return, where={"order_line_id": some})]
        kept: Mapping[str, Iterable[Entity]] = {
            "consents": rows.scan(Consent, where=mine),
            "body_measures": rows.scan(BodyMeasures, where=mine),
            "orders": orders,
            "order_lines": lines,
            "returns": back,
            "interactions": logged_records(self._store.events, Interaction, mine),
        }
        logged = {table: _logged(self._store, table, person.id) for table in SHOWN}
        shown = {name: [each.model_dump(mode="json") for each in records] for name, records in kept.items()}
        return {"customer": person.model_dump(mode="json"), **shown, **logged}

    def erase(self, customer: str) -> dict[str, int]:
        """Forget a customer; what was sold and looked at stays, without whom. Again, it changes nothing more.

        Measures go, consents end, orders and interactions lose the customer and the session. The pseudonym
        stays as erased, so that the next import of the same file does not bring the customer back.

        Raises:
            ModisteError: MOD-1103 when there is no such customer.
        """
        person = self._find(customer)
        rows, now, mine = self._store.rows, datetime.now(UTC), {"customer_id": person.id}
        consents = [each for each in rows.scan(Consent, where=mine) if each.withdrawn_at is None]
        orders = list(rows.scan(Order, where=mine))
        measures = [each.id for each in rows.scan(BodyMeasures, where=mine)]
        # The tombstone first: an import that runs meanwhile lets nothing of the customer in any more.
        tombstone = person.model_copy(update={"erased_at": person.erased_at or now})
        ended = [each.model_copy(update={"withdrawn_at": max(now, each.granted_at)}) for each in consents]
        rows.put([tombstone, *ended])
        rows.put([each.model_copy(update={"customer_id": None}) for each in orders])
        if measures:
            rows.delete(BodyMeasures, measures)
        events = self._store.events
        interactions = events.blank(LOGGED[Interaction], mine, ["customer_id", "session_id"])
        shown = {table: events.blank(table, mine, columns) for table, columns in SHOWN.items()}
        return {
            "consents": len(ended),
            "orders": len(orders),
            "body_measures": len(measures),
            "interactions": interactions,
            **shown,
        }

    def admitted(self, found: Sequence[Arrival | Rejection]) -> list[Arrival | Rejection]:
        """The arrivals as they may be kept.

        Somebody's behaviour is kept as theirs only where they agreed: a consent in the shop that held at the
        moment, or one that the source states with the row. Else the row is kept without the customer: what
        happened to which garment, and when, but not to whom. Who was erased stays so, whatever a source says.
        """
        named = {id_ for each in found if isinstance(each, Arrival) for id_ in _named(each)}
        if not named:
            return list(found)
        ids = sorted(named)
        erased = {id_ for id_, each in self._store.rows.find(Customer, ids).items() if each.erased_at}
        consents: dict[str, list[Consent]] = {}
        asked = sorted({id_ for each in found if isinstance(each, Arrival) for id_ in _unsaid(each)})
        for start in range(0, len(asked), _PAGE):
            where = {"customer_id": asked[start : start + _PAGE], "purpose": PURPOSE}
            for consent in self._store.rows.scan(Consent, where=where):
                consents.setdefault(consent.customer_id, []).append(consent)
        return [_kept(each, consents, erased) if isinstance(each, Arrival) else each for each in found]

    def agrees(self, customer: str) -> bool:
        """Whether a customer's behaviour may be kept as theirs now: they agreed, and were not erased."""
        found = self.known(customer)
        if found is None or found.erased_at:
            return False
        now = datetime.now(UTC)
        return any(
            each.granted_at <= now and (not each.withdrawn_at or now < each.withdrawn_at)
            for each in self._consents.find([customer], self._consents_of)[customer]
        )

    def known(self, id_: str) -> Customer | None:
        """The customer of an id of the shop's own, who may be erased; None where there is none."""
        rows = self._store.rows
        found: dict[str, Customer] = self._customers.find([id_], lambda ids: rows.find(Customer, ids))
        return found.get(id_)

    def _consents_of(self, customers: Sequence[str]) -> dict[str, list[Consent]]:
        found: dict[str, list[Consent]] = {id_: [] for id_ in customers}
        where = {"customer_id": list(customers), "purpose": PURPOSE}
        for each in self._store.rows.scan(Consent, where=where):
            found[each.customer_id].append(each)
        return found

    def _find(self, customer: str) -> Customer:
        for id_ in (customer, self.pseudonym(customer)):
            if id_ and (found := self._store.rows.find(Customer, [id_])):
                return found[id_]
        raise ModisteError("MOD-1103", kind="customer", id=customer)


def bound(connector: C, pseudonym: Pseudonym) -> C:
    """A connector with the shop's pseudonyms, where it reads of people; else the connector itself."""
    given: Any = connector
    if is_dataclass(given) and any(each.name == "pseudonym" for each in fields(given)):
        given = replace(cast(Any, given), pseudonym=pseudonym)
    return cast(C, given)


def _named(arrival: Arrival) -> set[str]:
    """The customers whom an arrival speaks of; a catalogue speaks of none."""
    if isinstance(arrival, CatalogueArrival):
        return set()
    if isinstance(arrival, EventArrival):
        return {arrival.act.customer} if arrival.act.customer else set()
    found = set()
    for each in _all(arrival):
        if isinstance(each, Customer):
            found.add(each.id)
        elif type(each) in _LINKED and each.customer_id:  # type: ignore[attr-defined] # those have the field
            found.add(each.customer_id)  # type: ignore[attr-defined]
    return found


def _unsaid(arrival: Arrival) -> set[str]:
    """The customers of whom the arrival itself does not say whether they agreed."""
    is_said = isinstance(arrival, EventArrival) and arrival.act.consents
    return set() if is_said else _named(arrival)


def _all(arrival: Arrival) -> Iterable[Entity]:
    yield from arrival.records
    for group in arrival.needs:
        yield from group


def _kept(arrival: Arrival, consents: Mapping[str, Sequence[Consent]], erased: set[str]) -> Arrival:
    if isinstance(arrival, CatalogueArrival):
        return arrival
    stated: set[str] = set()
    if not isinstance(arrival, EventArrival):
        given = (each for each in _all(arrival) if isinstance(each, Consent) and each.purpose == PURPOSE)
        stated = {each.customer_id for each in given}

    def agreed(customer: str, at: datetime) -> bool:
        if customer in erased:
            return False
        return customer in stated or any(
            each.granted_at <= at and (each.withdrawn_at is None or at < each.withdrawn_at)
            for each in consents.get(customer, ())
        )

    if isinstance(arrival, EventArrival):
        act = arrival.act
        if act.customer is None:
            return arrival
        holds = act.customer not in erased if act.consents else agreed(act.customer, act.at)
        return arrival if holds else arrival.without_customer()
    records: list[Entity] = []
    kept: set[str] = set()
    for record in arrival.records:
        customer = getattr(record, "customer_id", None)
        if customer is None:
            records.append(record)
        elif isinstance(record, Interaction | Order) and agreed(customer, record.at):
            kept.add(customer)
            records.append(record)
        elif isinstance(record, Interaction):
            records.append(record.model_copy(update={"customer_id": None, "session_id": None}))
        elif isinstance(record, Order):
            records.append(record.model_copy(update={"customer_id": None}))
    needs = tuple(group for group in arrival.needs if _people_of(group) <= kept)
    return arrival.holding(tuple(records), needs)


def _people_of(group: Sequence[Entity]) -> set[str]:
    return {
        each.id if isinstance(each, Customer) else each.customer_id
        for each in group
        if isinstance(each, Customer | Consent)
    }


def _logged(store: Store, table: str, customer: str) -> list[dict[str, Any]]:
    """A customer's rows of a table of the log, as plain values."""
    if table not in store.events.tables():
        return []
    mine = duckdb.ColumnExpression("customer_id") == duckdb.ConstantExpression(customer)
    rows = store.events.scan(table).filter(mine).to_arrow_table().to_pylist()
    return [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
        for row in rows
    ]


def _some(records: Sequence[Entity]) -> Iterable[list[str]]:
    for start in range(0, len(records), _PAGE):
        yield [each.id for each in records[start : start + _PAGE]]
