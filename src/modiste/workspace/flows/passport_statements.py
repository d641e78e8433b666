"""What suppliers signed of a shop's garments: who may sign, what is taken in, what bundles show of it.

Knows whose keys a shop trusts and which facts it takes; signatures and formats are the passport room's. No
key is ever fetched: a did:key is its own, a did:web's is given by a person who had it on another way.
"""

import csv
import hashlib
import io
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import orjson

from modiste.garment import ModisteError, canonical_id
from modiste.passport import (
    STATEMENT_BYTES,
    FactSource,
    PassportField,
    Profile,
    ShownStatement,
    Stated,
    canonical,
    check_signer,
    did_of_key,
    fact,
    imported,
    kept_key,
    multikey,
    named_keys,
    read_profile,
    signed_statement,
    signer_key,
    stated,
)
from modiste.store import KeptSigner, KeptStatement, Rejection
from modiste.workspace.flows.passport_facts import ShopPassportFacts, entered_value, kept_fact

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_SHOWN_BYTES = 96_000
"""What all statements of a bundle may take; of the rest the hash alone is told."""
_MODEL = "https://id.gs1.org/01/"
_MOST_KEYS = 20


@dataclass(frozen=True)
class TakenStatement:
    """What came of a statement.

    Attributes:
        sha256: Its hash, by which passports name it.
        did: Who signed.
        name: What the shop calls the signer.
        fields: What was taken.
        refused: Fields that were not, each with the reason.
        is_private: Whether bundles tell its hash alone.
        valid_until: Until when it counts, or None.
    """

    sha256: str
    did: str
    name: str
    fields: tuple[str, ...]
    refused: Mapping[str, str]
    is_private: bool
    valid_until: datetime | None


