"""Events from pages and tills, batch by batch: checked, put right in time, kept as consent allows, on disk.

Knows the log and consent; what events mean for recommendations is the caller's. An id that is known already
changes nothing, so that a batch whose acknowledgement was lost is simply sent again.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pydantic import ValidationError

from modiste.collect import EventArrival, web_event
from modiste.garment import Customer, Entity, Interaction, ModisteError
from modiste.store import LOGGED, plain_of, schema_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SOURCE = "storefront"
SKEW_SECONDS = 60.0
"""A sender's clock that is off by less is left as it is."""
LATEST = timedelta(minutes=5)
OLDEST = timedelta(days=30)
SLACK = timedelta(hours=1)
"""An event sent again may be put right by another skew: its id is looked for so far around its moment."""
RESPONSES = "responses"
WEIGHTS = {
    "view_item": 1.0,
    "select_item": 1.0,
    "share": 2.0,
    "like": 3.0,
    "add_to_wishlist": 3.0,
    "rate_item": 3.0,
    "add_to_cart": 5.0,
    "purchase": 8.0,
}
"""How much an act tells of liking; other kinds tell nothing of it."""
GOALS = {"select_item": "click", "view_item": "click", "add_to_cart": "cart", "purchase": "purchase"}
_RESPONSE = pa.schema(
    [
        ("id", pa.string()),
        ("recommendation_id", pa.string()),
        ("garment_id", pa.string()),
        ("kind", pa.string()),
        ("at", pa.timestamp("us", "UTC")),
        ("customer_id", pa.string()),
        ("session_id", pa.string()),
    ]
)
Checked = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Taken:
    """One event that was taken.

    Attributes:
        who: the customer's pseudonym, else the visit's; "" for nobody.
        visit: the visit's, whether or not the log knows it.
        garment: an id, or "".
    """

    id: str
    kind: str
    at: datetime
    who: str
    visit: str
    garment: str
    recommendation: str
    is_kept: bool


