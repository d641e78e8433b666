"""What is chosen is chosen on people held out: an order that helps them is taken, any other is left."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from tests.wearables.motions import recorded
from tests.wearables.tellers import LABELS

from modiste.wearables.activity_fit import WEIGHTS, Bench, chosen_on


class _Said(Bench):
    """Gives each frame its true label, wrong once in a while."""

    def chances(self, module: Any, grid: Any, temperature: float = 1.0) -> np.ndarray[Any, Any]:
        said = grid.frames.copy()
        odd = slice(module.every // 2, None, module.every)
        said[odd] = (said[odd] + 1) % 3
        return 0.1 + 0.7 * np.eye(3)[said]


def test_odd_frames_ask_for_the_order_and_right_ones_do_not() -> None:
    bench = _Said(cast(Any, None), LABELS, {})
    most, others = [recorded(0, LABELS)], [recorded(1, LABELS)]
    order, temperature, doubt, judged = chosen_on(bench, SimpleNamespace(every=5), most, others)
    assert order.weight in WEIGHTS[1:]
    assert (judged.probabilities.argmax(1) == judged.targets).mean() >= 0.8
    assert temperature > 0
    assert 0 < doubt <= 0.8
    alone, _, _, _ = chosen_on(bench, SimpleNamespace(every=10_000), most, others)
    assert alone.weight == 0
