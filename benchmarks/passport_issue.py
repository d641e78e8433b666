"""Passports issued, bundled and verified a second; how many mutants of a bundle are refused.

./run bench passport_issue                          # some minutes
./run bench passport_issue --mutants 1000 --dry     # a look

A simulated quarter gives the items. `Signed and logged` is a credential with its proof, its commitment and
its rows, without reading the journey; `issued` reads each item's journey too, behind the first passport of
the process, which loads the code and is told apart. A mutant is the bundle with one bit flipped anywhere; the
seed is drawn anew and printed. One process, one thread, processor seconds.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.passport import checked
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import simulate
from modiste.workspace.flows.passport_content import ItemContent

SIGNED, MUTANTS, DAYS = 20_000, 100_000, 84


def main() -> int:
    """Simulate, issue, verify, flip, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--signed", type=int, default=SIGNED)
    options.add_argument("--mutants", type=int, default=MUTANTS)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    note = (lambda *_, **__: None) if chosen.dry else record
    with tempfile.TemporaryDirectory() as folder, open_shop(Path(folder) / "shop") as shop:
        simulate(shop, 6, 0, DAYS)
        names = shop.supplying.known_things("https://id.gs1.org/01/", 100_000)
        items = [each for each in names if "/21/" in each]
        shop.passports.log.catch_up()
        begun = time.process_time()
        shop.passports.issue(items[:1], "benchmark")
        first = time.process_time() - begun
        begun = time.process_time()
        made = shop.passports.issue(items, "benchmark")
        issued = len(made) / (time.process_time() - begun)
        signed = signed_rate(shop, items[0], chosen.signed)
        bundled, verified, data = bundle_rates(shop, items[:200])
        refused = refused_mutants(data, chosen.mutants)
    figures = (
        ("Passports signed and logged a processor second", signed, "passports/s", f"{chosen.signed:,}"),
        ("Passports issued a processor second, journey read", issued, "passports/s", f"{len(made):,} items"),
        ("First passport of a process, with its code", first, "s", "1 item"),
        ("Bundle written", bundled, "ms", "median of 200"),
        ("Bundle verified", verified, "ms", "median of 200, 14 checks"),
        ("Mutants of a bundle refused", 100 * refused / chosen.mutants, "%", f"{chosen.mutants:,} mutants"),
    )
    for claim, value, unit, how in figures:
        note("passport_issue", claim, round(value, 2), unit, how=how)
        print(f"{claim}: {value:,.2f} {unit}")
    return 0 if refused == chosen.mutants and signed >= 2000 else 1


def signed_rate(shop: Shop, item: str, count: int) -> float:
    """Credentials a processor second, in batches as the shop makes them."""
    said = dict(shop.passports.contents.of(item).said)
    stem = item.rpartition("/")[0]
    seconds = 0.0
    for first in range(0, count, 500):
        batch = [ItemContent(f"{stem}/N{first + each}", "", said) for each in range(500)]
        begun = time.process_time()
        shop.passports.sign(batch, "benchmark")
        seconds += time.process_time() - begun
    return count / seconds


def bundle_rates(shop: Shop, items: list[str]) -> tuple[float, float, bytes]:
    """Milliseconds to write and to verify a bundle, and the last one."""
    written, verified, data = [], [], b""
    trust = shop.passports.trust()
    for item in items:
        begun = time.process_time()
        data = shop.passports.bundle(item)
        written.append(time.process_time() - begun)
        begun = time.process_time()
        checks = checked(data, trust)
        verified.append(time.process_time() - begun)
        assert all(each.status != "failed" for each in checks)
    return 1000 * statistics.median(written), 1000 * statistics.median(verified), data


def refused_mutants(data: bytes, count: int) -> int:
    """How many of so many one-bit mutants are refused."""
    seed = random.SystemRandom().getrandbits(32)
    chance, refused = random.Random(seed), 0
    for number in range(count):
        mutant = bytearray(data)
        mutant[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        refused += any(each.status == "failed" for each in checked(bytes(mutant)))
        if not (number + 1) % 10_000:
            print(f"{number + 1:,} mutants, {refused:,} refused", flush=True)
    print(f"seed {seed}")
    return refused


if __name__ == "__main__":
    sys.exit(main())
