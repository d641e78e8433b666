"""A shop's digital product passports: issued, bundled, revoked, and checked by anybody's trust.

Knows how contents, credentials, the log and the list of statuses come together. A passport and its leaf are
one transaction; nothing that was issued is without its place in the log.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from modiste.garment import ModisteError, canonical_id, read_link, written_link
from modiste.learning import Event, Progress
from modiste.passport import (
    BITS,
    Bundle,
    Check,
    Checkpoint,
    Leaf,
    Part,
    PassportFacts,
    Trust,
    canonical,
    checked,
    commitment,
    did_document,
    moment,
    multikey,
    new_salt,
    opened,
    passport_credential,
    signed_bytes,
    signed_document,
    signed_facts,
    status_entry,
    status_subject,
    written,
)
from modiste.store import KeptPassport, NewLeaf
from modiste.supply import label_sheets
from modiste.workspace.flows.passport_anchors import ShopAnchors
from modiste.workspace.flows.passport_content import ItemContent, PassportContents
from modiste.workspace.flows.passport_log import ShopLog, committable
from modiste.workspace.flows.passport_statements import ShopStatements
from modiste.workspace.flows.supply_items import items_of_garment

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

YEARS = 10
STATUS_DAYS = 7
_BATCH = 500
_MOST_HISTORY = 100
StopAsked = Callable[[], bool]


@dataclass(frozen=True)
class IssuedPassport:
    """A passport that was issued now."""

    id: str
    item: str
    garment: str
    version: int
    leaf: int


class ShopPassports:
    """The passports of one shop."""

    def __init__(self, shop: "Shop", clock: Callable[[], float] = time.time) -> None:
        self._shop, self._kept, self._clock = shop, shop.store.passports, clock
        self.log = ShopLog(shop)
        self.anchors = ShopAnchors(shop, self.log, clock)
        self.statements = ShopStatements(shop, clock)

    def close(self) -> None:
        """Let go of the log's files."""
        self.log.close()

    def issue(
        self,
        items: Iterable[str],
        who: str,
        progress: Progress = lambda _event: None,
        should_stop: StopAsked = lambda: False,
    ) -> list[IssuedPassport]:
        """Issue a passport for each item, a new version where one has changed; those as they were stay.

        Args:
            items: By any of their names.
            who: By whose hand.
            progress: Told how far it is.
            should_stop: Ends it between two batches.

        Raises:
            ModisteError: MOD-2626 for what is no single item, MOD-1103 where no event is about it,
                MOD-2627 for one whose passport was revoked, MOD-2644 where an old backup was restored.
        """
        contents, wanted = self.contents, list(dict.fromkeys(map(canonical_id, items)))
        made: list[IssuedPassport] = []
        if self.anchors.newest():
            self.anchors.check()
        self.log.catch_up()
        for at in range(0, len(wanted), _BATCH):
            if should_stop():
                break
            made += self.sign(contents.of_all(wanted[at : at + _BATCH]), who)
            progress(Event("step", min(at + _BATCH, len(wanted)), len(wanted), "passports"))
        return made

    @property
    def contents(self) -> PassportContents:
        """What can be said of items, as the shop knows it now."""
        return PassportContents(self._shop)

    def revoke(self, item: str, who: str, reason: str) -> KeptPassport:
        """Take an item's passport back, for good.

        Raises:
            ModisteError: MOD-1103 where it has none, MOD-2627 where that is revoked already.
        """
        kept = self.newest(item)
        if kept.state == "revoked":
            raise ModisteError("MOD-2627", item=kept.item, at=_day(kept.ended_at))
        now = int(self._clock() * 1000)
        with self._kept.database.writing() as connection:
            self._kept.begin(connection)
            self._kept.end(connection, [kept.id], "revoked", who, reason, now)
        return self.newest(item)

    def page(
        self, garment: str = "", state: str = "", after: str = "", limit: int = 50
    ) -> tuple[list[KeptPassport], str | None]:
        """Passports by item, and where the next page begins.

        Args:
            garment: Of one garment.
            state: In one state; those that were replaced only where they are asked for.
            after: Where the page before ended.
            limit: How many.
        """
        version, _, item = after.partition(" ")
        mark = (item, int(version)) if version.isdigit() else ("", 0)
        found = self._kept.page(garment=garment, state=state, after=mark, limit=limit)
        last = found[-1] if len(found) == limit else None
        return found, f"{last.version} {last.item}" if last else None

    def kept(self, id_: str) -> KeptPassport:
        """A passport by its id.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        return self._kept.get(id_)

    def is_erased(self, kept: KeptPassport) -> bool:
        """Whether what it said was forgotten."""
        return self._kept.leaf_at(kept.leaf).salt is None

    def counts(self) -> dict[str, int]:
        """How many there are in each state."""
        return self._kept.counts()

    def listing(self, *, garment: str = "", every: bool = False) -> Iterator[KeptPassport]:
        """Passports by item; those that were replaced only where every version is wanted."""
        after = ("", 0)
        while found := self._kept.page(garment=garment, every=every, after=after, limit=_BATCH):
            yield from found
            after = (found[-1].item, found[-1].version)

    def items_of(self, garment: str) -> Iterator[str]:
        """Every known item of a garment.

        Raises:
            ModisteError: MOD-1103 when there is no such garment.
        """
        after: str | None = ""
        while after is not None:
            found, after = items_of_garment(self._shop.store, garment, after, _BATCH)
            yield from (each.item for each in found)

    def labels(self, items: Iterable[str], paper: str, skip: int = 0) -> bytes:
        """Labels of items to print, as PDF: links that lead to this house's resolver.

        Args:
            items: By any of their names.
            paper: One of `supply.PAPERS`.
            skip: So many labels of the first sheet are used up.

        Raises:
            ModisteError: MOD-2501 for what is no item, MOD-2690 for what cannot be printed.
        """
        found = [read_link(canonical_id(each)).elements for each in items]
        return label_sheets([written_link(each, self.log.base) for each in found], paper, skip)

    def newest(self, item: str) -> KeptPassport:
        """An item's newest passport, by any of the item's names.

        Raises:
            ModisteError: MOD-1103 where it has none.
        """
        link = canonical_id(item)
        found = self._kept.newest([link]).get(link)
        if found is None:
            raise ModisteError("MOD-1103", kind="passport", id=item[:100])
        return found

    def bundle(self, item: str, *, events: bool = False) -> bytes:
        """One file that proves an item's newest passport.

        Args:
            item: By any of its names; a model or a batch by its Digital Link.
            events: Whether to show the events of its own journey, too.

        Raises:
            ModisteError: MOD-1103 where it has none, MOD-2615 where too few witnesses sign, MOD-2628 where
                what it says was erased.
        """
        kept = self.newest(item)
        with self.log.sequencing():
            self.log.ensure_key()
        note = self.log.witnessed()
        now = opened(note, self.log.log.key)
        credential, listed = orjson.loads(kept.body), kept.position // BITS
        shared = tuple(self._part(each, listed, now) for each in self._parts_of(credential))
        named = {
            each for of in (credential, *(each.credential for each in shared)) for each in _statements(of)
        }
        parts = Bundle(
            credential=credential,
            salt=self._salt(kept),
            leaf=self.log.leaf(kept.leaf, now),
            checkpoint=note,
            keys=self.log.logged_keys(now),
            history=self._history(kept.item, now) if events else (),
            log=str(self.log.log.key),
            witnesses=tuple(map(str, self.log.witness_keys)),
            quorum=self.log.quorum,
            status=self.statuses(listed),
            anchor=self.anchors.proof(now),
            made="",
            parts=shared,
            statements=self.statements.shown(named),
        )
        return written(parts, self.log.key, self.log.method, self._now())

    def _salt(self, kept: KeptPassport) -> bytes:
        leaf = self._kept.leaf_at(kept.leaf)
        if leaf.salt is None:
            raise ModisteError("MOD-2628", item=kept.item)
        return leaf.salt

    def _parts_of(self, credential: Mapping[str, Any]) -> list[KeptPassport]:
        named = credential["credentialSubject"].get("parts", {}) if credential else {}
        return [self._kept.get(each["id"].rpartition("/")[2]) for each in named.values()]

    def _part(self, kept: KeptPassport, listed: int, now: Checkpoint) -> Part:
        number = kept.position // BITS
        status = None if number == listed else self.statuses(number)
        return Part(orjson.loads(kept.body), self._salt(kept), self.log.leaf(kept.leaf, now), status)

    def verify(self, data: bytes, trust: Trust | None = None, now: datetime | None = None) -> list[Check]:
        """Check a bundle by a trust, else by whom this shop trusts: itself."""
        return checked(data, trust or self.trust(), now or self._now(), self.anchors.holds)

    def trust(self) -> Trust:
        """Whom a verifier of this shop's passports must trust."""
        keys = frozenset(each.key for each in self.log.keys().values())
        log = self.log.log.key
        return Trust(
            {self.log.did: keys | {multikey(self.log.key)}},
            {log.name: log},
            self.log.witness_keys,
            self.log.quorum,
            self.statements.trusted(),
        )

    def identity(self) -> dict[str, Any]:
        """The issuer's did document: the keys that count today."""
        keys = self.log.keys().values()
        gone = {each.key for each in keys if each.state == "revoked"}
        named = [each.key for each in keys if each.state == "added" and each.key not in gone]
        return did_document(self.log.did, named or [multikey(self.log.key)])

    def statuses(self, number: int) -> dict[str, Any]:
        """A list of statuses as a credential, signed now."""
        now = self._now()
        ended = self._kept.ended(number * BITS, (number + 1) * BITS)
        said = {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": self._list(number),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.log.did,
            "validFrom": moment(now),
            "validUntil": moment(now + timedelta(days=STATUS_DAYS)),
            "credentialSubject": status_subject(
                self._list(number), "revocation", [each - number * BITS for each in ended]
            ),
        }
        return signed_document(said, self.log.key, self.log.method, now)

    def erase(self, item: str) -> int:
        """Forget what an item's passports said, and their salts; proofs of all else hold as before.

        Returns how many versions were erased.

        Raises:
            ModisteError: MOD-1103 where it has none.
        """
        self.newest(item)
        return self._kept.erase(canonical_id(item))

    def sign(self, contents: Sequence[ItemContent], who: str) -> list[IssuedPassport]:
        """Sign and log what is said of items; those of which nothing else is said than before stay.

        Raises:
            ModisteError: MOD-2627 for one whose passport was revoked; none of them is then issued.
        """
        now, issued, rows = self._now(), list[str](), list[KeptPassport]()
        with self.log.sequencing():
            self.log.ensure_key()
            with self._kept.database.writing() as connection:
                self._kept.begin(connection)
                before = self._kept.newest([each.item for each in contents], connection)
                made = _Made(self._kept.next_position(connection), now, who, self.log.key, self.log.method)
                named = self._name_parts(made, contents, connection)
                for each in contents:
                    was = before.get(each.item)
                    if was is not None and was.state == "revoked":
                        raise ModisteError("MOD-2627", item=each.item, at=_day(was.ended_at))
                    said = {**each.said, "parts": {of.level: named[of.link, of.digest] for of in each.parts}}
                    if was is None or not _says(was, said, self.log.did):
                        issued.append(self._make(made, each.item, each.garment, said, was))
                first = self._kept.add_leaves(connection, made.leaves)
                rows = [each._replace(leaf=first + at) for at, each in enumerate(made.rows)]
                gone = [before[each.item].id for each in rows if each.item in before]
                self._kept.end(connection, gone, "replaced", who, "a newer version", _ms(now))
                self._kept.add(connection, rows)
            self.log.finish()
        new = {each.id: each for each in rows}
        return [
            IssuedPassport(each.id, each.item, each.garment, each.version, each.leaf)
            for each in map(new.__getitem__, issued)
        ]

    def _make(
        self, made: "_Made", link: str, garment: str, said: Mapping[str, Any], was: KeptPassport | None
    ) -> str:
        """Sign one more; returns its id."""
        id_, salt, position = secrets.token_hex(16), new_salt(), made.position + len(made.rows)
        document = self._credential(id_, link, said, position, was, made.at)
        body = signed_bytes(document, made.key, made.method, made.at)
        made.leaves.append(NewLeaf("passport", 0, id_, commitment(salt, body), salt))
        version = was.version + 1 if was else 1
        about = (id_, link, garment, version, "issued", 0, position)
        made.rows.append(KeptPassport(*about, body, _ms(made.at), made.who, 0, "", ""))  # type: ignore[arg-type]
        return id_

    def _name_parts(
        self, made: "_Made", contents: Sequence[ItemContent], connection: Connection
    ) -> dict[tuple[str, bytes], dict[str, str]]:
        """By link and words, models' and batches' passports as items name them; new ones are made.

        They stand beside each other: an item names the one that was in force when its own was issued, and
        only a revocation ends one.
        """
        wanted = {(of.link, of.digest): of for each in contents for of in each.parts}
        versions = self._kept.every({link for link, _ in wanted}, connection)
        named = dict[tuple[str, bytes], dict[str, str]]()
        for link, kept in versions.items():
            for each in kept:
                key = (link, _digest(each, self.log.did))
                if key in wanted:
                    if each.state == "revoked":
                        raise ModisteError("MOD-2627", item=link, at=_day(each.ended_at))
                    named[key] = self._reference(each)
        for key, of in wanted.items():
            if key not in named:
                was = versions.get(of.link, [])[-1:]
                self._make(made, of.link, of.garment, of.said, was[0] if was else None)
                versions.setdefault(of.link, []).append(made.rows[-1])
                named[key] = self._reference(made.rows[-1])
        return named

    def _reference(self, kept: KeptPassport) -> dict[str, str]:
        return {"id": self._address(kept.id), "sha256": hashlib.sha256(kept.body).hexdigest()}

    def _credential(
        self,
        id_: str,
        link: str,
        said: Mapping[str, Any],
        position: int,
        was: KeptPassport | None,
        now: datetime,
    ) -> dict[str, Any]:
        number, bit = divmod(position, BITS)
        previous = None
        if was is not None:
            previous = self._reference(was)
        return passport_credential(
            PassportFacts(
                id=self._address(id_),
                issuer=self.log.did,
                issuer_name=self._shop.settings.issuer_name or self.log.host,
                item=link,
                said=said,
                valid_from=now,
                valid_until=now.replace(year=now.year + YEARS, day=min(now.day, 28)),
                status=status_entry(self._list(number), "revocation", bit),
                previous=previous,
            )
        )

    def _history(self, item: str, now: Checkpoint) -> tuple[tuple[dict[str, Any], bytes, Leaf], ...]:
        """The events of an item with salt and place in the log; sensors' apart."""
        steps = [each for each in self._shop.supplying.journey(item)["steps"] if not each["sensors"]]
        numbers = [each["number"] for each in steps[-_MOST_HISTORY:]]
        leaves = self._kept.leaves_of_events(numbers)
        events = self._shop.store.supply_events.numbered(leaves)
        return tuple(
            (dict(committable(events[number])), leaf.salt, self.log.leaf(leaf.number, now))
            for number, leaf in sorted(leaves.items())
            if leaf.salt is not None and leaf.number < now.size
        )

    def _address(self, id_: str) -> str:
        return f"{self.log.base}/passports/{id_}"

    def _list(self, number: int) -> str:
        return f"{self.log.base}/passports/status/{number}"

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)


