"""What a shop knows of an item for its passport, with what people and suppliers' documents add to it.

Knows which rows and entries become facts; how facts become content is the passport room's.
"""

import csv
import io
import json
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import Colourway, Fabric, Garment, ModisteError, Sku, canonical_id
from modiste.passport import (
    AUDIENCES,
    Content,
    DocumentFrame,
    Exported,
    FactSource,
    How,
    Imported,
    Level,
    PassportField,
    RegistryRow,
    completeness,
    compose,
    exported,
    fact,
    imported,
    read_mapping,
    read_profile,
    registry_row,
)
from modiste.store import KeptFact, Rejection
from modiste.workspace.flows.passport_sources import (
    SpineFacts,
    footprint_facts,
    journey_facts,
    spine_facts,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

_ITEM = "https://id.gs1.org/01/"
_LINK, _SERIAL = "identity.item_link", "identity.serial"
_MOST_BYTES = 5_000_000
_COLUMNS = ("garment", "field", "value", "kind", "ref", "at", "note")


@dataclass(frozen=True)
class EnteredFile:
    """What became of a file of facts: rows read, kept, and refused to quarantine."""

    read: int
    added: int
    refused: int


@dataclass(frozen=True)
class Alike:
    """What items of one making say alike.

    Attributes:
        content: All of it, without any item's link.
        facts: From which it was composed.
        is_simulated_way: Whether the way is.
    """

    content: Content
    facts: tuple[PassportField, ...]
    is_simulated_way: bool


class ShopPassportFacts:
    """Facts and contents of the passports of one shop."""

    def __init__(self, shop: "Shop", clock: Callable[[], float] = time.time) -> None:
        self._shop, self._entered, self._clock = shop, shop.store.passport_facts, clock
        self.profile = read_profile()
        self._alike: dict[tuple[Any, ...], Alike] = {}
        self._tells: dict[int, bool] = {}

    def content(self, item: str) -> Content:
        """What the passport of an item says now.

        Args:
            item: By any of its names.

        Raises:
            ModisteError: MOD-2626 for what is no single item, MOD-1103 where no event is about it, MOD-2684
                for a garment out of scope.
        """
        link, gtin, _ = item_parts(item)
        journey = self._shop.supplying.journey(link)
        told = [each["number"] for each in journey["steps"] if not each["sensors"]]
        alike = self._composed(gtin, journey, self._shop.store.supply_events.numbered(told))
        own, ids = self.own(journey, alike), {**alike.content.ids, "item": link}
        return compose(self.profile, [*own, *alike.facts], ids)

    def alike(self, journey: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]) -> "Alike":
        """What all items of a GTIN with the same making say alike, composed once.

        Args:
            journey: Of one of them.
            events: On its way, by number.

        Raises:
            ModisteError: As `content`.
        """
        gtin = item_parts(journey["item"])[1]
        item, tells = journey["item"], self._tells
        for each in journey["steps"]:
            if each["number"] not in tells:
                tells[each["number"]] = _tells(each, events)
        key = (gtin, *(_trace(each, item) for each in journey["steps"] if tells[each["number"]]))
        if key not in self._alike:
            self._alike[key] = self._composed(gtin, journey, events)
        return self._alike[key]

    def own(self, journey: Mapping[str, Any], alike: "Alike") -> list[PassportField]:
        """What an item alone says: its link and its serial number."""
        link, _, serial = item_parts(journey["item"])
        about = FactSource("event", journey["steps"][-1]["event_id"], journey["begun_at"] or "")
        how: How = "simulated" if alike.is_simulated_way else "declared"
        return [fact(self.profile, _LINK, link, about, how), fact(self.profile, _SERIAL, serial, about, how)]

    def _composed(
        self, gtin: str, journey: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]
    ) -> "Alike":
        way = journey_facts(self.profile, journey, events, self._places)
        is_simulated = any(each.how == "simulated" for each in way.facts)
        days = [each["at"][:10] for each in journey["steps"] if each["step"] in ("loading", "commissioning")]
        facts = list(way.facts)
        facts += footprint_facts(self.profile, self._footprint, way.order, days, is_simulated=is_simulated)
        of = self.by_gtin.get(gtin)
        if of is not None:
            facts += spine_facts(self.profile, of)
            facts += self._of(of.garment.id)
        ids: dict[Level, str] = {"model": f"{_ITEM}{gtin}"}
        if way.order:
            ids["batch"] = f"{_ITEM}{gtin}/10/{way.order.rpartition(':')[2]}"
        return Alike(compose(self.profile, facts, ids), tuple(facts), is_simulated)

    def set(self, garment: str, field: str, value: str, ref: str, who: str, kind: str = "person") -> Any:
        """Keep what a person says of a garment; returns the value as it is kept, None where taken back.

        Args:
            garment: The garment's id.
            field: The profile's field.
            value: In words: a text, a number, "true", or JSON for records; "" takes back what was said.
            ref: Who or what says so.
            who: Who enters it.
            kind: Of which kind the evidence is.

        Raises:
            ModisteError: MOD-1103 for an unknown garment, MOD-2681 to MOD-2683 for what cannot be said.
        """
        row = {"garment": garment, "field": field, "value": value, "kind": kind, "ref": ref}
        kept = self._entry(row, who)
        self._entered.add([kept])
        return kept.value

    def import_rows(self, data: bytes, name: str, who: str) -> EnteredFile:
        """Keep the facts of a CSV file with columns garment, field, value, and kind, ref, at, note.

        Rows that cannot be taken go to quarantine, with the reason.

        Raises:
            ModisteError: MOD-2686 where it is no such file.
        """
        try:
            rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True)
            lacks = [each for each in _COLUMNS[:3] if each not in (rows.fieldnames or ())]
            if lacks:
                raise ModisteError("MOD-2686", reason=f"it has no column {lacks[0]}")
            read = list(rows)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ModisteError("MOD-2686", reason=str(error)[:200]) from None
        kept, refused = list[KeptFact](), list[Rejection]()
        for number, row in enumerate(read, 2):
            try:
                kept.append(self._entry({column: row.get(column) or "" for column in _COLUMNS}, who))
            except ModisteError as error:
                place, text = f"line {number}", json.dumps(row, ensure_ascii=False)[:4000]
                refused.append(Rejection(name, place, error.code, error.detail, text))
        self._shop.store.quarantine.put(refused)
        self._entered.add(kept)
        return EnteredFile(len(read), len(kept), len(refused))

    def import_passport(self, garment: str, document: Any, name: str, who: str) -> Imported:
        """Keep what a supplier's passport says of a garment; what cannot be taken goes to quarantine.

        What it says of one item alone, such as a serial number, is not the garment's and is not kept.

        Raises:
            ModisteError: MOD-1103 for an unknown garment, MOD-2686 for no passport.
        """
        self.garment(garment)
        made = imported(self.profile, document)
        now = self._now()
        self._entered.add([kept_fact(garment, each, now, who) for each in made.facts if each.level != "item"])
        self._shop.store.quarantine.put(
            Rejection(name, f"{garment}: {each.field}", each.code, each.reason) for each in made.refused
        )
        return made

    def export(self, item: str, target: str) -> Exported:
        """What is public of an item's passport, in another format; it is not signed."""
        now, log = datetime.fromtimestamp(self._clock(), UTC), self._shop.passports.log
        frame = DocumentFrame(
            id=canonical_id(item),
            issuer=log.did,
            issuer_name=self._shop.settings.issuer_name or log.host,
            valid_from=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            valid_until=now.replace(year=now.year + 10, day=min(now.day, 28)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        return exported(self.content(item), read_mapping(target), frame)

    def registry_row(self, item: str, backup: str) -> RegistryRow:
        """What a registry is told of the passport that is in force.

        Raises:
            ModisteError: MOD-1103 where none was issued, MOD-2689 for what is missing.
        """
        kept = self._shop.passports.newest(item)
        address = f"{self._shop.passports.log.base}/passports/{kept.id}"
        return registry_row(self.content(item), address, kept.body, backup)

    def _of(self, garment: str) -> list[PassportField]:
        entered = [each for each in self._entered.current(garment) if each.field in self.profile.fields]
        signed = self._signed({each.statement for each in entered if each.statement})
        return [
            fact(
                self.profile,
                each.field,
                each.value,
                FactSource(each.kind, each.ref, each.at, each.note, *signed.get(each.statement, ())),
            )
            for each in entered
        ]

    def _signed(self, hashes: Collection[str]) -> dict[str, tuple[str, str]]:
        """By a statement's hash, who signed it and the hash, where that counts now."""
        if not hashes:
            return {}
        statements, now = self._shop.store.passport_statements, self._now()
        trusted = {(each.did, each.key) for each in statements.signers() if not each.ended_at}
        return {
            digest: (each.did, digest)
            for digest, each in statements.several(hashes).items()
            if (each.did, each.key) in trusted and (not each.valid_until or now < each.valid_until)
        }

    def _entry(self, row: Mapping[str, str], who: str) -> KeptFact:
        """An entry, checked."""
        garment, field = self.garment(row["garment"]), self.profile.field(row["field"])
        kind, ref = row.get("kind") or "person", row.get("ref") or who
        text, at = row["value"].strip(), row.get("at") or self._today()
        value = None
        if text:
            value = fact(self.profile, field.id, entered_value(field.type, text), FactSource(kind, ref)).value
        source = (kind, ref[:500], at[:40], row.get("note", "")[:1000])
        return KeptFact(garment, field.id, value, *source, self._now(), who)

    def garment(self, id_: str) -> str:
        """A garment's id, if there is such a garment.

        Raises:
            ModisteError: MOD-1103 where not.
        """
        if self._shop.store.rows.find(Garment, [id_]).get(id_) is None:
            raise ModisteError("MOD-1103", kind="garment", id=id_[:80])
        return id_

    @cached_property
    def by_gtin(self) -> dict[str, SpineFacts]:
        """What the shop's SKUs are of."""
        rows = self._shop.store.rows
        garments = {each.id: each for each in rows.scan(Garment)}
        colourways = {each.id: each for each in rows.scan(Colourway)}
        fabrics = {each.id: each for each in rows.scan(Fabric)}
        found = {}
        for sku in rows.scan(Sku):
            colourway = colourways.get(sku.colourway_id)
            garment = garments.get(colourway.garment_id) if colourway else None
            if sku.gtin and colourway and garment:
                words = garment.attributes
                cloth = fabrics.get(words.get("cloth", "") or words.get("fabric", ""))
                found[sku.gtin] = SpineFacts(garment, colourway, sku, cloth)
        return found

    @cached_property
    def _places(self) -> dict[str, Any]:
        return {each.id: each for each in self._shop.places.listing()}

    @cached_property
    def _footprint(self) -> dict[str, Any]:
        return self._shop.supply_facts.footprint()

    def _now(self) -> int:
        return int(self._clock() * 1000)

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).date().isoformat()


def item_parts(item: str) -> tuple[str, str, str]:
    """The canonical link, GTIN and serial number of an item, by any of its names.

    Raises:
        ModisteError: MOD-2626 for what is no single item.
    """
    link = canonical_id(item)
    gtin, _, serial = link.removeprefix(_ITEM).partition("/21/")
    if not serial or not link.startswith(_ITEM):
        raise ModisteError("MOD-2626", value=item[:100])
    return link, gtin, serial


def _tells(step: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]) -> bool:
    """Whether a step says something of the making."""
    is_making = step["step"] in ("loading", "commissioning")
    return is_making or "certificationInfo" in events.get(step["number"], ())


