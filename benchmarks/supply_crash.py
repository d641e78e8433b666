"""A hundred kills of intake and broker at random moments while devices speak: what is lost, what is doubled.

./run bench supply_crash            # 100 kills, some minutes
./run bench supply_crash --kills 6 --dry

Devices keep what they said in outboxes on disk. Intake and mosquitto are killed with SIGKILL at random
moments and begun anew; after each kill everything that was receipted is looked for, and at the end
everything that was ever said must be there once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _record import record
from _supply_field import mosquitto_in
from modiste.store import EventFilter
from modiste.supply import DeviceClient, MqttLink, Outbox, Sensed
from modiste.supply.devices.sender import now_ms
from modiste.workspace import open_shop

FIELD = Path(__file__).with_name("_supply_field.py")
DEVICES, SAID = 4, 100


def main() -> None:  # noqa: PLR0915 - one story
    """Speak, kill, look, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=0, help="0 takes the clock")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    seed = chosen.seed or time.time_ns()
    print(f"seed {seed}")
    chance, said, brokers = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as name, open_shop(Path(name) / "shop") as shop:
        broker = mosquitto_in(Path(name))
        broker.start()
        clients = []
        for number in range(DEVICES):
            id_ = f"device-{number}"
            link = MqttLink(id_, ("127.0.0.1", broker.address[1]))
            credentials = shop.devices.register(id_, "sensor" if number % 2 else "gateway")
            clients.append(DeviceClient(Outbox(Path(name) / id_, id_), credentials, link))
            clients[-1].start()
        starter = subprocess.Popen(
            [sys.executable, str(FIELD), "intakes", str(Path(name) / "shop"), str(broker.address[1])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert starter.stdin is not None
        assert starter.stdout is not None

        def begin() -> int:
            starter.stdin.write("begin\n")
            starter.stdin.flush()
            return int(starter.stdout.readline())

        child = begin()
        for _ in range(chosen.kills):
            for client in clients:
                now = now_ms()
                fresh = [Sensed(now, "Temperature", float(said + n), "CEL") for n in range(SAID)]
                client.say_all([([each], ()) for each in fresh])
                said += SAID
            time.sleep(chance.uniform(0.0, 0.6))
            if chance.random() < 0.3:
                brokers += 1
                broker.kill()
                broker.start()
            else:
                kill(child)
                there = sum(mark.seq for some in shop.store.devices.marks().values() for mark, _ in some)
                receipted = sum(client.receipted for client in clients)
                assert there >= receipted, (there, receipted)
                child = begin()
        ends = time.monotonic() + 120
        while any(client.outbox.waiting for client in clients) and time.monotonic() < ends:
            time.sleep(0.05)
        kill(child)
        events = shop.store.supply_events.find(EventFilter(), limit=2 * said)
        kept = [each.event["eventID"] for each in events]
        resent = sum(client.sent for client in clients) - said
        for client in clients:
            client.close()
        with starter:
            starter.kill()
        broker.kill()
    lost, doubled = said - len(set(kept)), len(kept) - len(set(kept))
    print(
        f"{chosen.kills} kills, {brokers} of the broker: {said} said, {len(kept)} kept, {lost} lost, "
        f"{doubled} doubled, {resent} sent again"
    )
    assert (lost, doubled) == (0, 0)
    if not chosen.dry:
        record(
            "supply_crash",
            "Kills of intake and broker that no message was lost or doubled by",
            chosen.kills,
            "kills",
            how=f"{brokers} of mosquitto, {chosen.kills - brokers} of the intake; {said} messages of "
            f"{DEVICES} devices, HMAC and Ed25519; {resent} sent again; seed {seed}",
            extra={"claim_zh": "消息零丢失、零重复的情况下承受的接收端与代理强制终止次数", "said": said},
        )


def kill(number: int) -> None:
    """End an intake as a power cut would, and wait until it is gone."""
    os.kill(number, signal.SIGKILL)
    while Path(f"/proc/{number}").exists():
        time.sleep(0.002)


if __name__ == "__main__":
    main()
