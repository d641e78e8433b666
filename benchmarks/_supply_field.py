"""What the supply benchmarks share: a mosquitto on this machine, a fleet in memory, intakes to be killed.

Run as a program it is the fleet or a starter of intakes, by its first word.
"""

import json
import os
import signal
import socket
import sys
import time
from collections import deque
from pathlib import Path

from modiste.supply import Credentials, Message, Receipt, Sensed, restamped, written_message
from modiste.supply.devices.envelope import open_receipt, seal
from modiste.supply.devices.mqtt_link import mqtt_client
from modiste.supply.intake.mosquitto import PROGRAM, Mosquitto
from modiste.workspace import open_shop

_WINDOW, _RESEND_SECONDS = 64, 1.0
"""Fifty devices then have 3,200 messages on their way at once."""
_CONTENT = 64
"""Different contents a device says in turn; each message has its own number and moment."""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def mosquitto_in(folder: Path) -> Mosquitto:
    """A mosquitto without TLS on this machine: what is measured is the way behind it."""
    if PROGRAM is None:
        sys.exit("mosquitto is not here: apt-get install mosquitto")
    port, settings = free_port(), folder / "mosquitto.conf"
    settings.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n"
        "max_queued_messages 50000\nmax_inflight_messages 1000\nlog_type error\n"
    )
    return Mosquitto(settings, port)


class Device:
    """A device whose outbox is in memory: the fleet lives as long as the benchmark."""

    def __init__(self, credentials: Credentials, batch: int) -> None:
        self.id = credentials.device
        self._credentials, self._batch = credentials, batch
        self._key, self._receipt = credentials.sealing_key(), credentials.receipt_key()
        self.said = self.receipted = self.sent = 0
        self._out: deque[tuple[int, bytes]] = deque()
        self._begun: dict[int, float] = {}
        self._next, self._sent_at, self._wait = 0, 0.0, _RESEND_SECONDS
        self.waits: list[float] = []

    def say(self, count: int) -> None:
        """Take messages into the outbox, as far as the window is not full."""
        now = time.time_ns() // 1_000_000
        for _ in range(min(count, _WINDOW - len(self._out))):
            self.said += 1
            reading = Sensed(now, "Temperature", 20.0 + self.said % _CONTENT, "CEL")
            body = written_message(Message(self.id, 1, self.said, now, now, (reading,)))
            self._out.append((self.said, body))
            self._begun[self.said] = time.perf_counter()

    def due(self) -> bytes | None:
        """The next envelope."""
        now = time.monotonic()
        if self._next >= len(self._out):
            if not self._out or now - self._sent_at < self._wait:
                return None
            self._next, self._wait = 0, min(2 * self._wait, 8.0)
        some = [
            self._out[place][1] for place in range(self._next, min(len(self._out), self._next + self._batch))
        ]
        self._next += len(some)
        self._sent_at, self.sent = now, self.sent + len(some)
        stamp = time.time_ns() // 1_000_000
        return seal([restamped(body, stamp) for body in some], self._credentials.key, self._key)

    def told(self, sealed: bytes) -> None:
        """Let go of what a receipt covers."""
        receipt: Receipt = open_receipt(sealed, self._credentials.key, self._receipt)
        now = time.perf_counter()
        while self._out and self._out[0][0] <= receipt.seq:
            seq, _ = self._out.popleft()
            self._next = max(0, self._next - 1)
            self.waits.append(now - self._begun.pop(seq))
            self.receipted += 1
            self._wait = _RESEND_SECONDS

    @property
    def waiting(self) -> int:
        """Messages that no receipt covers."""
        return len(self._out)


def fleet(port: int, seconds: float, rate: float, batch: int) -> None:
    """Say as much as the windows take, or so many a second; print what came of it as JSON.

    Credentials come on standard input, one JSON object a line.
    """
    devices = [Device(Credentials(**json.loads(line)), batch) for line in sys.stdin]
    by_id = {each.id: each for each in devices}
    inbox: deque[tuple[str, bytes]] = deque()
    client = mqtt_client(
        "fleet", ("127.0.0.1", port), None, topic="m1/+/ack", on_payload=lambda *each: inbox.append(each)
    )
    while not client.is_connected():
        time.sleep(0.01)
    time.sleep(0.2)
    begun, spoken = time.monotonic(), 0
    while time.monotonic() - begun < seconds or any(each.waiting for each in devices):
        elapsed = time.monotonic() - begun
        if elapsed > seconds + 60:
            break
        while inbox:
            topic, payload = inbox.popleft()
            by_id[topic.split("/")[1]].told(payload)
        idle = True
        wanted = int(rate * elapsed) - spoken if rate else _WINDOW * len(devices)
        for device in devices:
            if elapsed < seconds and wanted > 0:
                before = device.said
                device.say(-(-wanted // len(devices)) if rate else batch)
                spoken += device.said - before
            envelope = device.due()
            if envelope is not None:
                idle = False
                client.publish(f"m1/{device.id}/ev", envelope)
        if idle:
            time.sleep(0.001)
    waits = sorted(wait for each in devices for wait in each.waits)
    print(
        json.dumps(
            {
                "said": sum(each.said for each in devices),
                "sent": sum(each.sent for each in devices),
                "receipted": sum(each.receipted for each in devices),
                "seconds": time.monotonic() - begun,
                "median_ms": waits[len(waits) // 2] * 1e3 if waits else 0.0,
                "p99_ms": waits[int(len(waits) * 0.99)] * 1e3 if waits else 0.0,
                "cpu_s": time.process_time(),
            }
        ),
        flush=True,
    )
    client.disconnect()
    client.loop_stop()


def intakes(root: Path, port: int) -> None:
    """Fork an intake for each line of input and print its number once it listens."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if os.fork() == 0:
            with open_shop(root) as shop, shop.devices.listening(("127.0.0.1", port)) as intake:
                intake.wait(30)
                print(os.getpid(), flush=True)
                while True:
                    time.sleep(1)


if __name__ == "__main__":
    if sys.argv[1] == "fleet":
        fleet(int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
    else:
        intakes(Path(sys.argv[2]), int(sys.argv[3]))