def _trace(step: Mapping[str, Any], item: str) -> tuple[int, str, bool]:
    return step["number"], "" if step["thing"] == item else step["thing"], step["is_void"]


def entered_value(type_: str, text: str) -> Any:
    """A value from what was typed."""
    if type_ in ("records", "record", "care", "boolean"):
        if type_ == "care" and not text.startswith("["):
            return text.replace(",", " ").split()
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text


def kept_fact(garment: str, said: PassportField, now: int, who: str, statement: str = "") -> KeptFact:
    """A fact of a garment as it is kept."""
    source = said.source
    about = (source.kind, source.ref, source.at, source.note, now, who, statement)
    return KeptFact(garment, said.id, said.value, *about)


def passport_shown(shop: "Shop", item: str, audience: str) -> dict[str, Any]:
    """What an item's passport says to an audience, and how complete it is.

    Raises:
        ModisteError: MOD-2101 for an unknown audience.
    """
    facts = ShopPassportFacts(shop)
    seen = next((each for each in AUDIENCES if each == audience), None)
    if seen is None:
        raise ModisteError("MOD-2101", reason=f"{audience[:30]!r} is none of {', '.join(AUDIENCES)}")
    content = facts.content(item)
    return {
        "content": content.said(seen),
        "completeness": completeness(content).said(),
        "disputed": list(content.disputed),
        "is_simulated": content.is_simulated,
    }


