"""Devices' messages from MQTT to a durable event: how many a second, and how soon the receipt is there.

./run bench supply_intake                     # ten minutes of full speed, then the others; about 15 minutes
./run bench supply_intake --seconds 30        # shorter
./run bench supply_intake --kind gateway      # Ed25519 instead of HMAC
./run bench supply_intake --dry --seconds 5   # print and do not record

A fleet in a process of its own speaks through mosquitto; the intake checks each envelope's proof, each
message's order and clock, and writes envelopes, marks, events and readings in one transaction before it
receipts. Beside it: the same way without proofs, and a plain paho subscriber that writes payloads into SQLite
in the same batches.
"""

import argparse
import json
import queue
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from _record import record
from _supply_field import mosquitto_in
from modiste.supply import Credentials
from modiste.supply.devices.mqtt_link import mqtt_client
from modiste.supply.devices.registry import Registry
from modiste.workspace import open_shop, settled

FIELD = Path(__file__).with_name("_supply_field.py")
RATE = 2_000.0


class _Anybody:
    """A prover that believes everything, for the comparison."""

    kind = "hmac-sha256"

    def holds(self, proof: bytes, said: bytes) -> bool:
        """Yes."""
        return len(proof) == 32 and bool(said)


def main() -> None:
    """Measure each way, print, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=600.0)
    options.add_argument("--devices", type=int, default=50)
    options.add_argument("--batch", type=int, default=16, help="messages of one envelope")
    options.add_argument("--kind", choices=("sensor", "gateway"), default="sensor")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    beside = min(chosen.seconds, 60.0)
    full = through(chosen, chosen.seconds, 0.0)
    steady = through(chosen, beside, RATE)
    prover = Registry.prover
    Registry.prover = lambda self, key: _Anybody()  # type: ignore[method-assign,assignment]
    unproved = through(chosen, beside, 0.0, kind="sensor")
    Registry.prover = prover  # type: ignore[method-assign]
    plain = subscribed(chosen, beside)
    for name, row in (("full", full), ("at 2,000/s", steady), ("no proofs", unproved), ("plain", plain)):
        print(name, {key: round(value, 2) for key, value in row.items()})
    assert full["lost"] == full["doubled"] == 0, full
    if chosen.dry:
        return
    proof = "Ed25519" if chosen.kind == "gateway" else "HMAC-SHA256"
    how = f"{chosen.devices} devices, {proof}, {chosen.batch} messages an envelope, mosquitto, SQLite FULL"
    extra = {"unproved": unproved["rate"], "lost": full["lost"], "doubled": full["doubled"], **full}
    record(
        "supply_intake",
        f"Proved messages a second from MQTT to a durable event ({proof})",
        round(full["rate"], 1),
        "messages/s",
        peer="paho into SQLite without proofs, order or events, in the same run",
        peer_value=round(plain["rate"], 1),
        how=f"{how}; {chosen.seconds:.0f} s; without proofs {unproved['rate']:.0f}/s",
        extra={"claim_zh": f"每秒从 MQTT 到持久事件的已验证消息数（{proof}）", **extra},
    )
    record(
        "supply_intake",
        f"Receipt latency at 2,000 messages a second, 99th percentile ({proof})",
        round(steady["p99_ms"], 1),
        "ms",
        how=f"{how}; {beside:.0f} s, from the outbox to the receipt",
        extra={"claim_zh": f"每秒 2,000 条消息时的回执延迟，第 99 百分位（{proof}）", **steady},
    )


def through(chosen: argparse.Namespace, seconds: float, rate: float, kind: str = "") -> dict[str, float]:
    """The fleet through mosquitto into a shop of its own."""
    with tempfile.TemporaryDirectory() as name:
        broker = mosquitto_in(Path(name))
        broker.start()
        with open_shop(Path(name) / "shop") as shop:
            made = [
                shop.devices.register(f"device-{n:03d}", kind or chosen.kind) for n in range(chosen.devices)
            ]
            begun = time.process_time()
            with shop.devices.listening(("127.0.0.1", broker.address[1])) as intake, settled():
                intake.wait(30)
                said = spoken(made, broker.address[1], seconds, rate, chosen.batch)
            counts = shop.devices.writer.counts
            there = sum(mark.seq for some in shop.store.devices.marks().values() for mark, _ in some)
            said |= {
                "rate": said["receipted"] / said["seconds"],
                "lost": said["receipted"] - there,
                "doubled": counts.events - there,
                "commits": counts.commits,
                "early": counts.outcomes["early"],
                "again": counts.outcomes["again"],
                "intake_cpu_s": time.process_time() - begun,
            }
        broker.kill()
        return said


def spoken(made: list[Credentials], port: int, seconds: float, rate: float, batch: int) -> dict[str, float]:
    """What the fleet tells of itself when it is done."""
    words = ["fleet", str(port), str(seconds), str(rate), str(batch)]
    lines = "".join(json.dumps(each.to_json()) + "\n" for each in made)
    done = subprocess.run(
        [sys.executable, str(FIELD), *words], input=lines, capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def subscribed(chosen: argparse.Namespace, seconds: float) -> dict[str, float]:
    """Plain paho into SQLite, one message a publish, in the same batches: 500 or 20 ms, synchronous FULL."""
    with tempfile.TemporaryDirectory() as name:
        broker = mosquitto_in(Path(name))
        broker.start()
        database = sqlite3.connect(Path(name) / "plain.db", check_same_thread=False, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE told (id INTEGER PRIMARY KEY, topic TEXT, payload BLOB)")
        waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        address = ("127.0.0.1", broker.address[1])
        client = mqtt_client("plain", address, None, topic="m1/+/ev", on_payload=lambda *e: waiting.put(e))
        sender = mqtt_client("load", address, None, topic="nothing", on_payload=lambda *e: None)
        written = 0

        def write() -> None:
            nonlocal written
            while (first := waiting.get()) is not None:
                rows, ends = [first], time.monotonic() + 0.02
                while len(rows) < 500 and (left := ends - time.monotonic()) > 0:
                    try:
                        rows.append(waiting.get(timeout=left))
                    except queue.Empty:
                        break
                database.execute("BEGIN")
                database.executemany("INSERT INTO told (topic, payload) VALUES (?, ?)", rows)
                database.execute("COMMIT")
                written += len(rows)

        thread = threading.Thread(target=write)
        thread.start()
        time.sleep(0.5)
        payload, sent, begun = b"x" * 300, 0, time.monotonic()
        while time.monotonic() - begun < seconds:
            if sent - written > 2_000:
                time.sleep(0.001)
                continue
            sender.publish(f"m1/device-{sent % chosen.devices:03d}/ev", payload)
            sent += 1
        ends = time.monotonic() + 10
        while written < sent and time.monotonic() < ends:
            time.sleep(0.01)
        elapsed = time.monotonic() - begun
        waiting.put(None)
        thread.join()
        for each in (client, sender):
            each.disconnect()
            each.loop_stop()
        database.close()
        broker.kill()
        return {"rate": written / elapsed, "sent": sent, "written": written}


if __name__ == "__main__":
    main()
