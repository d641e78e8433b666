"""An explanation points at what the network hears, and hiding that first makes the chance fall first."""

import numpy as np
from tests.wearables.motions import recorded
from tests.wearables.tellers import LABELS, LENGTH, Shaking

from modiste.wearables import windows_of
from modiste.wearables.why import explain_window


def test_walking_is_heard_on_the_third_axis_in_the_middle() -> None:
    window = windows_of(recorded(0, LABELS), LENGTH)[37]
    why = explain_window(Shaking(), window)
    told = why.to_json()
    assert told["label"] == "WALKING"
    assert max(told["channels"], key=told["channels"].get) == "az"
    assert told["channels"]["az"] > 0.9
    assert abs(why.seconds[np.abs(why.heat[2]).argmax()]) < 0.5
    assert why.faithfulness > 0.05
