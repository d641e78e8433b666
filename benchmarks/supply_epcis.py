"""EPCIS capture over HTTP, durable and with all checks, and the schema's check beside its rivals.

./run bench supply_epcis                     # ours: a minute
./run bench supply_epcis --rivals PYTHON     # beside jsonschema and fastjsonschema (requirements-supply.txt)

Batches of 2,000 events (two items each, a transaction, a read point) are posted one after another to a server
in a process of its own; every batch is parsed, checked for doubled members, depth and shape, its events get
hash ids, are judged by the rules against kept states, and are on disk (SQLite, synchronous=FULL) before the
202. The rivals check the same documents against the same schema.
"""

import argparse
import http.client
import json
import multiprocessing
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.supply.epcis.documents import read_document
from modiste.supply.epcis.schema import document_schema, validator

BATCH, BATCHES, WARM = 2000, 20, 3
GOAL = 8000.0
_RIVAL = """
import json, sys, time
schema, document = (json.load(open(path)) for path in sys.argv[2:4])
def timed(check):
    check(document)
    best = []
    for _ in range(3):
        begun = time.process_time()
        check(document)
        best.append(time.process_time() - begun)
    print(sorted(best)[1])
try:
    if sys.argv[1] == "jsonschema":
        import jsonschema
        timed(jsonschema.Draft7Validator(schema).validate)
    else:
        import fastjsonschema
        timed(fastjsonschema.compile(schema))
except ImportError:
    print("missing")
"""


def main() -> int:
    """Serve, post, count, compare, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with jsonschema and fastjsonschema installed")
    options.add_argument("--batches", type=int, default=BATCHES)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    note = (lambda *_, **__: None) if chosen.dry else record
    bodies = [orjson.dumps(document(number)) for number in range(chosen.batches + WARM)]
    rate, slowest = captured(bodies)
    how = f"{chosen.batches} batches of {BATCH} events by HTTP, one connection, SQLite synchronous=FULL"
    note("supply_epcis", "EPCIS events captured a second over HTTP", rate, "events/s", how=how)
    note("supply_epcis", "Slowest answer to a batch of 2,000 events", slowest, "s", how=how)
    print(f"{rate:.0f} events/s, goal {GOAL:.0f}; slowest batch {slowest:.2f} s")
    begun = time.process_time()
    for body in bodies[:5]:
        read_document(body)
    read = 5 * BATCH / (time.process_time() - begun)
    note("supply_epcis", "Events read, checked and given hash ids a processor second", read, "events/s")
    value, check, seconds = orjson.loads(bodies[0]), validator(), []
    for _ in range(5):
        begun = time.process_time()
        assert check.is_valid(value)
        seconds.append(time.process_time() - begun)
    ours = BATCH / statistics.median(seconds)
    print(f"read {read:.0f} events/s, schema {ours:.0f} events/s")
    for name in ("jsonschema", "fastjsonschema"):
        theirs = rival(chosen.rivals, name, value)
        claim = "Events checked against the schema a processor second"
        note("supply_epcis", claim, ours, "events/s", peer=name, peer_value=theirs)
        print(f"{name}: {'missing' if theirs is None else f'{theirs:.0f} events/s'}")
    return 0 if rate >= GOAL else 1


def document(number: int) -> dict[str, object]:
    """A batch of events that are as long as real ones are."""
    item = "https://id.gs1.org/01/09506000134352/21/"
    events = [
        {
            "type": "ObjectEvent",
            "action": "OBSERVE",
            "bizStep": "shipping",
            "disposition": "in_transit",
            "epcList": [f"{item}{number}A{index}", f"{item}{number}B{index}"],
            "eventTime": f"2026-01-02T{index % 24:02d}:{index % 60:02d}:{number % 60:02d}Z",
            "eventTimeZoneOffset": "+00:00",
            "readPoint": {"id": "https://id.gs1.org/414/9506000134376"},
            "bizTransactionList": [
                {"type": "po", "bizTransaction": f"urn:epcglobal:cbv:bt:9506000134376:PO{number}-{index}"}
            ],
        }
        for index in range(BATCH)
    ]
    return {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-01-02T00:00:00Z",
        "epcisBody": {"eventList": events},
    }


def captured(bodies: list[bytes]) -> tuple[float, float]:
    """Events a second, and the seconds of the slowest batch, past the first few."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = multiprocessing.get_context("spawn").Process(target=served, args=(folder, port))
        server.start()
        try:
            connection = connected(port)
            seconds = [posted(connection, body) for body in bodies][WARM:]
            count = len(orjson.loads(asked(connection, "/api/v1/epcis/events?perPage=1000")))
            assert count
        finally:
            server.terminate()
            server.join()
    return BATCH * len(seconds) / sum(seconds), max(seconds)


def served(folder: str, port: int) -> None:
    """The server's process."""
    from modiste.api import serve  # noqa: PLC0415 - only the child needs it
    from modiste.workspace import open_shop  # noqa: PLC0415 - only the child needs it

    with open_shop(Path(folder) / "shop") as shop:
        serve(shop, port=port, unlocked=True)


def connected(port: int) -> http.client.HTTPConnection:
    """A connection, once the server answers."""
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            asked(connection, "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return connection
    raise TimeoutError("the server does not start")


def asked(connection: http.client.HTTPConnection, path: str) -> bytes:
    """The body of an answer."""
    connection.request("GET", path)
    return connection.getresponse().read()


def posted(connection: http.client.HTTPConnection, body: bytes) -> float:
    """The seconds until a batch is on disk."""
    begun = time.perf_counter()
    connection.request("POST", "/api/v1/epcis/capture", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - begun
    assert answer.status == 202, answer.status
    return seconds


def rival(python: Path | None, name: str, value: object) -> float | None:
    """Events a second of another library in an environment of its own; None where it is missing."""
    if python is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / each for each in ("schema.json", "document.json")]
        # fastjsonschema writes \Z for every $ of a pattern, also for one among the signs of a class.
        schema = json.dumps(document_schema()).replace("!$&", "!\\\\x24&")
        for path, text in zip(paths, (schema, json.dumps(value)), strict=True):
            path.write_text(text, encoding="utf-8")
        said = subprocess.run(
            [str(python), "-c", _RIVAL, name, *map(str, paths)], capture_output=True, text=True, check=True
        )
    return None if said.stdout.strip() == "missing" else BATCH / float(said.stdout)


if __name__ == "__main__":
    sys.exit(main())
