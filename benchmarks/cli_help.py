"""Seconds until `modiste --help` has answered, and what it must not import for that. About ten seconds.

Wall time of a process of its own, from its start to its end, median of nine after a warm-up. One more run
under `-X importtime` tells every module that was imported; torch, fastapi and pandas may not be among them.
"""

import re
import sys

from _child import peak_of, run
from _record import record

REPEATS = 9
COMMAND = ("-m", "modiste", "--help")
HEAVY = ("fastapi", "onnxruntime", "pandas", "torch")
FORBIDDEN = ("fastapi", "pandas", "torch")
IMPORTED = re.compile(r"^import time:\s*\d+ \|\s*\d+ \|\s*(\S+)$", re.MULTILINE)


def imported() -> set[str]:
    """The top names of everything that `modiste --help` imports."""
    told = run([sys.executable, "-X", "importtime", *COMMAND]).complained
    names = {name.partition(".")[0] for name in IMPORTED.findall(told)}
    assert "modiste" in names, "the list of imports was not understood"
    return names


def main() -> int:
    """Measure, record, and fail if something heavy came along."""
    run([sys.executable, *COMMAND])
    runs = [run([sys.executable, *COMMAND]) for _ in range(REPEATS)]
    assert all("Usage" in each.said for each in runs)
    wall, work = sorted(each.seconds for each in runs), sorted(each.cpu_seconds for each in runs)
    # No `statistics`: it would make this process, and so the floor of its children's memory, larger.
    seconds, cpu = wall[REPEATS // 2], work[REPEATS // 2]
    peak = peak_of(runs)
    names = imported()
    found = [name for name in HEAVY if name in names]
    bad = [name for name in FORBIDDEN if name in names]
    extra = {"not_imported": [name for name in HEAVY if name not in names], "imported": found}
    how = f"`python -m modiste --help`, a process each, median and range of {REPEATS} after a warm-up"
    record(
        "cli_help",
        "Seconds until `modiste --help` answers",
        round(seconds, 3),
        "s",
        (round(wall[0], 3), round(wall[-1], 3)),
        how=f"{how}; wall time",
        notes=f"Imports neither torch nor fastapi nor pandas: {'no' if bad else 'yes'}.",
        extra={"claim_zh": "`modiste --help` 应答所需秒数", "cpu_seconds": round(cpu, 3), **extra},
    )
    record(
        "cli_help",
        "Peak memory of `modiste --help`",
        round(peak, 1),
        "MB",
        how=f"{how}; largest resident set",
        extra={"readme": False},
    )
    print(
        f"{seconds:.3f} s ({cpu:.3f} s of processor), {peak:.0f} MB; imported of {HEAVY}: {found or 'none'}"
    )
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
