"""Faults planted into simulated fleets: how many are found and how many alarms are false, beside 3 sigma.

./run bench supply_anomalies                 # seeds 1 to 20
./run bench supply_anomalies --seeds 1000 1009 --dry    # those that the thresholds were chosen on

Each fleet has 16 devices and 21 days; three in ten of its streams have one fault, never in the first week. A
fault is found by an alarm of its stream from its first moment until six hours after its last; an alarm is
true within a day of a fault of its stream, or of its device's silence. A reading of a container's shocks is
no fault, so that quantity is left out. The peer learns mean and spread of the first week, and calls every
reading beyond three of them; its alarm ends after as many calm readings as ours.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.supply import Fleet, Sensed, Thresholds, Watch, planted_faults

DAY, HOUR = 86_400_000, 3_600_000
BEGINS, DAYS, DEVICES = 1_793_232_000_000, 21, 16
RULES = Thresholds()
Alarms = list[tuple[int, str]]


def main() -> int:
    """Judge, print, and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seeds", type=int, nargs=2, default=(1, 20), metavar=("FIRST", "LAST"))
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    began, readings = time.process_time(), 0
    found = {name: Judged() for name in ("ours", "3 sigma")}
    for seed in range(chosen.seeds[0], chosen.seeds[1] + 1):
        plain = Fleet(DEVICES, seed, BEGINS)
        faults = planted_faults(plain, seed, BEGINS, BEGINS + DAYS * DAY)
        fleet = Fleet(DEVICES, seed, BEGINS, faults)
        for device in fleet.devices:
            names = [
                each.name
                for each in fleet.quantities(device.id)
                if each.noise and not (each.name == "Acceleration" and device.site.startswith("container"))
            ]
            if not names:
                continue
            said = fleet.sensed(device.id, BEGINS, BEGINS + DAYS * DAY)
            readings += len(said)
            mine = [each for each in faults if each.device == device.id and each.quantity in ("", *names)]
            moves = device.site.startswith("container")
            found["ours"].judge(mine, ours(said, names, moves=moves))
            found["3 sigma"].judge(mine, three_sigma(said, names))
    seconds = time.process_time() - began
    for name, each in found.items():
        shares = f"recall {each.recall:.3f} precision {each.precision:.3f}"
        print(f"{name:8} {shares} false a device-month {each.false_a_month:.2f}")
        kinds = ", ".join(
            f"{kind} {each.caught[kind]}/{count}" for kind, count in sorted(each.planted.items())
        )
        print(f"         {kinds}; hours until found: {each.delays()}")
    print(f"{readings} readings, {seconds:.1f} processor seconds, simulation and peer included")
    if not chosen.dry:
        _record(found["ours"], found["3 sigma"], readings, seconds)
    return 0


class Judged:
    """What became of planted faults and of alarms."""

    def __init__(self) -> None:
        self.planted: Counter[str] = Counter()
        self.caught: Counter[str] = Counter()
        self.late: dict[str, list[float]] = {}
        self.alarms = self.true = self.devices = 0

    def judge(self, faults: list, alarms: Alarms) -> None:
        """Take one device's faults and alarms in."""
        self.devices += 1
        for fault in faults:
            self.planted[fault.kind] += 1
            hits = [
                at
                for at, stream in alarms
                if stream == fault.quantity and fault.begins_ms <= at < fault.ends_ms + 6 * HOUR
            ]
            if hits:
                self.caught[fault.kind] += 1
                self.late.setdefault(fault.kind, []).append((min(hits) - fault.begins_ms) / HOUR)
        for at, stream in alarms:
            self.alarms += 1
            self.true += any(
                fault.quantity in ("", stream) and fault.begins_ms <= at < fault.ends_ms + DAY
                for fault in faults
            )

    @property
    def recall(self) -> float:
        """The share of faults that were found."""
        return sum(self.caught.values()) / max(sum(self.planted.values()), 1)

    @property
    def precision(self) -> float:
        """The share of alarms that are of a fault."""
        return self.true / max(self.alarms, 1)

    @property
    def false_a_month(self) -> float:
        """False alarms of a device in 30 days."""
        return (self.alarms - self.true) / (self.devices * DAYS / 30)

    def delays(self) -> str:
        """The middle time until found, by kind."""
        return ", ".join(f"{kind} {np.median(hours):.1f}" for kind, hours in sorted(self.late.items()))

    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the recall."""
        count, share, z = sum(self.planted.values()), self.recall, 1.96
        middle = (share + z * z / (2 * count)) / (1 + z * z / count)
        half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
        return round(float(middle - half), 3), round(float(middle + half), 3)


def ours(said: tuple[Sensed, ...], names: list[str], *, moves: bool) -> Alarms:
    """When our detectors raise an alarm, and of which stream; "" is the device's silence."""
    watches = {name: Watch.new(moves=moves) for name in names}
    first, alarms, heard = watches[names[0]], Alarms(), 0
    for one in said:
        if one.quantity not in watches:
            continue
        if one.at > heard > 0 and first.silence(one.at, RULES) is not None:
            alarms.append((int(first.last_at + RULES.silent * first.interval), ""))
        heard = one.at
        watch = watches[one.quantity]
        was_wrong = watch.is_wrong
        if watch.read(one.at, one.value, RULES) is not None and not was_wrong:
            alarms.append((one.at, one.quantity))
    return alarms


def three_sigma(said: tuple[Sensed, ...], names: list[str]) -> Alarms:
    """When a fixed rule does: beyond three spreads of the first week's mean."""
    alarms = Alarms()
    for name in names:
        at, values = (
            np.array(each)
            for each in zip(*((one.at, one.value) for one in said if one.quantity == name), strict=True)
        )
        learned = values[at < BEGINS + 7 * DAY]
        off = np.abs(values - learned.mean()) > 3 * max(learned.std(), 1e-9)
        calm = RULES.calm
        for turn in np.flatnonzero(at >= BEGINS + 7 * DAY):
            if off[turn] and calm >= RULES.calm:
                alarms.append((int(at[turn]), name))
            calm = 0 if off[turn] else calm + 1
    return alarms


def _record(ours_: Judged, theirs: Judged, readings: int, seconds: float) -> None:
    how = (
        f"20 simulated fleets of {DEVICES} devices and {DAYS} days, {sum(ours_.planted.values())} faults, "
        f"{readings:,} readings; thresholds chosen on other seeds; {seconds:.0f} processor seconds in all"
    )
    table = {
        kind: {"planted": count, "found": ours_.caught[kind], "three_sigma": theirs.caught[kind]}
        for kind, count in sorted(ours_.planted.items())
    }
    peer = "3 spreads of the first week's mean"
    record(
        "supply_anomalies", "Planted faults found, simulated fleets", round(ours_.recall, 3), "",
        ours_.interval(), peer, round(theirs.recall, 3), how,
        extra={"claim_zh": "模拟车队植入故障的检出率", "table": table, "delays": ours_.delays()},
    )  # fmt: skip
    record(
        "supply_anomalies", "Alarms that are of a fault, simulated fleets", round(ours_.precision, 3), "",
        None, peer, round(theirs.precision, 3), how,
        extra={"claim_zh": "模拟车队告警的精确率", "false_a_device_month": round(ours_.false_a_month, 3)},
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
