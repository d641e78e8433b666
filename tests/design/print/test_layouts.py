import numpy as np
import pytest

from modiste.design.print.layouts import Copies, Wish, laid_out, natural_ratio


def apart(copies: Copies, size: tuple[float, float]) -> float:
    """The least distance of two copies on the torus."""
    step = copies.places[:, None] - copies.places
    step = (step + np.array(size) / 2) % size - np.array(size) / 2
    far = np.linalg.norm(step, axis=-1)
    return float(far[~np.eye(len(far), dtype=bool)].min())


def sizes(copies: Copies) -> np.ndarray:
    return np.sqrt(np.abs(np.linalg.det(copies.turns)))


def test_half_drop_and_brick_have_a_copy_in_the_middle() -> None:
    for layout, ratio in (("half-drop", 0.5), ("brick", 2.0)):
        assert natural_ratio(layout) == ratio  # type: ignore[arg-type]
        (copies,) = laid_out(layout, [Wish(at=(0.25, 0.25))], 40, 40 * ratio)  # type: ignore[arg-type]
        assert np.ptp(copies.places, axis=0) == pytest.approx([20, 20 * ratio])


def test_tossed_motifs_keep_their_distance_across_the_seam_and_turn_any_way() -> None:
    first, second = laid_out("toss", [Wish(size=9), Wish(size=4)], 60, 60, seed=3)
    assert len(first.places) > 15 and len(second.places) > 5
    assert apart(first, (60, 60)) >= 9
    assert apart(second, (60, 60)) >= 4
    assert sizes(first) == pytest.approx(np.full(len(first.places), 9))
    turned = np.degrees(np.arctan2(first.turns[:, 1, 0], first.turns[:, 0, 0])) % 360
    assert len(np.unique(turned // 90)) == 4
    again = laid_out("toss", [Wish(size=9), Wish(size=4)], 60, 60, seed=3)[0]
    assert np.array_equal(again.places, first.places)
    assert not np.array_equal(
        laid_out("toss", [Wish(size=9)], 60, 60, seed=4)[0].places[:5], first.places[:5]
    )


def test_a_motif_that_is_left_to_itself_takes_the_room_its_copies_leave() -> None:
    main, filler = laid_out("p4m", [Wish(), Wish()], 64, 64)
    assert sizes(main)[0] == pytest.approx(0.9 * apart(main, (64, 64)))
    assert 0 < sizes(filler)[0] < sizes(main)[0]
    assert len(main.places) == len(filler.places) == 8


def test_what_is_asked_of_a_motif_is_kept() -> None:
    (copies,) = laid_out("p1", [Wish(size=12, at=(0.25, 0.5), turn=90)], 40, 40)
    assert copies.places.tolist() == [[10, 20]]
    assert copies.turns[0] == pytest.approx(np.array([[0, -12], [12, 0]]))
