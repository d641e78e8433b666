"""The order of things: what is learned is counted, and what a frame's neighbours say mends its own word."""

import numpy as np
import pytest

from modiste.wearables.order import Order, learn_order


def test_steps_are_counted_and_unknown_labels_do_not_count() -> None:
    order = learn_order([np.array([0, 0, 1, -1, 1, 1])], 2)
    assert order.start == pytest.approx([1, 0], abs=2e-3)
    assert order.step[0] == pytest.approx([0.5, 0.5], abs=1e-2)
    assert order.step[1] == pytest.approx([0, 1], abs=2e-3)


@pytest.fixture
def order() -> Order:
    return Order(np.array([0.5, 0.5]), np.array([[0.95, 0.05], [0.05, 0.95]]), 1.0)


def test_one_odd_frame_is_mended_by_those_around_it(order: Order) -> None:
    chances = np.array([[0.9, 0.1]] * 5 + [[0.3, 0.7]] + [[0.9, 0.1]] * 5)
    assert (order.whole(chances).argmax(1) == 0).all()
    assert order.so_far(chances).sum(1) == pytest.approx(np.ones(11))


def test_the_whole_is_the_exact_posterior_of_the_chain(order: Order) -> None:
    chances = np.array([[0.8, 0.2], [0.4, 0.6], [0.1, 0.9]])
    paths = np.array(list(np.ndindex(2, 2, 2)))
    weights = np.array(
        [
            order.start[a]
            * order.step[a, b]
            * order.step[b, c]
            * chances[0, a]
            * chances[1, b]
            * chances[2, c]
            for a, b, c in paths
        ]
    )
    exact = np.stack([np.bincount(paths[:, frame], weights, 2) for frame in range(3)]) / weights.sum()
    assert order.whole(chances) == pytest.approx(exact)
    assert order.so_far(chances)[-1] == pytest.approx(exact[-1])


def test_with_no_weight_each_frame_keeps_its_word(order: Order) -> None:
    alone = Order(order.start, order.step, 0.0)
    chances = np.array([[0.6, 0.4], [0.2, 0.8]])
    assert alone.whole(chances) is chances


def test_it_is_written_and_read(order: Order) -> None:
    again = Order.from_json(order.to_json())
    assert again.step == pytest.approx(order.step)
    with pytest.raises(ValueError, match="belong together"):
        Order.from_json({"start": [1.0], "step": [[1.0, 0.0]], "weight": 1.0})
