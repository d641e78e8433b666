"""An intake killed at any moment has lost nothing that it receipted and doubles nothing that comes again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.supply.small_intake import PlainBook, register

from modiste.store import Store
from modiste.supply import Broker, DeviceClient, MqttLink, Outbox, Sensed
from modiste.supply.devices.sender import now_ms

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("crash_intake.py")
KILLS = 10


class Intakes:
    """A process that begins an intake whenever it is asked to, to be killed."""

    def __init__(self, root: Path, port: int) -> None:
        paths = os.pathsep.join([str(ROOT), *(each for each in sys.path if each)])
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(root), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def begin(self) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("begin\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    @staticmethod
    def kill(number: int) -> None:
        os.kill(number, signal.SIGKILL)
        while Path(f"/proc/{number}").exists():
            time.sleep(0.005)

    def close(self) -> None:
        with self._process:
            self._process.kill()


def test_ten_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    seed = time.time_ns()
    print(f"seed {seed}")
    chance, said, receipted = random.Random(seed), 0, 0
    broker = Broker()
    intakes = Intakes(tmp_path / "shop", broker.address[1])
    clients = []
    with Store.open(tmp_path / "shop") as store:
        book = PlainBook(store)
        for id_ in ("press-07", "oven-01"):
            link = MqttLink(id_, broker.address)
            clients.append(DeviceClient(Outbox(tmp_path / id_, id_), register(store, id_), link))
            clients[-1].start()
        try:
            for _ in range(KILLS):
                child = intakes.begin()
                for client in clients:
                    now = now_ms()
                    fresh = [([Sensed(now, "Temperature", float(said + n), "CEL")], ()) for n in range(150)]
                    client.say_all(fresh)
                    said += len(fresh)
                time.sleep(chance.uniform(0.0, 0.5))
                intakes.kill(child)
                receipted = sum(client.receipted for client in clients)
                there = sum(mark.seq for some in store.devices.marks().values() for mark, _ in some)
                assert there >= receipted
                assert (len(book.all()), book.doubled()) == (there, 0)
            child = intakes.begin()
            end = time.monotonic() + 60
            while any(client.outbox.waiting for client in clients) and time.monotonic() < end:
                time.sleep(0.02)
            intakes.kill(child)
            kept, doubled = len(book.all()), book.doubled()
            print(f"{KILLS} kills, {said} said, {receipted} receipted before the last intake")
            print(f"{kept} kept, {said - kept} lost, {doubled} doubled")
            assert (kept, doubled) == (said, 0)
        finally:
            for client in clients:
                client.close()
            broker.close()
            intakes.close()
