"""Scans of a shop's labels and claims of its codes, limited and soon forgotten; who stands out.

Knows how rows, the salt, supply events and the passport room's sums come together. Of who scans there is only
a pseudonym of the day; a code is kept as a keyed hash, and every answer to a claim has one shape.
"""

import hashlib
import hmac
import ipaddress
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from modiste.garment import ModisteError, canonical_id
from modiste.passport import (
    COPIED,
    ITEM_FEATURES,
    SERVED,
    SUPPLIER_FEATURES,
    ItemRecord,
    Odd,
    Scan,
    SupplierLot,
    SupplierRecord,
    Suspicion,
    cause_words,
    code_digest,
    item_table,
    new_code,
    odd_words,
    oddities,
    plain_code,
    supplier_table,
    suspicions,
)
from modiste.store import FAILS, EventFilter, KeptEvent, KeptScan, salt_of, telling, write_whole
from modiste.supply import kilos_of, millis, place_of, site_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

DAY = 86_400_000
KEPT_DAYS = 90
MOST_SCANS = 500
SCANS_A_DAY = 300
TRIES_OF_CLIENT = 20
TRIES_OF_ITEM = 10
_PAGE = 500
_WORDS: Mapping[str, tuple[str, str]] = {
    "claimed": (
        "You are the first to claim this garment. Keep the code: it lets you pass the garment on.",
        "您是首位认领这件衣服的人。请保管好验证码：转让时需要它。",
    ),
    "claimed_before": (
        "This code was right, and was used before. If it was not you, the label or the code was copied.",
        "验证码正确，但此前已被使用。若非您本人，则标签或验证码可能被复制。",
    ),
    "passed_on": (
        "Give the new code to who gets the garment; the old one is used up.",
        "请将新验证码交给受让人；旧验证码已失效。",
    ),
    "refused": (
        "Not taken: the code does not belong to this label, or there were too many attempts today.",
        "未通过：验证码与此标签不符，或今日尝试次数过多。",
    ),
}
ClaimResult = Literal["claimed", "claimed_before", "passed_on", "refused"]


@dataclass(frozen=True)
class ScanAnswer:
    """What a scan is told: what the passport says, and what is odd about the label."""

    item: str
    said: str
    odd: tuple[Odd, ...]

    def shown(self) -> dict[str, Any]:
        """Plain values, with the sentence that is always true of a copied code."""
        return {
            "item": self.item,
            "passport": self.said,
            "caution": bool(self.odd),
            "reasons": [
                {"kind": each.kind, "facts": each.facts, "en": odd_words(each), "zh": odd_words(each, "zh")}
                for each in self.odd
            ],
            "note": COPIED["en"],
            "note_zh": COPIED["zh"],
        }


@dataclass(frozen=True)
class ClaimAnswer:
    """What a claim is told; `new_code` only where a garment was passed on."""

    result: ClaimResult
    new_code: str = ""

    def shown(self) -> dict[str, Any]:
        """Plain values; the same members whatever came of it."""
        why, why_zh = _WORDS[self.result]
        return {"result": self.result, "new_code": self.new_code, "why": why, "why_zh": why_zh}


