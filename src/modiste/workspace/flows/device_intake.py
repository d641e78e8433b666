"""A shop's devices: registered, with keys that follow one another, heard over MQTT and HTTP, each once.

Knows how the registry's keys become rows, and joins the writer to the store's book of events; proofs, order
and protocols are the supply room's.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import Device, DeviceKind, ModisteError
from modiste.store import KeptDeviceKey
from modiste.supply import (
    INTAKE,
    OVERLAP_MS,
    Broker,
    Credentials,
    MqttIntake,
    Taken,
    Tls,
    Writer,
    check_reachable,
    checked_place,
    event_hash,
    issue,
)
from modiste.workspace.flows.supply_places import site_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop


class ShopDevices:
    """The devices of one shop. Threads may share it.

    Args:
        shop: Whose; what devices say becomes its supply events.
    """

    def __init__(self, shop: "Shop") -> None:
        self._shop, self._ledger = shop, shop.store.devices
        self._lock = threading.Lock()
        self._writer: Writer | None = None

    @property
    def writer(self) -> Writer:
        """The intake's writer, begun when it is first asked for."""
        with self._lock:
            if self._writer is None:
                self._writer = Writer(self._ledger, self._shop.supplying, event_hash)
            return self._writer

    def register(
        self, id_: str, kind: DeviceKind, name: str = "", place: str = "", public: str = ""
    ) -> Credentials:
        """Let a device in; what it needs is told this once and kept nowhere.

        Raises:
            ModisteError: MOD-2538 for an id, a place or a public key that is none, MOD-1105 for a device that
                is registered already.
        """
        now = _now()
        key, credentials = issue(id_, kind, self._ledger.secret(), now, public)
        device = Device(
            id=id_,
            name=name or id_,
            kind=kind,
            location=checked_place(place),
            public_key=key.public.hex() or None,
            registered_at=datetime.fromtimestamp(now / 1000, UTC),
        )
        self._ledger.register(device, KeptDeviceKey(**asdict(key)))
        self._shop.log.info("device registered", device=id_, device_kind=kind, key=key.id)
        return credentials

    def rotate(self, id_: str, public: str = "", overlap_ms: int = OVERLAP_MS) -> Credentials:
        """Give a device its next key; the one before counts beside it for a while.

        Raises:
            ModisteError: MOD-1103 when there is no such device, MOD-2538 for a public key that is none.
        """
        device, now = self._ledger.device(id_), _now()
        key, credentials = issue(id_, device.kind, self._ledger.secret(), now, public)
        self._ledger.rotate(KeptDeviceKey(**asdict(key)), now + max(overlap_ms, 0))
        self._shop.log.info("device key rotated", device=id_, key=key.id)
        return credentials

    def revoke(self, id_: str, key: str = "") -> int:
        """Believe nothing more of a device, or of one of its keys; returns how many keys that were.

        Raises:
            ModisteError: MOD-1103 when there is no such device.
        """
        self._ledger.device(id_)
        count = self._ledger.revoke(id_, _now(), key)
        self._shop.log.info("device revoked", device=id_, keys=count)
        return count

    def listing(self) -> list[dict[str, Any]]:
        """Every device with its keys, how far it has come, its gaps and how much of it was set aside."""
        marks, now = self._ledger.marks(), _now()
        keys: dict[str, list[dict[str, Any]]] = {}
        for key in self._ledger.every_key():
            keys.setdefault(key.device, []).append(
                {"id": key.id, "kind": key.kind, "state": _state(key, now)}
            )
        gaps: dict[str, list[dict[str, int]]] = {}
        for gap in self._ledger.gaps():
            gaps.setdefault(gap.device, []).append(
                {"epoch": gap.epoch, "first": gap.first, "last": gap.last, "declared_at": gap.declared_at}
            )
        held: dict[str, int] = {}
        for each in self._ledger.held():
            held[each.device] = held.get(each.device, 0) + each.times
        return [
            {
                "id": device.id,
                "name": device.name,
                "kind": device.kind,
                "place": device.location,
                "site": site_of(device.location),
                "registered_at": device.registered_at.isoformat(timespec="seconds"),
                "keys": keys.get(device.id, []),
                "epoch": marks[device.id][-1][0].epoch if device.id in marks else 0,
                "seq": marks[device.id][-1][0].seq if device.id in marks else 0,
                "heard_at": marks[device.id][-1][1] if device.id in marks else 0,
                "gaps": gaps.get(device.id, []),
                "set_aside": held.get(device.id, 0),
            }
            for device in self._ledger.devices()
        ]

    def one(self, id_: str) -> dict[str, Any]:
        """One device, as `listing` has it.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        found = [each for each in self.listing() if each["id"] == id_]
        if not found:
            raise ModisteError("MOD-1103", kind="device", id=id_[:80])
        return found[0]

    def set_aside(self, device: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """What was set aside and why, the newest first."""
        names = ("code", "device", "reason", "sender", "first_at", "last_at", "times")
        return [{name: getattr(each, name) for name in names} for each in self._ledger.held(device, limit)]

    def take(self, sealed: Sequence[bytes]) -> Taken:
        """Take envelopes in; on return what is good of them is on disk.

        Raises:
            ModisteError: MOD-2542 where too many wait, MOD-1110 when the disk refuses.
        """
        return self.writer.take(sealed)

    @contextmanager
    def listening(
        self, broker: tuple[str, int], tls: Path | None = None, *, embedded: bool = False
    ) -> Iterator[MqttIntake]:
        """Hear devices over a broker inside the block.

        Args:
            broker: Host and port.
            tls: A folder with authority.pem, and modiste-intake.pem and .key, as `mosquitto_folder` makes it;
                where we are the broker, with broker.pem and .key, too.
            embedded: Whether to be the broker, too.

        Raises:
            ModisteError: MOD-2540 when nothing listens there or the certificates cannot be read.
        """
        ours = Broker(broker, _files(tls, "broker")) if embedded else None
        try:
            if ours is None:
                check_reachable(broker)
            intake = MqttIntake(self.writer, ours.address if ours else broker, _files(tls, INTAKE))
            try:
                yield intake
            finally:
                intake.close()
                self.writer.settle()
        finally:
            if ours is not None:
                ours.close()

    def close(self) -> None:
        """Write what waits; twice is fine."""
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None


def _now() -> int:
    return time.time_ns() // 1_000_000


def _state(key: KeptDeviceKey, now: int) -> str:
    if key.revoked_at:
        return "revoked"
    return "ended" if key.valid_to and key.valid_to <= now else "ending" if key.valid_to else "counts"


def _files(folder: Path | None, name: str) -> Tls | None:
    if folder is None:
        return None
    return Tls(folder / "authority.pem", folder / f"{name}.pem", folder / f"{name}.key")
