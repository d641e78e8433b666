"""Curves of a well-kept library's own simulation, and what that library finds in them.

Run by wearables_signals.py in an environment with NeuroKit2 and AHRS: `_signals_rivals.py MOTION OUT`. MOTION
is an `.npy` of acceleration and turning at 50 Hz; OUT is an `.npz`: of every case the curve, its rate, the
library's beats or rate, and the truth that it simulated; and AHRS' quaternions of the motion.
"""

import sys

import numpy as np

PPG = [(rate, seconds, seed) for rate in (50, 64, 100) for seconds in (60, 120) for seed in range(4)]
BREATH = [(rate, seed) for rate in (10.0, 13.0, 16.0, 20.0, 26.0) for seed in range(4)]
BREATH_HZ, BREATH_SECONDS = 25, 90


def pulses(made: dict[str, np.ndarray]) -> None:
    """Photoplethysmograms with a pulse that wanders, noise and drift; beats as `ppg_process` finds them."""
    import neurokit2 as nk  # noqa: PLC0415 - not installed where this is checked

    for number, (rate, seconds, seed) in enumerate(PPG):
        curve = nk.ppg_simulate(
            duration=seconds,
            sampling_rate=rate,
            heart_rate=55 + 11 * seed,
            frequency_modulation=0.3,
            ibi_randomness=0.1,
            drift=0.3,
            motion_amplitude=0.05,
            powerline_amplitude=0.01,
            random_state=100 * number + seed,
            random_state_distort="spawn",
            show=False,
        )
        _, found = nk.ppg_process(curve, sampling_rate=rate)
        peaks = np.asarray(found["PPG_Peaks"])
        hrv = nk.hrv_time(peaks, sampling_rate=rate)
        made[f"ppg_{number}"] = curve
        made[f"ppg_{number}_found"] = peaks / rate
        told = (60 / np.median(np.diff(peaks) / rate), hrv["HRV_SDNN"].iloc[0], hrv["HRV_RMSSD"].iloc[0])
        made[f"ppg_{number}_told"] = np.array((rate, *told), float)


def breaths(made: dict[str, np.ndarray]) -> None:
    """Breathing as a chest belt feels it; the rate as `rsp_process` finds it, and as it was simulated."""
    import neurokit2 as nk  # noqa: PLC0415

    for number, (wanted, seed) in enumerate(BREATH):
        curve = nk.rsp_simulate(
            duration=BREATH_SECONDS,
            sampling_rate=BREATH_HZ,
            respiratory_rate=wanted,
            method="breathmetrics",
            noise=0.05,
            random_state=100 * number + seed,
        )
        signals, _ = nk.rsp_process(curve, sampling_rate=BREATH_HZ)
        made[f"breath_{number}"] = curve
        made[f"breath_{number}_told"] = np.array((BREATH_HZ, signals["RSP_Rate"].median(), wanted), float)


def turns(values: np.ndarray, made: dict[str, np.ndarray]) -> None:
    """AHRS' Madgwick filter on the motion, from the same beginning."""
    from ahrs.filters import Madgwick  # noqa: PLC0415

    own = Madgwick(gyr=values[:, 3:], acc=values[:, :3], frequency=50.0, gain=0.05)
    made["quaternions"] = np.asarray(own.Q)


if __name__ == "__main__":
    found: dict[str, np.ndarray] = {}
    pulses(found)
    breaths(found)
    turns(np.load(sys.argv[1], allow_pickle=False), found)
    np.savez(sys.argv[2], **found)
