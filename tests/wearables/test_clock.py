"""An even clock is laid through stamps, whatever they went through."""

import numpy as np
import pytest

from modiste.wearables.clock import repaired


def test_batches_of_stamps_are_spread_and_drift_is_told() -> None:
    truth = np.arange(500) / 102.0
    batched = truth[np.arange(500) // 5 * 5 + 4]
    clock = repaired(batched, declared_hz=100.0)
    assert clock.rate_hz == pytest.approx(102, rel=0.01)
    assert np.abs(clock.times - truth).max() < 0.02
    assert clock.repeated == 400
    assert clock.drift_ppm == pytest.approx(20_000, rel=0.5)


@pytest.mark.parametrize("stamps", [[1.0], [1.0, 1.0], [0.0, float("nan")]])
def test_stamps_that_tell_no_time_are_refused(stamps: list[float]) -> None:
    with pytest.raises(ValueError, match="no time"):
        repaired(np.array(stamps))
