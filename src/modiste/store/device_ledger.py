"""What devices handed over, as it came: keys, how far each has come, envelopes, gaps, what was set aside.

Knows rows and the transactions they share; what a proof or an order means is the supply room's. Moments are
milliseconds since 1970, as devices count.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, func, insert, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from modiste.garment import Device, ModisteError
from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.files import telling, write_whole
from modiste.store.locks import exclusive
from modiste.store.tables import (
    TABLES,
    device_envelopes,
    device_gaps,
    device_held,
    device_keys,
    device_marks,
    device_tags,
)

SECRET = "devices.secret"  # noqa: S105 - a file's name
MOST_HELD = 100_000
"""Rows of what was set aside; behind that only the counts grow."""
_EXCERPT = 64 * 1024
_UNPROVED_EXCERPT = 2048
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeptDeviceKey:
    """A device's key as a row; `public` is empty for a shared secret, which no row holds."""

    id: str
    device: str
    kind: str
    public: bytes
    valid_from: int
    valid_to: int = 0
    revoked_at: int = 0


@dataclass(frozen=True, slots=True, order=True)
class DeviceMark:
    """How far a device has come: all up to this seq of this epoch is here, or was declared lost."""

    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class KeptEnvelope:
    """An envelope as it came, with the span of seqs that were taken from it."""

    device: str
    epoch: int
    first: int
    last: int
    received_at: int
    key: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class DeviceGap:
    """Numbers that a device declared lost: at most so many messages."""

    device: str
    epoch: int
    first: int
    last: int
    declared_at: int


@dataclass(frozen=True, slots=True)
class HeldEnvelope:
    """What was set aside, why, and how often it came."""

    code: str
    identity: str
    device: str
    reason: str
    sender: str
    first_at: int
    last_at: int
    times: int
    sealed: bytes


@dataclass(frozen=True, slots=True)
class TagPresence:
    """A tag before a reader: since when, until when, and whether it counts as there yet."""

    device: str
    epc: str
    first_at: int
    last_at: int
    reads: int
    is_there: bool


