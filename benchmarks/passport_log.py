"""The transparency log at ten million entries: append, prove, verify, audit; a small one beside pymerkle.

./run bench passport_log                          # some five minutes and 4 GB of disk
./run bench passport_log --entries 100000 --dry   # a look
./run bench passport_log --rivals PYTHON          # beside pymerkle (pip install pymerkle==7.0.0)

Entries are commitments as the shop logs them, 93 bytes. Appends are durable batches of 10,000; proofs are of
random entries, each looked at before it is given, as the shop does. Memory is the process's own, by the
system. pymerkle's tree is in memory and not durable; it stands beside a log of the same 100,000 entries.
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from _record import record
from modiste.passport.log.leaves import committed_entry
from modiste.passport.log.log import Log
from modiste.passport.log.merkle import check_inclusion, leaf_hash
from modiste.passport.log.notes import NoteSigner

ENTRIES, BATCH, TRIED = 10_000_000, 10_000, 2_000
RIVALS_ENTRIES = 100_000
_RIVAL = """
import sys, time
from pymerkle import InmemoryTree, verify_inclusion
entries = [bytes([each % 256, each // 256 % 256, each // 65536]) * 31 for each in range(int(sys.argv[1]))]
tree = InmemoryTree(algorithm="sha256")
begun = time.process_time()
for entry in entries: tree.append_entry(entry)
appended = len(entries) / (time.process_time() - begun)
root, indexes = tree.get_state(), range(1, len(entries), len(entries) // 200)
begun = time.process_time()
proofs = [tree.prove_inclusion(each) for each in indexes]
proved = (time.process_time() - begun) / len(indexes)
begun = time.process_time()
for each, proof in zip(indexes, proofs): verify_inclusion(tree.get_leaf(each), root, proof)
print(appended, proved * 1e6, (time.process_time() - begun) / len(indexes) * 1e6)
"""


def main() -> int:
    """Append, prove, verify, audit, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--rivals", type=Path, help="a Python with pymerkle 7 installed")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    note = (lambda *_, **__: None) if chosen.dry else record
    beside(chosen.rivals, note)
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder))
        rate = appended(log, chosen.entries)
        size, peak = log.size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        proved, verified = timed(log, size)
        begun = time.perf_counter()
        found = log.audit()
        audited = time.perf_counter() - begun
        assert found.first_bad is None
        peak = max(peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    how = f"{size:,} entries of 93 bytes, durable batches of {BATCH:,}, {TRIED:,} random entries"
    figures = (
        ("Entries appended a second, signed and on disk", rate, "entries/s"),
        ("Proof of inclusion made and looked at", proved, "us"),
        ("Proof of inclusion verified", verified, "us"),
        ("Audit of the whole log", audited, "s"),
        ("Memory of the process", peak, "MB"),
    )
    for claim, value, unit in figures:
        note("passport_log", claim, round(value, 1), unit, how=how)
        print(f"{claim}: {value:,.1f} {unit}")
    print("goals at 10 million: prove 100 us, verify 30 us, audit 60 s, memory 300 MB")
    return 0 if proved <= 100 and verified <= 30 and audited <= 60 and peak <= 300 else 1


def opened(folder: Path) -> Log:
    """A new log."""
    signer = NoteSigner("log.brand.example/1", Ed25519PrivateKey.generate())
    return Log(folder, signer.key, signer)


def entry(number: int) -> bytes:
    """An entry as the shop logs it."""
    return committed_entry("event", number.to_bytes(32))


def appended(log: Log, count: int) -> float:
    """Entries appended a second."""
    seconds = 0.0
    for first in range(0, count, BATCH):
        made = [entry(each) for each in range(first, min(first + BATCH, count))]
        begun = time.perf_counter()
        log.append(made)
        seconds += time.perf_counter() - begun
    return count / seconds


def timed(log: Log, size: int) -> tuple[float, float]:
    """Microseconds to make and to verify a proof, the medians."""
    chance, now = random.Random(1), log.checkpoint()
    made, verified = [], []
    for _ in range(TRIED):
        index = chance.randrange(size)
        begun = time.perf_counter()
        proof = log.proof(index, now)
        made.append(time.perf_counter() - begun)
        leaf = leaf_hash(entry(index))
        begun = time.perf_counter()
        check_inclusion(leaf, index, size, proof, now.root)
        verified.append(time.perf_counter() - begun)
    return 1e6 * statistics.median(made), 1e6 * statistics.median(verified)


def beside(python: Path | None, note: object) -> None:
    """The same of a small log, and of pymerkle's tree in memory."""
    assert callable(note)
    with tempfile.TemporaryDirectory() as folder:
        log = opened(Path(folder))
        begun = time.process_time()
        for first in range(0, RIVALS_ENTRIES, BATCH):
            log.append([entry(each) for each in range(first, first + BATCH)])
        ours = (RIVALS_ENTRIES / (time.process_time() - begun), *timed(log, RIVALS_ENTRIES))
    theirs: tuple[float, ...] | None = None
    if python is not None:
        command = [str(python), "-c", _RIVAL, str(RIVALS_ENTRIES)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        theirs = tuple(map(float, said.split()))
    claims = (
        ("Entries appended a processor second, 100,000 of them", "entries/s"),
        ("Proof of inclusion made among 100,000", "us"),
        ("Proof of inclusion verified among 100,000", "us"),
    )
    for number, (claim, unit) in enumerate(claims):
        peer = theirs[number] if theirs else None
        note("passport_log", claim, round(ours[number], 1), unit, peer="pymerkle 7.0.0", peer_value=peer)
        print(f"{claim}: {ours[number]:,.1f} {unit}; pymerkle {f'{peer:,.1f}' if peer else 'missing'}")


if __name__ == "__main__":
    sys.exit(main())
