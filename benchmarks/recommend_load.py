"""How recommendations hold under load: a real server on loopback, many connections, while events stream in.

Measures whole requests as a shop's own server would send them, on 1, 8 and 64 kept connections. Beside them
one more sends batches of events all the time. The house's sample stands in for a shop; it is synthetic.

    ./run bench recommend_load
    ./run bench recommend_load --answerers 2
"""

import argparse
import http.client
import json
import multiprocessing
import multiprocessing.connection
import random
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from _record import record
from modiste.api import serve
from modiste.workspace import Shop, flows, open_shop

CONNECTIONS = (1, 8, 64)
SECONDS, BATCH = 20.0, 20
SEED = 0


def served(root: Path, answerers: int, told: "multiprocessing.connection.Connection") -> None:
    """The server's process; told its address once it and those that answer beside it are ready."""
    with open_shop(root) as shop:
        shop.recommending.models()

        def announce(address: str) -> None:
            threading.Thread(target=_when_ready, args=(shop, answerers, told, address), daemon=True).start()

        serve(shop, "127.0.0.1", 0, unlocked=True, answerers=answerers, announce=announce)


def _when_ready(
    shop: Shop, answerers: int, told: "multiprocessing.connection.Connection", address: str
) -> None:
    while answerers and (beside := shop.recommending.answerers) is not None and beside.ready < answerers:
        time.sleep(0.1)
    told.send(address)


def prepared(root: Path) -> tuple[list[str], list[str]]:
    """Customers and garments of the house's sample."""
    with open_shop(root) as shop:
        flows.open_sample(shop)
        customers, _ = shop.recommending.customers(None, 500)
        return [each["customer"] for each in customers], shop.garments.ids()


def asked(address: str, customers: list[str], until: float, spent: list[float], failed: list[int]) -> None:
    """One connection that asks until then."""
    chance = random.Random(threading.get_ident())
    wire = http.client.HTTPConnection(address, timeout=30)
    while time.perf_counter() < until:
        body = json.dumps({"customer": chance.choice(customers), "k": 10})
        begun = time.perf_counter()
        try:
            wire.request("POST", "/api/v1/recommendations", body, {"Content-Type": "application/json"})
            answer = wire.getresponse()
            said = answer.read()
        except OSError:
            failed.append(0)
            wire.close()
            continue
        spent.append((time.perf_counter() - begun) * 1e3)
        if answer.status != 200 or b'"results":[{' not in said:
            failed.append(answer.status)
    wire.close()


def streamed(address: str, customers: list[str], garments: list[str], until: float, sent: list[int]) -> None:
    """Batches of events, one after the other."""
    chance = random.Random(SEED)
    wire = http.client.HTTPConnection(address, timeout=30)
    while time.perf_counter() < until:
        now = datetime.now(UTC).isoformat()
        events = [
            {
                "id": f"{time.perf_counter_ns()}-{number}",
                "kind": "view_item",
                "at": now,
                "customer": chance.choice(customers),
                "garment": chance.choice(garments),
            }
            for number in range(BATCH)
        ]
        wire.request(
            "POST", "/api/v1/events", json.dumps({"events": events}), {"Content-Type": "application/json"}
        )
        said = json.loads(wire.getresponse().read())
        sent.append(said["accepted"])
        time.sleep(0.05)
    wire.close()


def main() -> None:
    """Measure, and unless it is dry, record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry", action="store_true", help="measure a little, record nothing")
    parser.add_argument(
        "--answerers", type=int, default=0, help="processes that recommend beside the server's"
    )
    chosen = parser.parse_args()
    seconds = SECONDS / 5 if chosen.dry else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "shop"
        customers, garments = prepared(root)
        ready, told = multiprocessing.get_context("spawn").Pipe(duplex=False)
        work = (root, chosen.answerers, told)
        # No daemon: it has children of its own, which end with it.
        server = multiprocessing.get_context("spawn").Process(target=served, args=work)
        server.start()
        try:
            address = ready.recv().split("/")[2]
            for connections in CONNECTIONS:
                _measure(address, customers, garments, connections, seconds, chosen)
        finally:
            server.terminate()
            server.join()


def _measure(
    address: str,
    customers: list[str],
    garments: list[str],
    connections: int,
    seconds: float,
    chosen: argparse.Namespace,
) -> None:
    spent: list[float] = []
    failed: list[int] = []
    sent: list[int] = []
    until = time.perf_counter() + seconds
    work = [
        threading.Thread(target=asked, args=(address, customers, until, spent, failed))
        for _ in range(connections)
    ]
    work.append(threading.Thread(target=streamed, args=(address, customers, garments, until, sent)))
    begun = time.perf_counter()
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    took = time.perf_counter() - begun
    rate = len(spent) / took
    p50, p95, p99 = (float(np.percentile(spent, share)) for share in (50, 95, 99))
    print(
        f"{connections:3} connections: {rate:6.1f} requests/s, p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} "
        f"ms, {len(failed)} errors; {sum(sent) / took:.0f} events/s beside"
    )
    if chosen.dry:
        return
    beside = f" and {chosen.answerers} more that recommend" if chosen.answerers else ""
    how = (
        f"{seconds:.0f} s on loopback, {connections} kept connections, one server process{beside}; the "
        f"house's sample (synthetic, 120 garments), every answer logged; "
        f"{sum(sent) / took:.0f} events/s sent beside"
    )
    record(
        "recommend_load",
        f"Recommendations a second, {connections} connections{beside}, while events stream in",
        round(rate, 1),
        "requests/s",
        how=how,
        extra={"p50_ms": p50, "p95_ms": p95, "p99_ms": p99, "errors": len(failed), "readme": False},
    )


if __name__ == "__main__":
    main()