class DeviceLedger:
    """The ledger of one shop's devices."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database, self._root = database, root

    def secret(self) -> bytes:
        """The shop's own secret, of which devices' secrets are derived; made once, readable by its owner.

        Raises:
            ModisteError: MOD-1110 when the file cannot be read or written, MOD-1101 when it is cut short.
        """
        path = self._root / SECRET
        with telling(path), exclusive(self._root / f".{SECRET}.lock"):
            if not path.exists():
                write_whole(path, secrets.token_bytes(_SECRET_BYTES), 0o600)
            secret = path.read_bytes()
        if len(secret) != _SECRET_BYTES:
            raise ModisteError("MOD-1101", path=path, reason="the secret of its devices is damaged")
        return secret

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is whole on disk when the block ends, or did not happen."""
        return self._database.writing()

    # --- devices and keys ---

    def register(self, device: Device, key: KeptDeviceKey) -> None:
        """Keep a new device with its first key.

        Raises:
            ModisteError: MOD-1105 where there is one of this id.
        """
        with self._database.writing() as connection:
            connection.execute(insert(TABLES[Device]).values(device.model_dump()))
            connection.execute(insert(device_keys).values(asdict(key)))

    def rotate(self, key: KeptDeviceKey, until: int) -> None:
        """Keep a device's next key; those before it count until then at the longest."""
        before = and_(
            device_keys.c.device == key.device,
            or_(device_keys.c.valid_to == 0, device_keys.c.valid_to > until),
        )
        with self._database.writing() as connection:
            connection.execute(update(device_keys).where(before).values(valid_to=until))
            connection.execute(insert(device_keys).values(asdict(key)))

    def revoke(self, device: str, at: int, key: str = "") -> int:
        """Believe nothing more that a key, or any of a device, proves; returns how many keys that were."""
        where = and_(device_keys.c.device == device, device_keys.c.revoked_at == 0)
        if key:
            where = and_(where, device_keys.c.id == key)
        with self._database.writing() as connection:
            return connection.execute(update(device_keys).where(where).values(revoked_at=at)).rowcount

    def device(self, id_: str) -> Device:
        """One device.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = [each for each in self.devices() if each.id == id_]
        if not found:
            raise ModisteError("MOD-1103", kind="device", id=id_[:80])
        return found[0]

    def devices(self) -> list[Device]:
        """Every device, by id."""
        table = TABLES[Device]
        with self._database.reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.id)).mappings().all()
        return [Device.model_validate(dict(row)) for row in rows]

    def every_key(self) -> list[KeptDeviceKey]:
        """Every key, oldest first."""
        query = select(device_keys).order_by(device_keys.c.valid_from, device_keys.c.id)
        with self._database.reading() as connection:
            return [KeptDeviceKey(*row) for row in connection.execute(query)]

    # --- what was handed over, inside the writer's transaction ---

    def marks_in(self, connection: Connection, devices: Sequence[str]) -> dict[str, DeviceMark]:
        """How far these devices have come, by id; locked against other writers until the transaction ends."""
        newest = (
            select(device_marks.c.device, func.max(device_marks.c.epoch))
            .where(device_marks.c.device.in_(devices))
            .group_by(device_marks.c.device)
        )
        query = select(device_marks.c.device, device_marks.c.epoch, device_marks.c.seq)
        query = query.where(tuple_(device_marks.c.device, device_marks.c.epoch).in_(newest)).with_for_update()
        return {row[0]: DeviceMark(row[1], row[2]) for row in connection.execute(query)}

    def tags_in(self, connection: Connection, devices: Sequence[str]) -> dict[str, dict[str, TagPresence]]:
        """Which tags these devices see, by device and EPC."""
        found: dict[str, dict[str, TagPresence]] = {each: {} for each in devices}
        for row in connection.execute(select(device_tags).where(device_tags.c.device.in_(devices))):
            tag = TagPresence(*row)
            found[tag.device][tag.epc] = tag
        return found

    def keep_in(
        self,
        connection: Connection,
        envelopes: Sequence[KeptEnvelope],
        marks: Mapping[str, Sequence[DeviceMark]],
        gaps: Sequence[DeviceGap],
        at: int,
    ) -> None:
        """Write what was accepted; a span that is there already fails the transaction as a whole."""
        if envelopes:
            connection.execute(insert(device_envelopes), [_values(each) for each in envelopes])
        rows = [
            {"device": device, "epoch": mark.epoch, "seq": mark.seq, "at": at}
            for device, some in marks.items()
            for mark in some
        ]
        _upsert(connection, device_marks, ("device", "epoch"), ("seq", "at"), rows)
        if gaps:
            connection.execute(insert(device_gaps), [_values(each) for each in gaps])

    def keep_tags_in(
        self, connection: Connection, changed: Mapping[tuple[str, str], TagPresence | None]
    ) -> None:
        """Note which tags came, stayed or went."""
        gone = [key for key, tag in changed.items() if tag is None]
        if gone:
            there = tuple_(device_tags.c.device, device_tags.c.epc)
            connection.execute(delete(device_tags).where(there.in_(gone)))
        rows = [_values(tag) for tag in changed.values() if tag is not None]
        said = ("first_at", "last_at", "reads", "is_there")
        _upsert(connection, device_tags, ("device", "epc"), said, rows)

    def hold_in(self, connection: Connection, held: Iterable[HeldEnvelope]) -> None:
        """Set aside; what came before is counted, not kept twice."""
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for each in held:
            before = rows.get((each.code, each.identity))
            times = each.times + (before["times"] if before else 0)
            first_at = before["first_at"] if before else each.first_at
            rows[each.code, each.identity] = {
                **_values(each),
                "first_at": first_at,
                "identity": keepable(each.identity)[:500],
                "device": keepable(each.device)[:500],
                "sender": keepable(each.sender)[:500],
                "reason": keepable(each.reason)[:2000],
                "sealed": each.sealed[: _EXCERPT if each.device else _UNPROVED_EXCERPT],
                "times": times,
            }
        if not rows:
            return
        count = connection.execute(select(func.count()).select_from(device_held)).scalar_one()
        if count >= MOST_HELD:
            rows = {key: {**row, "identity": "more", "sealed": b""} for key, row in rows.items()}
        new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(device_held)
        more = {
            "last_at": new.excluded.last_at,
            "times": device_held.c.times + new.excluded.times,
            "reason": new.excluded.reason,
        }
        statement = new.on_conflict_do_update(index_elements=["code", "identity"], set_=more)
        connection.execute(statement, list(rows.values()))

    # --- looking ---

    def marks(self) -> dict[str, list[tuple[DeviceMark, int]]]:
        """Every device's epochs with their last seq and when it came."""
        found: dict[str, list[tuple[DeviceMark, int]]] = {}
        query = select(device_marks).order_by(device_marks.c.device, device_marks.c.epoch)
        with self._database.reading() as connection:
            for device, epoch, seq, at in connection.execute(query):
                found.setdefault(device, []).append((DeviceMark(epoch, seq), at))
        return found

    def gaps(self, device: str = "", limit: int = 1000) -> list[DeviceGap]:
        """What was declared lost, the newest first."""
        query = select(device_gaps).order_by(device_gaps.c.declared_at.desc()).limit(limit)
        if device:
            query = query.where(device_gaps.c.device == device)
        with self._database.reading() as connection:
            return [DeviceGap(*row) for row in connection.execute(query)]

    def held(self, device: str = "", limit: int = 1000) -> list[HeldEnvelope]:
        """What was set aside, the newest first."""
        columns = [column for column in device_held.c if column.name != "id"]
        query = select(*columns).order_by(device_held.c.last_at.desc(), device_held.c.id.desc()).limit(limit)
        if device:
            query = query.where(device_held.c.device == device)
        with self._database.reading() as connection:
            return [HeldEnvelope(*row) for row in connection.execute(query)]

    def held_by_code(self) -> dict[str, int]:
        """How often something was set aside, by the error's number."""
        query = select(device_held.c.code, func.sum(device_held.c.times)).group_by(device_held.c.code)
        with self._database.reading() as connection:
            return {code: int(times) for code, times in connection.execute(query)}

    def envelopes(self, device: str, epoch: int, after: int = 0, limit: int = 1000) -> list[KeptEnvelope]:
        """The envelopes in which a device handed over what is past the seq `after`, in order."""
        table = device_envelopes
        query = select(table).where(table.c.device == device, table.c.epoch == epoch, table.c.last > after)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(table.c.first).limit(limit))
            return [KeptEnvelope(*row) for row in rows]

    def forget(self, before: int) -> int:
        """Let go of raw envelopes that came before a moment; marks, gaps and events stay."""
        old = device_envelopes.c.received_at < before
        with self._database.writing() as connection:
            return connection.execute(delete(device_envelopes).where(old)).rowcount


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}


def _upsert(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    said: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    if not rows:
        return
    new = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    set_ = {name: new.excluded[name] for name in said}
    connection.execute(new.on_conflict_do_update(index_elements=list(keys), set_=set_), list(rows))