@dataclass
class Batch:
    """What became of a batch."""

    accepted: int = 0
    duplicate: int = 0
    unnamed: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    skew_seconds: float = 0.0
    taken: list[Taken] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain values, without what was taken."""
        return {name: value for name, value in vars(self).items() if name != "taken"}


@dataclass
class _Waiting:
    arrivals: Sequence[EventArrival]
    done: "Future[list[bool]]" = field(default_factory=Future)


class EventIntake:
    """The intake of one shop. Threads may share it; what several send at once is written at once."""

    def __init__(self, shop: "Shop") -> None:
        self._shop = shop
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._waiting: list[_Waiting] = []

    def take(
        self,
        events: Sequence[Any],
        sent_at: datetime | None,
        checked: Checked,
        *,
        may_name: bool = True,
        now: datetime | None = None,
    ) -> Batch:
        """Take a batch in; on return the good ones are on disk.

        Args:
            events: as they came.
            sent_at: the sender's clock when the batch was sent.
            checked: an event's values, or a ValidationError.
            may_name: whether the sender may say which customer it was; visits alone otherwise.
            now: our clock.

        Raises:
            ModisteError: MOD-1110 when the disk refuses.
        """
        now = now or datetime.now(UTC)
        made = Batch()
        skew = (now - _aware(sent_at)).total_seconds() if sent_at else 0.0
        made.skew_seconds = round(skew, 3) if abs(skew) > SKEW_SECONDS else 0.0
        good: list[tuple[EventArrival, Mapping[str, Any], datetime]] = []
        ours = self._ours(events) if may_name else frozenset[str]()
        for place, event in enumerate(events):
            try:
                said = checked(event)
                at = self._moment(said, made.skew_seconds, now)
                if said["customer"] and not may_name:
                    raise _refusal(said["id"], "a page names visits, not customers")
                good.append((self._arrival(said, at, ours), said, at))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                made.refused.append(_told(place, event, "MOD-2203", f"{where}: {first['msg']}".lower()))
            except ModisteError as error:
                made.refused.append(_told(place, event, error.code, error.detail))
        if not good:
            return made
        admitted = self._shop.people.admitted([arrival for arrival, _, _ in good])
        arrivals = [each for each in admitted if isinstance(each, EventArrival)]
        fresh = self._written(arrivals)
        seen = [self._seen(arrival, said, at) for arrival, (_, said, at) in zip(arrivals, good, strict=True)]
        # Of those known already, too: a crash may have come between the act and what it answered.
        self._respond(seen, arrivals)
        for arrival, is_new, one in zip(arrivals, fresh, seen, strict=True):
            if not is_new:
                made.duplicate += 1
                continue
            made.accepted += 1
            made.unnamed += arrival.act.customer is None
            made.taken.append(one)
        return made

    def visit(self, session: str) -> str:
        """How a visit is known in memory: by its pseudonym."""
        return (self._shop.people.pseudonym(f"visit {session}") or "") if session else ""

    def _ours(self, events: Sequence[Any]) -> frozenset[str]:
        """Which of the named customers are named by the shop's own ids, and need no pseudonym any more."""
        named = {str(each.get("customer") or "")[:200] for each in events if isinstance(each, Mapping)}
        return frozenset(self._shop.store.rows.find(Customer, sorted(named - {""})))

    def _arrival(self, said: Mapping[str, Any], at: datetime, ours: frozenset[str]) -> EventArrival:
        # A visit that agreed is a customer of its own, who can be exported and erased as any other.
        customer = said["customer"] or (f"visit {said['session']}" if said["session"] else "")
        return web_event(
            SOURCE,
            {**said, "customer": customer, "at": at, "weight": WEIGHTS.get(said["kind"], 0.0)},
            lambda raw: raw if raw in ours else self._shop.people.pseudonym(raw),
        )

    @staticmethod
    def _moment(said: Mapping[str, Any], skew: float, now: datetime) -> datetime:
        """The moment by our clock.

        Raises:
            ModisteError: MOD-2377 for one that is too long ago.
        """
        at = _aware(said["at"]) + timedelta(seconds=skew)
        if at < now - OLDEST:
            raise _refusal(said["id"], "it was more than 30 days ago")
        if at > now + timedelta(days=366):
            raise _refusal(said["id"], "it lies more than a year ahead")
        # A clock that runs ahead and does not say so: it cannot have been later than now.
        return min(at, now) if at > now + LATEST else at

    def _written(self, arrivals: Sequence[EventArrival]) -> list[bool]:
        """Write, together with what others wait to have written."""
        mine = _Waiting(arrivals)
        with self._lock:
            self._waiting.append(mine)
        with self._writing:
            with self._lock:
                group, self._waiting = self._waiting, []
            if group:
                self._write(group)
        return mine.done.result()

    def _write(self, group: Sequence[_Waiting]) -> None:
        try:
            fresh = iter(self._log([each for some in group for each in some.arrivals]))
            for some in group:
                some.done.set_result([next(fresh) for _ in some.arrivals])
        except BaseException as error:
            for some in group:
                if not some.done.done():
                    some.done.set_exception(error)
            if not isinstance(error, ModisteError | OSError):
                raise

    def _log(self, arrivals: Sequence[EventArrival]) -> list[bool]:
        self._meet(arrivals)
        rows = [row for each in arrivals for row in each.act.rows]
        schema = schema_of(Interaction)
        columns = [
            pa.array(column, schema_field.type)
            for column, schema_field in zip(zip(*rows, strict=True), schema, strict=True)
        ]
        table = pa.Table.from_arrays(columns, schema=schema)
        new = self._shop.store.events.append_new(LOGGED[Interaction], table, slack=SLACK)
        self._shop.store.events.tidy(LOGGED[Interaction])
        fresh = iter(new)
        return [sum(next(fresh) for _ in each.act.rows) > 0 for each in arrivals]

    def _meet(self, arrivals: Sequence[EventArrival]) -> None:
        """Customers and consents that are not there yet."""
        wanted: dict[type[Entity], dict[str, Entity]] = {}
        for each in arrivals:
            for group in each.needs:
                for record in group:
                    wanted.setdefault(type(record), {}).setdefault(record.id, record)
        for kind in sorted(wanted, key=lambda each: each is not Customer):
            known = self._shop.store.rows.find(kind, list(wanted[kind]))
            if new := [record for id_, record in wanted[kind].items() if id_ not in known]:
                self._shop.store.rows.put(new)

    def _seen(self, arrival: EventArrival, said: Mapping[str, Any], at: datetime) -> Taken:
        visit = self.visit(said["session"])
        customer = arrival.act.customer or ""
        garment = plain_of(arrival.records[0])[3]
        return Taken(
            arrival.act.rows[0][0], said["kind"], at, customer or visit, visit, garment or "",
            said["recommendation"], bool(customer),
        )  # fmt: skip

    def _respond(self, seen: Sequence[Taken], arrivals: Sequence[EventArrival]) -> None:
        """Note which events followed from a recommendation; again, it changes nothing."""
        sessions = {each.act.rows[0][0]: each.act.rows[0][2] for each in arrivals}
        rows = [
            {
                "id": each.id,
                "recommendation_id": each.recommendation,
                "garment_id": each.garment or None,
                "kind": each.kind,
                "at": each.at,
                "customer_id": each.who if each.is_kept else None,
                "session_id": sessions.get(each.id),
            }
            for each in seen
            if each.recommendation
        ]
        if rows:
            table = pa.Table.from_pylist(rows, schema=_RESPONSE)
            self._shop.store.events.append_new(RESPONSES, table, slack=SLACK)
            self._shop.store.events.tidy(RESPONSES)


def _aware(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _refusal(id_: str, reason: str) -> ModisteError:
    return ModisteError("MOD-2377", id=id_[:60], reason=reason)


def _told(place: int, event: Any, code: str, reason: str) -> dict[str, Any]:
    named = event.get("id") if isinstance(event, Mapping) else ""
    return {"place": place, "id": str(named or "")[:60], "code": code, "reason": reason[:300]}