class ShopScans:
    """The scans and claims of one shop."""

    def __init__(self, shop: "Shop", clock: Callable[[], float] = time.time) -> None:
        self._shop, self._kept, self._clock = shop, shop.store.passport_scans, clock

    def scan(
        self, item: str, client: str, country: str = "", place: tuple[float, float] | None = None
    ) -> ScanAnswer:
        """Note that somebody looks at a label, and answer what is odd about it.

        Args:
            item: By any of its names.
            client: The network address of who looks; kept as a pseudonym of the day only.
            country: ISO 3166-1 alpha-2, where it is told.
            place: Latitude and longitude, where they are told; kept in whole degrees.

        Raises:
            ModisteError: MOD-2660 for a client's scan beyond the day's limit.
        """
        link, now = canonical_id(item), self._now()
        rounded = (float(round(place[0])), float(round(place[1]))) if place else None
        with self._kept.database.writing() as connection:
            who = self._pseudonym(connection, client, now)
            if self._kept.counted(connection, "all", now // DAY) == 1:
                self._forget(connection, now)
            if self._kept.counted(connection, f"scans:{who}", now // DAY) > SCANS_A_DAY:
                is_over = True
            else:
                is_over = False
                state = self._shop.store.supply_events.states(connection, [link]).get(link)
                passport = self._shop.store.passports.newest([link], connection).get(link)
                said = passport.state if passport else "none"
                if state is None and passport is None:
                    return ScanAnswer(link, "none", (Odd("unknown"),))
                latitude, longitude = rounded or (None, None)
                made = KeptScan(link, now, who, country.upper(), latitude, longitude, said)
                self._kept.add(connection, made, MOST_SCANS)
                scans = _scans(self._kept.scans(link, connection))
        if is_over:
            raise ModisteError("MOD-2660", most=SCANS_A_DAY)
        return ScanAnswer(link, said, tuple(oddities(scans, state.ended_at if state else None)))

    def scans(self, item: str) -> dict[str, Any]:
        """What is kept of an item's scans and codes, and what is odd about the newest.

        Args:
            item: By any of its names.
        """
        link = canonical_id(item)
        kept = self._kept.scans(link)
        with self._kept.database.reading() as connection:
            state = self._shop.store.supply_events.states(connection, [link]).get(link)
        odd = oddities(_scans(kept), state.ended_at if state else None)
        answer = ScanAnswer(link, kept[-1].said if kept else "none", tuple(odd)).shown()
        codes = [each._asdict() for each in self._kept.codes(link)]
        return {**answer, "scans": [each._asdict() for each in kept], "codes": codes}

    def new_codes(self, items: Iterable[str]) -> list[tuple[str, str]]:
        """Make a code for each item, shown this once; an unclaimed one that was there before is void.

        Raises:
            ModisteError: MOD-1103 for an item without a passport, MOD-2661 for one that is claimed.
        """
        wanted = list(dict.fromkeys(map(canonical_id, items)))
        made = [(each, new_code()) for each in wanted]
        with self._kept.database.writing() as connection:
            known = self._shop.store.passports.newest(wanted, connection)
            if missing := [each for each in wanted if each not in known]:
                raise ModisteError("MOD-1103", kind="passport of item", id=missing[0][:100])
            if claimed := self._kept.claimed(connection, wanted):
                raise ModisteError("MOD-2661", item=claimed[0])
            digests = [(item, self._digest(item, plain_code(code))) for item, code in made]
            self._kept.put_codes(connection, digests, self._now())
        return made

    def claim(self, item: str, code: str, client: str, *, passes_on: bool = False) -> ClaimAnswer:
        """Claim an item by the code that came with it, or pass a claimed one on.

        A wrong code, an unknown item and a day's attempts used up are answered alike.

        Args:
            item: By any of its names.
            code: As it was typed.
            client: The network address of who claims; counted under a pseudonym of the day only.
            passes_on: End an own claim and get a code for the next owner.
        """
        try:
            link = canonical_id(item)
        except ModisteError:
            link = ""
        now, plain = self._now(), plain_code(code)
        digest, new = self._digest(link, plain), new_code()
        with self._kept.database.writing() as connection:
            who = self._pseudonym(connection, client, now)
            day, mine, its = now // DAY, f"tries:{who}", f"{FAILS}{link}"
            is_spent = (
                self._kept.counted(connection, mine, day) > TRIES_OF_CLIENT
                or self._kept.count(connection, its, day) >= TRIES_OF_ITEM
            )
            result: ClaimResult = "refused"
            if not is_spent and plain:
                if passes_on:
                    new_digest = self._digest(link, plain_code(new))
                    if self._kept.pass_on(connection, link, digest, new_digest, now):
                        result = "passed_on"
                elif self._kept.claim(connection, link, digest, now):
                    result = "claimed"
                else:
                    found = self._kept.code(connection, link, digest)
                    if found is not None and found.state == "claimed":
                        result = "claimed_before"
            if result == "refused" and plain and self._kept.codes(link, connection):
                self._kept.counted(connection, its, day)
        return ClaimAnswer(result, new if result == "passed_on" else "")

    def release(self, item: str, who: str, reason: str) -> None:
        """End the claim of an item that came back.

        Raises:
            ModisteError: MOD-1103 where it is not claimed.
        """
        link = canonical_id(item)
        with self._kept.database.writing() as connection:
            if not self._kept.release(connection, link, who, reason, self._now()):
                raise ModisteError("MOD-1103", kind="claim of item", id=link[:100])

    def forget(self) -> int:
        """Delete scans older than 90 days; returns how many."""
        with self._kept.database.writing() as connection:
            return self._forget(connection, self._now())

    def suspicions(self) -> dict[str, Any]:
        """Items and suppliers that are unlike their peers, the most suspicious first, with reasons."""
        self.forget()
        items, suppliers = self._items(), self._suppliers()
        found = suspicions([each.name for each in items], ITEM_FEATURES, item_table(items), "items")
        names, table = [each.name for each in suppliers], supplier_table(suppliers)
        of_suppliers = suspicions(names, SUPPLIER_FEATURES, table, "suppliers")
        return {
            "model": SERVED,
            "items_seen": len(items),
            "suppliers_seen": len(suppliers),
            "items": [_shown(each) for each in found],
            "suppliers": [_shown(each) for each in of_suppliers],
        }

    def _forget(self, connection: Any, now: int) -> int:
        return self._kept.forget(connection, now - KEPT_DAYS * DAY, now // DAY)

    def _items(self) -> list[ItemRecord]:
        """Items that were scanned; the market of each is where most scans of its GTIN come from."""
        failures, found, after = self._kept.counts(FAILS), list[ItemRecord](), ""
        seen: dict[str, Counter[str]] = {}
        while names := self._kept.items(after, _PAGE):
            after = names[-1]
            with self._kept.database.reading() as connection:
                states = self._shop.store.supply_events.states(connection, names)
            for name in names:
                scans, state, gtin = tuple(_scans(self._kept.scans(name))), states.get(name), _gtin(name)
                seen.setdefault(gtin, Counter()).update(each.country for each in scans if each.country)
                batch = (state.parent if state else "") or gtin
                moments = (state.begun_at, state.ended_at) if state else (None, None)
                found.append(ItemRecord(name, batch, "", scans, failures.get(name, 0), *moments))
        usual = {gtin: max(counts, key=lambda each: counts[each]) for gtin, counts in seen.items() if counts}
        return [replace(each, market=usual.get(_gtin(each.name), "")) for each in found]

    def _suppliers(self) -> list[SupplierRecord]:
        """A supplier is a site where things are made of others; its process is its place's kind."""
        kinds = {each.id: each.kind for each in self._shop.places.listing()}
        made = {name for row in self._told("step", "creating_class_instance") for name in _made(row.event)}
        lots: dict[str, list[SupplierLot]] = {}
        for row in self._told("type", "TransformationEvent"):
            lots.setdefault(site_of(place_of(row.event)), []).append(_lot(row.event, row.recorded_at, made))
            made.update(_made(row.event))
        return [SupplierRecord(site, kinds.get(site, ""), tuple(each)) for site, each in lots.items() if site]

    def _told(self, column: str, value: str) -> Iterator[KeptEvent]:
        """Events with a value, by time."""
        asked, past = EventFilter(values={column: (value,)}), None
        while rows := self._shop.store.supply_events.find(asked, is_descending=False, past=past, limit=_PAGE):
            yield from rows
            past = (millis(rows[-1].event["eventTime"]), rows[-1].number)

    def _pseudonym(self, connection: Any, client: str, now: int) -> str:
        """Of a client on a day; of an IPv6 address its network, which is one household's or one line's."""
        try:
            address = ipaddress.ip_address(client)
            if address.version == 6:
                client = str(ipaddress.ip_network(f"{client}/64", strict=False))
        except ValueError:
            pass  # what has no address, such as a test or a socket, is one client
        salt = self._kept.day_salt(connection, now // DAY)
        return hmac.new(self._key(b"client") + salt, client.encode(), hashlib.sha256).hexdigest()[:24]

    def _digest(self, item: str, plain: str) -> bytes:
        return code_digest(self._key(b"code"), item, plain)

    def _key(self, use: bytes) -> bytes:
        return hmac.new(salt_of(self._shop.store.root), b"passport " + use, hashlib.sha256).digest()

    def _now(self) -> int:
        return int(self._clock() * 1000)


def _scans(kept: Sequence[KeptScan]) -> list[Scan]:
    return [
        Scan(
            each.at,
            each.client,
            each.country,
            (each.latitude, each.longitude)
            if each.latitude is not None and each.longitude is not None
            else None,
            each.said,
        )
        for each in kept
    ]


def _lot(event: Mapping[str, Any], recorded_at: int, made: set[str]) -> SupplierLot:
    said = event.get("certificationInfo", [])
    return SupplierLot(
        millis(event["eventTime"]),
        recorded_at,
        kilos_of(event, "inputQuantityList"),
        kilos_of(event, "outputQuantityList"),
        place_of(event),
        tuple([said] if isinstance(said, str) else said),
        has_origin=all(each in made for each in _classes(event, "inputQuantityList")),
    )


def _made(event: Mapping[str, Any]) -> list[str]:
    return _classes(event, "quantityList") + _classes(event, "outputQuantityList")


def _classes(event: Mapping[str, Any], field: str) -> list[str]:
    return [canonical_id(each["epcClass"]) for each in event.get(field, [])]


def _gtin(name: str) -> str:
    return name.partition("/21/")[0]


def _shown(found: Suspicion) -> dict[str, Any]:
    return {
        "name": found.name,
        "score": found.score,
        "reasons": [
            {
                "feature": each.feature,
                "share": round(each.share, 3),
                "value": round(each.value, 3),
                "usual": round(each.usual, 3),
                "en": cause_words(each),
                "zh": cause_words(each, "zh"),
            }
            for each in found.why
        ],
    }


def write_codes(shop: "Shop", items: Sequence[str], out: Path) -> int:
    """Make codes and write them, an item and its code a line; returns how many.

    Raises:
        ModisteError: MOD-2662 where the file is there.
    """
    if out.exists():
        raise ModisteError("MOD-2662", path=out)
    made = shop.scans.new_codes(items)
    text = "".join(f"{item},{code}\n" for item, code in made)
    with telling(out):
        write_whole(out, f"item,code\n{text}".encode(), 0o600)
    return len(made)
