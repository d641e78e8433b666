"""JSON events read and stored a second on one core: GA4's BigQuery export, all checks on.

50,000 made events of about 1.4 KB with two items each go through the connector, and then into a shop's event
log. MB are of JSON; CPU seconds of one process; reading and storing apart. About two minutes.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import orjson

from _record import record
from modiste.collect import GA4, open_source, pseudonymous
from modiste.workspace import open_shop
from modiste.workspace.intake import import_source
from modiste.workspace.people import bound

EVENTS, REPEATS, START = 50_000, 5, 1_767_225_600_000_000


def event(number: int) -> dict[str, object]:
    """One add-to-cart of two garments, as BigQuery writes it."""
    params = {
        "ga_session_id": {"int_value": str(1767225599 + number // 10)},
        "ga_session_number": {"int_value": "3"},
        "page_location": {"string_value": f"https://shop.example/coats/{number % 997}?utm_source=newsletter"},
        "page_title": {"string_value": "Wool coats for cold days"},
        "page_referrer": {"string_value": "https://shop.example/"},
        "engagement_time_msec": {"int_value": "1200"},
        "currency": {"string_value": "EUR"},
        "value": {"double_value": 259.9},
    }
    item = {
        "item_name": "Coat",
        "item_brand": "Atelier",
        "item_category": "Coats",
        "price": 199.95,
        "quantity": "1",
    }
    return {
        "event_date": "20260101",
        "event_timestamp": str(START + number * 1000),
        "event_name": "add_to_cart",
        "event_params": [{"key": key, "value": value} for key, value in params.items()],
        "event_bundle_sequence_id": str(number),
        "user_id": f"customer-{number % 5000}",
        "user_pseudo_id": f"18446744.{number % 5000}",
        "privacy_info": {"analytics_storage": "Yes", "ads_storage": "No"},
        "device": {"category": "mobile", "operating_system": "iOS", "language": "de-de"},
        "geo": {"continent": "Europe", "country": "Germany"},
        "items": [{"item_id": f"COAT-{number % 997}-M", **item}, {"item_id": f"HAT-{number % 991}", **item}],
        "platform": "WEB",
    }


def main() -> None:
    """Read several times, store once; record MB of JSON a second."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.ndjson"
        path.write_bytes(b"\n".join(orjson.dumps(event(number)) for number in range(EVENTS)))
        size, source = path.stat().st_size / 1e6, open_source(path)
        reader = bound(GA4, pseudonymous(b"benchmark"))
        rates = []
        for _ in range(REPEATS):
            started = time.process_time()
            assert sum(1 for _ in reader.read(source)) == EVENTS
            rates.append(size / (time.process_time() - started))
        with open_shop(Path(folder) / "shop") as shop:
            started = time.process_time()
            report = import_source(shop.store, bound(GA4, shop.people.pseudonym), source)
            whole = size / (time.process_time() - started)
            assert report.added == EVENTS
            assert import_source(shop.store, bound(GA4, shop.people.pseudonym), source).unchanged == EVENTS
        lines = path.read_bytes().splitlines()
        started = time.process_time()
        for line in lines:
            orjson.loads(line)
        parsing = size / (time.process_time() - started)
    middle = statistics.median(rates)
    record(
        "collect_events",
        "Behaviour events read on one core",
        round(middle, 1),
        "MB/s",
        interval=(round(min(rates), 1), round(max(rates), 1)),
        peer="orjson.loads alone, same run",
        peer_value=round(parsing, 1),
        how=f"{EVENTS} GA4 events of {1000 * size / EVENTS:.1f} KB; median, range of {REPEATS}, CPU seconds",
        extra={
            "claim_zh": "单核每秒读取行为事件",
            "events_a_second": round(EVENTS * middle / size),
            "with_storing_mb_a_second": round(whole, 1),
            "readme": False,
        },
    )
    sys.stdout.write(f"reading {middle:.1f} MB/s, with storing {whole:.1f} MB/s\n")


if __name__ == "__main__":
    main()