class ShopStatements:
    """The signers of one shop and their statements."""

    def __init__(self, shop: "Shop", clock: Callable[[], float] = time.time) -> None:
        self._shop, self._kept, self._clock = shop, shop.store.passport_statements, clock

    def signers(self) -> list[KeptSigner]:
        """Who may sign, and who might once."""
        return self._kept.signers()

    def trusted(self) -> dict[str, frozenset[str]]:
        """By did, the keys that count."""
        found = dict[str, frozenset[str]]()
        for each in self._kept.signers():
            if not each.ended_at:
                found[each.did] = found.get(each.did, frozenset()) | {each.key}
        return found

    def name_signer(
        self,
        did: str,
        name: str,
        who: str,
        *,
        key: str = "",
        document: Any = None,
        tiers: Sequence[str] = (),
    ) -> list[KeptSigner]:
        """Let a supplier sign.

        Args:
            did: `did:key:...` or `did:web:...`.
            name: What people call it.
            who: By whose hand.
            key: A did:web's key, a multikey.
            document: A did:web's document, instead of a key.
            tiers: Of which of the profile's tiers it may speak; of all where none is named.

        Raises:
            ModisteError: MOD-2694 where it cannot be a signer, MOD-2601 for what is no key of Ed25519,
                MOD-2620 for a document without keys.
        """
        known = read_profile().words["tiers"]
        if wrong := next((each for each in tiers if each not in known), None):
            reason = f"{wrong[:40]!r} is none of the tiers {', '.join(known)}"
            raise ModisteError("MOD-2694", did=did[:100], reason=reason)
        if not name.strip():
            raise ModisteError("MOD-2694", did=did[:100], reason="it has no name")
        given = [key] if document is None else _keys_of(document, did)
        made = [
            KeptSigner(did, signer_key(did, each), name.strip()[:500], tuple(tiers), self._now_ms(), who)
            for each in given
        ]
        for each in made:
            self._kept.name_signer(each)
        return made

    def end_signer(self, did: str, who: str) -> None:
        """A supplier may not sign any more, and what it signed counts as merely stated from now on.

        Raises:
            ModisteError: MOD-1103 where none of the name may.
        """
        self._kept.end_signer(did, who, self._now_ms())

    def take(
        self, garment: str, data: bytes, who: str, *, is_private: bool = False, name: str = "statement"
    ) -> TakenStatement:
        """Take in a signed statement of a garment; facts that cannot be taken go to quarantine.

        Args:
            garment: The garment's id.
            data: The statement, as JSON.
            who: By whose hand.
            is_private: Whether bundles tell its hash alone; of one that says what is not public they do.
            name: Where it came from.

        Raises:
            ModisteError: MOD-1103 for an unknown garment, MOD-2691 for no statement, MOD-2692 for a signer
                whom nobody named, MOD-2620 for a signature that does not hold, MOD-2693 for one that does not
                count.
        """
        facts = ShopPassportFacts(self._shop, self._clock)
        facts.garment(garment)
        document, body = _document(data)
        said, now = stated(document), datetime.fromtimestamp(self._clock(), UTC)
        signer = self._signer(document, said.did)
        if not said.counts_at(now):
            is_early = now < said.valid_from
            at = said.valid_from if is_early else said.valid_until
            raise ModisteError(
                "MOD-2693", reason=f"it is valid {'from' if is_early else 'until'} {at:%Y-%m-%d}"
            )
        sha256 = hashlib.sha256(body).hexdigest()
        source = FactSource(
            "document", said.id, document["validFrom"][:40], said.name or signer.name, said.did, sha256
        )
        read, refused = _facts(facts.profile, document, said, source)
        if signer.tiers:
            others = [each.id for each in read if facts.profile.field(each.id).tier not in signer.tiers]
            refused |= dict.fromkeys(others, f"{signer.name} may speak of {', '.join(signer.tiers)} alone")
        read = [each for each in read if each.id not in refused and each.level != "item"]
        self._see_that_it_is_of(facts, garment, said, read)
        if not read:
            reason = next(iter(refused.values()), "it says nothing of a model or a batch")
            raise ModisteError("MOD-2693", reason=reason.rstrip("."))
        hidden = is_private or _says_more(facts.profile, [*(said.facts or ()), *(each.id for each in read)])
        until = int(said.valid_until.timestamp() * 1000) if said.valid_until else 0
        kept = KeptStatement(
            sha256, garment, said.did, signer.key, signer.name, body, hidden, until, self._now_ms(), who
        )
        self._kept.add(kept, [kept_fact(garment, each, kept.made_at, who, sha256) for each in read])
        self._shop.store.quarantine.put(
            Rejection(name, f"{garment}: {field}", "MOD-2693", reason) for field, reason in refused.items()
        )
        fields = tuple(each.id for each in read)
        return TakenStatement(sha256, said.did, signer.name, fields, refused, hidden, said.valid_until)

    def withdraw(self, sha256: str, garment: str, who: str) -> KeptStatement:
        """Take a statement back: what it says is said no more, passports that named it keep their words.

        Raises:
            ModisteError: MOD-1103 where there is none.
        """
        kept, now = self._kept.get(sha256, garment), self._now_ms()
        said = [
            each._replace(value=None, made_at=now, made_by=who)
            for each in self._shop.store.passport_facts.current(garment)
            if each.statement == sha256
        ]
        return self._kept.withdraw(kept, said, who, now)

    def listing(self, garment: str = "") -> list[KeptStatement]:
        """Statements, the newest first."""
        return self._kept.listing(garment)

    def shown(self, hashes: Iterable[str]) -> tuple[ShownStatement, ...]:
        """Statements as a bundle has them, by their hash."""
        found, room = list[ShownStatement](), _SHOWN_BYTES
        for digest, kept in sorted(self._kept.several(hashes).items()):
            fits = not kept.is_private and len(kept.body) <= room
            room -= len(kept.body) if fits else 0
            found.append(ShownStatement(digest, kept.key, orjson.loads(kept.body) if fits else None))
        return tuple(found)

    def _signer(self, document: Mapping[str, Any], did: str) -> KeptSigner:
        """Whose key signed.

        Raises:
            ModisteError: As `take`.
        """
        known = [each for each in self._kept.signers(did) if not each.ended_at][:_MOST_KEYS]
        if not known:
            raise ModisteError("MOD-2692", did=did[:200])
        for number, each in enumerate(known, 1):
            try:
                check_signer(document, did, each.key)
            except ModisteError:
                if number == len(known):
                    raise
            else:
                return each
        raise AssertionError(did)

    def _see_that_it_is_of(
        self, facts: ShopPassportFacts, garment: str, said: Stated, read: Sequence[PassportField]
    ) -> None:
        """A statement that names another garment of the shop is not this one's."""
        link = _model_of(said.subject)
        of = facts.by_gtin.get(link)
        if of is not None and of.garment.id != garment:
            raise ModisteError("MOD-2693", reason=f"it is of {of.garment.id[:80]}, not of {garment[:80]}")
        for each in read:
            mine = facts.by_gtin.get(str(each.value)) if each.id == "identity.gtin" else None
            if each.id == "identity.gtin" and (mine is None or mine.garment.id != garment):
                raise ModisteError("MOD-2693", reason=f"{each.value} is no GTIN of {garment[:80]}")

    def _now_ms(self) -> int:
        return int(self._clock() * 1000)


