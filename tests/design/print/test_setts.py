import numpy as np
import pytest

from modiste.design.print.setts import cell_shares, sett, turns_to_close, woven
from modiste.garment import ModisteError


def test_a_sett_turns_at_both_ends_and_one_with_dots_goes_round() -> None:
    assert sett("K/4 R24 K24 Y/4").stripes == (
        ("K", 4), ("R", 24), ("K", 24), ("Y", 4), ("K", 24), ("R", 24),
    )  # fmt: skip
    assert sett("...K4 R24 Y4...").stripes == (("K", 4), ("R", 24), ("Y", 4))
    assert sett("K4, W4").stripes == (("K", 4), ("W", 4))
    assert sett("LB2 W2").letters == ("LB", "W")


@pytest.mark.parametrize("text", ["", "K4 12", "K0 W4", "K4", "k4 w4", "K900 W900"])
def test_what_is_no_sett_is_refused(text: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2725"):
        sett(text)


HOUNDSTOOTH = """
####..##
####.##.
######..
#####..#
##......
#..#....
..##....
.##....."""


def test_four_and_four_in_twill_is_houndstooth() -> None:
    rows = ["".join("#."[each] for each in row) for row in woven(sett("K4 W4"), "twill")]
    assert "\n" + "\n".join(rows) == HOUNDSTOOTH


def test_a_thread_lies_on_top_as_often_as_its_draft_says() -> None:
    order = sett("K4 W4")
    for draft, share in (("plain", 0.5), ("twill", 0.5), ("herringbone", 0.5), ("satin", 0.8)):
        times = turns_to_close(8, draft)
        warp = np.tile(order.threads(), times)[None, :]
        cells = woven(order, draft, times)
        crossing = warp != np.tile(order.threads(), times)[:, None]
        assert (cells == warp)[crossing].mean() == pytest.approx(share), draft


CLOSING = [(104, "twill", 1), (182, "twill", 2), (7, "plain", 2), (8, "satin", 5), (4, "herringbone", 4)]


@pytest.mark.parametrize(("threads", "draft", "times"), CLOSING)
def test_a_sett_goes_round_until_the_draft_closes(threads: int, draft: str, times: int) -> None:
    assert turns_to_close(threads, draft) == times  # type: ignore[arg-type]


def test_pixels_are_shared_by_area_and_the_cut_is_mid_thread() -> None:
    cells = np.array([[0, 1, 1, 0]])
    share = cell_shares(cells, 1, (6, 2))
    assert share[0].tolist() == pytest.approx([0.25, 1, 1, 0.75, 0, 0], abs=1e-6)
    assert sum(cell_shares(cells, k, (6, 2)) for k in (0, 1)).min() == pytest.approx(1)