def passport_fields(shop: "Shop", item: str) -> dict[str, Any]:
    """What an item's passport says, field by field with its title, and what is missing of which tier."""
    content = ShopPassportFacts(shop).content(item)
    profile, done = content.profile, completeness(content)
    names = {each.did: each.name for each in shop.store.passport_statements.signers()}

    def titled(id_: str) -> dict[str, Any]:
        field = profile.fields[id_]
        return {
            "id": id_,
            "title": field.title,
            "title_zh": field.title_zh,
            "is_required": field.required,
            "audience": field.audience,
            "level": field.level,
        }

    return {
        "profile": profile.id,
        "percent": done.percent,
        "required_percent": done.required_percent,
        "signed_percent": done.signed_percent,
        "tiers": [
            {
                "tier": each.tier,
                "title": profile.words["tiers"][each.tier]["title"],
                "title_zh": profile.words["tiers"][each.tier]["title_zh"],
                "percent": each.percent,
                "signed_percent": each.signed_percent,
                "missing": [titled(id_) for id_ in (*each.missing_required, *each.missing)],
            }
            for each in done.tiers
        ],
        "fields": [
            {
                **titled(id_),
                "value": value_words(each.value),
                "unit": each.unit,
                "how": each.how,
                "source": each.source.kind,
                "signer": each.source.signer,
                "signer_name": names.get(each.source.signer, ""),
            }
            for id_, each in content.fields.items()
        ],
    }


def value_words(value: Any) -> str:
    """A field's value in a line."""
    if isinstance(value, dict):
        return ", ".join(value_words(each) for each in value.values() if each not in ("", None))
    if isinstance(value, list | tuple):
        return "; ".join(map(value_words, value))
    return str(value)


def import_passport_file(shop: "Shop", path: Path, garment: str, who: str) -> dict[str, Any]:
    """Take facts from a CSV, or from a supplier's passport in JSON, which is of a garment.

    Raises:
        ModisteError: MOD-2629 where it cannot be read, MOD-2686 where it is neither.
    """
    facts = ShopPassportFacts(shop)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ModisteError("MOD-2686", reason=f"it is larger than {_MOST_BYTES:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise ModisteError("MOD-2629", where=str(path), reason=str(error.strerror)) from None
    if path.suffix.lower() != ".json":
        return asdict(facts.import_rows(data, path.name, who))
    try:
        document = json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ModisteError("MOD-2686", reason=str(error)[:200].rstrip(".")) from None
    made = facts.import_passport(garment, document, path.name, who)
    added = sum(each.level != "item" for each in made.facts)
    counts = {"format": made.target, "added": added, "refused": len(made.refused)}
    return {**counts, "unread": list(made.unread)}


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