def write_statement(
    rows: bytes,
    key: Path,
    name: str,
    *,
    subject: str = "",
    did: str = "",
    days: int = 365,
    now: datetime | None = None,
) -> bytes:
    """A supplier's own statement, signed.

    Args:
        rows: A CSV with the columns field and value.
        key: The file of the supplier's key, made where there is none.
        name: What the supplier calls itself.
        subject: Of what it speaks, such as a lot; a new urn where it names nothing.
        did: A did:web, under which the key is published; the key's own name otherwise.
        days: For how long it counts.
        now: From when.

    Raises:
        ModisteError: MOD-2686 where it is no such CSV, MOD-2681 to MOD-2683 for what cannot be said, MOD-2694
            for a name that is none.
    """
    profile, facts = read_profile(), dict[str, Any]()
    for row in _rows(rows):
        field = profile.field(row["field"].strip())
        source = FactSource("document", "statement")
        facts[field.id] = fact(
            profile, field.id, entered_value(field.type, row["value"].strip()), source
        ).value
    if not facts:
        raise ModisteError("MOD-2686", reason="it states no facts")
    secret, at = kept_key(key), (now or datetime.now(UTC)).replace(microsecond=0)
    public = multikey(secret)
    signer = did or did_of_key(public)
    signer_key(signer, public)
    id_ = uuid4().urn
    said = Stated(id_, signer, name, at, at + timedelta(days=days), subject or id_, facts, profile.id)
    made = canonical(signed_statement(said, secret, at))
    if len(made) > STATEMENT_BYTES:
        raise ModisteError("MOD-2685", size=len(made), most=STATEMENT_BYTES)
    return made


def _rows(data: bytes) -> list[dict[str, str]]:
    try:
        read = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        lacks = [each for each in ("field", "value") if each not in (read.fieldnames or ())]
        if lacks:
            raise ModisteError("MOD-2686", reason=f"it has no column {lacks[0]}")
        return [{name: row.get(name) or "" for name in ("field", "value")} for row in read]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ModisteError("MOD-2686", reason=str(error)[:200]) from None


def _document(data: bytes) -> tuple[dict[str, Any], bytes]:
    """A statement and its canonical bytes."""
    if len(data) > 4 * STATEMENT_BYTES:
        raise ModisteError("MOD-2691", reason=f"{len(data)} bytes are more than {4 * STATEMENT_BYTES}")
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ModisteError("MOD-2691", reason=str(error).rstrip(".")) from None
    if not isinstance(document, dict):
        raise ModisteError("MOD-2691", reason="it is no JSON object")
    body = canonical(document)
    if len(body) > STATEMENT_BYTES:
        raise ModisteError("MOD-2691", reason=f"{len(body)} bytes are more than {STATEMENT_BYTES}")
    return document, body


def _facts(
    profile: Profile, document: Mapping[str, Any], said: Stated, source: FactSource
) -> tuple[list[PassportField], dict[str, str]]:
    """What a statement says, and what of it cannot be taken with the reason."""
    if said.facts is None:
        made = imported(profile, document)
        return [replace(each, source=source) for each in made.facts], {
            each.field: each.reason for each in made.refused
        }
    if said.profile != profile.id:
        raise ModisteError("MOD-2691", reason=f"it speaks by {said.profile[:60]!r}, not by {profile.id}")
    read, refused = list[PassportField](), dict[str, str]()
    for id_, value in said.facts.items():
        try:
            one = fact(profile, id_, value, source)
        except ModisteError as error:
            refused[id_[:80]] = error.detail
            continue
        if canonical(one.value) != canonical(value):
            # What is signed is compared letter by letter, so that anyone can.
            refused[id_] = f"it is written another way than {orjson.dumps(one.value).decode()[:200]}"
            continue
        read.append(one)
    return read, refused


def _says_more(profile: Profile, fields: Iterable[str]) -> bool:
    """Whether fields are not all for the public."""
    known = (profile.fields.get(each) for each in fields)
    return any(each is not None and each.audience != "public" for each in known)


def _model_of(subject: str) -> str:
    """The GTIN of a Digital Link, or ""."""
    try:
        link = canonical_id(subject)
    except ModisteError:
        return ""
    return link.removeprefix(_MODEL).partition("/")[0] if link.startswith(_MODEL) else ""


def _keys_of(document: Any, did: str) -> tuple[str, ...]:
    if not isinstance(document, Mapping) or document.get("id") != did:
        raise ModisteError("MOD-2694", did=did[:100], reason="the document is another's")
    keys = named_keys(document)[:_MOST_KEYS]
    if not keys:
        raise ModisteError("MOD-2694", did=did[:100], reason="the document names no key")
    return keys
