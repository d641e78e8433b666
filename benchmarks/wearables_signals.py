"""Pulse, its variability, breath and orientation beside NeuroKit2 and AHRS, on what NeuroKit2 simulates.

./run bench wearables_signals --rivals PYTHON    # NeuroKit2 and AHRS there (requirements-signals.txt)
./run bench wearables_signals --rivals PYTHON --dry

The curves are the library's own, synthetic and said so: 24 photoplethysmograms of 50 to 100 Hz with drift and
movement in them, 20 curves of breathing of which the true rate is known. Compared: heart rate by the median
interval, SDNN and RMSSD, moments of beats, breaths a minute; and Madgwick's filter on one motion, which is
the same arithmetic and must come out alike. One minute.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.wearables.recordings import GRAVITY
from modiste.wearables.signals.breath import breath_of
from modiste.wearables.signals.orientation import orientations
from modiste.wearables.signals.pulse import pulse_of

RIVALS = Path(__file__).with_name("_signals_rivals.py")
RATE_HZ = 50.0
NEAR = 0.15
"""Seconds by which two ways may place a beat apart and mean the same: half of the shortest interval."""
EDGE = 2.0
"""Seconds at both ends that are not compared: filters swing in there."""
Floats = NDArray[np.float64]


def main() -> int:
    """Let the library simulate, look at the same curves, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, required=True, help="a Python with NeuroKit2 and AHRS")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        np.save(Path(place) / "motion.npy", motion())
        words = [str(chosen.rivals), str(RIVALS), f"{place}/motion.npy", f"{place}/found.npz"]
        subprocess.run(words, check=True)
        with np.load(Path(place) / "found.npz", allow_pickle=False) as archive:
            made = {name: archive[name] for name in archive.files}
    rows = pulses(made) | breaths(made)
    alike = np.abs((orientations(motion(), RATE_HZ) * made["quaternions"]).sum(1)).clip(0, 1)
    rows["orientation_off_degrees"] = float(np.rad2deg(2 * np.arccos(alike)).max())
    for name, value in rows.items():
        print(f"{name}: {value:.4g}")
    if not chosen.dry:
        record(
            "wearables_signals",
            "Heart rate off NeuroKit2's, mean over its simulated pulses",
            round(rows["heart_rate_off_per_min"], 3),
            "beats/min",
            peer="NeuroKit2 0.2.13, AHRS 0.4.0",
            how="24 synthetic photoplethysmograms of 50 to 100 Hz, 20 synthetic curves of breathing",
            extra={"claim_zh": "心率与 NeuroKit2 的平均差（其模拟脉搏）", "readme": False, "rows": rows},
        )
    return 0


def pulses(made: dict[str, Floats]) -> dict[str, Any]:
    """Mean differences of rate and variability, and the share of the library's beats that we find."""
    rates, sdnn, rmssd, found, ours, moments = [], [], [], 0, 0, []
    for number in range(sum(name.endswith("_found") for name in made)):
        curve, beats = made[f"ppg_{number}"], made[f"ppg_{number}_found"]
        rate, heart, wide, quick = made[f"ppg_{number}_told"]
        own = pulse_of(curve, rate)
        rates.append(abs(own.rate - heart))
        sdnn.append(abs(own.sdnn_ms - wide))
        rmssd.append(abs(own.rmssd_ms - quick))
        inner = beats[(beats > EDGE) & (beats < len(curve) / rate - EDGE)]
        off = own.beats[np.abs(inner[:, None] - own.beats).argmin(1)] - inner
        near = np.abs(off) < NEAR
        found, ours = found + int(near.sum()), ours + len(inner)
        moments += (off[near] - np.median(off[near])).tolist()
    return {
        "pulses": len(rates),
        "beats_found_share": found / ours,
        "beats_off_ms": float(1000 * np.std(moments)),
        "heart_rate_off_per_min": float(np.mean(rates)),
        "heart_rate_off_most": float(np.max(rates)),
        "sdnn_off_ms": float(np.mean(sdnn)),
        "rmssd_off_ms": float(np.mean(rmssd)),
    }


def breaths(made: dict[str, Floats]) -> dict[str, Any]:
    """Mean differences of both ways from the truth, and of one from the other."""
    rows = [made[name] for name in made if name.startswith("breath_") and name.endswith("_told")]
    curves = [made[f"breath_{number}"] for number in range(len(rows))]
    own = np.array([breath_of(curve, row[0]).rate for curve, row in zip(curves, rows, strict=True)])
    told, truth = np.array(rows)[:, 1], np.array(rows)[:, 2]
    return {
        "breathing_curves": len(rows),
        "breaths_told": int(np.isfinite(own).sum()),
        "breaths_off_truth_per_min": float(np.nanmean(np.abs(own - truth))),
        "breaths_library_off_truth_per_min": float(np.mean(np.abs(told - truth))),
        "breaths_off_library_per_min": float(np.nanmean(np.abs(own - told))),
    }


def motion() -> Floats:
    """Twenty seconds of a limb that swings about two axes, with a gyroscope's bias, `(n, 6)`."""
    t = np.arange(0, 20, 1 / RATE_HZ)
    swing, nod = 0.7 * np.sin(2 * np.pi * 0.4 * t), 0.3 * np.sin(2 * np.pi * 0.9 * t)
    down = np.stack((-np.sin(nod), np.sin(swing) * np.cos(nod), np.cos(swing) * np.cos(nod)), 1)
    rate = np.stack((np.gradient(swing, t), np.gradient(nod, t), 0.02 + 0 * t), 1)
    made = np.concatenate((GRAVITY * down, rate + 0.01), 1)
    made[0, 3:] = 0.0  # AHRS begins with the first acceleration alone
    return made


if __name__ == "__main__":
    raise SystemExit(main())
