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
from modiste.store import HeldEnvelope, KeptDeviceKey
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
    site_of,
)

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

CLOCK = "MOD-2536"
MOST_REASON = 500
_GAP = ("epoch", "first", "last", "declared_at", "why", "explained_at")
_HELD = (
    "id", "code", "device", "reason", "sender", "first_at", "last_at", "times", "decision", "why",
    "decided_at",
)  # fmt: skip


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
                self._writer = Writer(
                    self._ledger, self._shop.supplying, event_hash, ordered=self._shop.control.orders
                )
            return self._writer

    def register(
        self,
        id_: str,
        kind: DeviceKind,
        name: str = "",
        place: str = "",
        public: str = "",
        name_zh: str = "",
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
            name_zh=name_zh,
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
        gaps: dict[str, list[dict[str, Any]]] = {}
        for gap in self._ledger.gaps():
            gaps.setdefault(gap.device, []).append({name: getattr(gap, name) for name in _GAP})
        held: dict[str, int] = {}
        for each in self._ledger.held():
            held[each.device] = held.get(each.device, 0) + each.times
        return [
            {
                "id": device.id,
                "name": device.name,
                "name_zh": device.name_zh,
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
        """What was set aside, why, and what was decided of it, the newest first."""
        return [_shown(each) for each in self._ledger.held(device, limit)]

    def aside(self, id_: int) -> dict[str, Any]:
        """One of what was set aside, with its bytes in hexadecimal and as text, as far as they are any.

        Raises:
            ModisteError: MOD-1103 when there is none.
        """
        held = self._ledger.held_one(id_)
        _, brace, said = held.sealed.partition(b"{")
        text = (brace + said).decode(errors="replace")
        return {**_shown(held), "is_whole": held.is_whole, "sealed": held.sealed.hex(), "text": text}

    def release(self, id_: int, reason: str = "") -> Taken:
        """Judge what was set aside again, now; whoever does so says that its clock does not count.

        Everything else is asked as ever: a key that was registered late counts, a forged proof never does.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2572 where it is still not believed, MOD-2573 where
                it was decided before, MOD-2574 for too long a reason.
        """
        held = self._ledger.held_one(id_)
        why = _reason(reason) if reason else ""
        if held.decision:
            raise ModisteError("MOD-2573", id=id_, decision=held.decision)
        sealed, released = held.sealed, ""
        if held.code == CLOCK:
            released = held.identity
            device, epoch, seq = held.identity.rsplit(" ", 2)
            sealed = self._ledger.envelope_of(device, int(epoch), int(seq)) or sealed
        elif not held.is_whole:
            raise ModisteError("MOD-2572", reason="only its beginning was kept")
        taken = self.writer.take([sealed], held.sender, released=released)
        refused = next((each for each in taken.judged if each.code), None)
        if refused is not None:
            raise ModisteError("MOD-2572", reason=refused.reason.rstrip("."))
        self._decide(id_, "released", why)
        return taken

    def dismiss(self, id_: int, reason: str) -> None:
        """Let what was set aside rest; it stays, with the reason.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2573 where it was decided before, MOD-2574 without
                a reason.
        """
        self._ledger.held_one(id_)
        self._decide(id_, "dismissed", _reason(reason))

    def explain(self, device: str, epoch: int, first: int, reason: str) -> None:
        """Note what explains a declared gap; it stays one.

        Raises:
            ModisteError: MOD-1103 when there is none, MOD-2574 without a reason.
        """
        self._ledger.explain_gap(device, epoch, first, _reason(reason), _now())
        self._shop.log.info("device gap explained", device=device, epoch=epoch, first=first)

    def _decide(self, id_: int, decision: str, why: str) -> None:
        if not self._ledger.decide(id_, decision, why, _now()):
            raise ModisteError("MOD-2573", id=id_, decision=self._ledger.held_one(id_).decision)
        self._shop.log.info(f"device envelope {decision}", envelope=id_)

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


def _reason(text: str) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise ModisteError("MOD-2574", most=MOST_REASON)
    return text.strip()


def _shown(held: HeldEnvelope) -> dict[str, Any]:
    return {name: getattr(held, name) for name in _HELD}


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