@dataclass
class _Made:
    """Rows and leaves of one transaction, and who signs them when."""

    position: int
    at: datetime
    who: str
    key: Ed25519PrivateKey
    method: str
    rows: list[KeptPassport] = field(default_factory=list)
    leaves: list[NewLeaf] = field(default_factory=list)


def _statements(credential: Any) -> Iterator[str]:
    """The hashes of the statements that a passport names; one that somebody spoiled names none."""
    subject = credential.get("credentialSubject") if isinstance(credential, Mapping) else None
    yield from (str(said["source"]["statement"]) for _, said in signed_facts(subject))


def _says(was: KeptPassport, said: Mapping[str, Any], did: str) -> bool:
    """Whether a passport says the same already, as the same issuer's word."""
    return _digest(was, did) == hashlib.sha256(canonical(dict(said))).digest()


def _digest(kept: KeptPassport, did: str) -> bytes:
    """The hash of what a passport says, none where it was erased or is another issuer's word."""
    said = orjson.loads(kept.body)
    if not said or said["issuer"]["id"] != did:
        return b""
    subject = {name: each for name, each in said["credentialSubject"].items() if name != "id"}
    return hashlib.sha256(canonical(subject)).digest()


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _day(at: int) -> str:
    return str(datetime.fromtimestamp(at / 1000, UTC).date())
