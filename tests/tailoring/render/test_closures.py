"""What a garment is closed with: where it is found, and that a picture shows it."""

import numpy as np

from modiste.tailoring import (
    Scene,
    Solid,
    appearance_of,
    average_figure,
    draft_size,
    drape_garment,
    house_fabric,
    photograph,
)
from modiste.tailoring.render.closures import closed, closures_of, without_hidden

SHIRT = draft_size("shirt", "women", "40", {"collar": "stand"}).panels
HOODIE = draft_size("hoodie", "women", "40", {"front": "zip"}).panels
TROUSERS = draft_size("trousers", "women", "40").panels


def kinds(panels) -> dict[str, list[str]]:  # type: ignore[no-untyped-def]
    return {panels[number].name: [each.kind for each in some] for number, some in closures_of(panels).items()}


def test_each_program_is_closed_as_it_is_sewn() -> None:
    assert kinds(SHIRT)["front_left"] == kinds(SHIRT)["front_right"] == ["band"]
    assert kinds(SHIRT)["cuff_left"] == ["end", "end"]
    assert kinds(HOODIE) == {"front_left": ["zip"], "front_right": ["zip"]}
    assert kinds(TROUSERS)["front_left"] == ["fly"] and kinds(TROUSERS)["waistband"] == ["end", "end"]
    assert closures_of(draft_size("t-shirt", "women", "40").panels) == {}
    assert closures_of(draft_size("dress-shift", "women", "40").panels) == {}, "a zip behind is not seen"


def test_one_front_lies_over_the_other_and_both_carry_the_buttons_at_one_height() -> None:
    left, right = (closures_of(SHIRT)[number][0] for number in (0, 1))
    assert (left.over, right.over) == (False, True)
    assert len(left.buttons) == 7
    heights = [
        {round(each.start[1] + place * each.along[1], 5) for place in each.buttons} for each in (left, right)
    ]
    assert heights[0] == heights[1]


def drawn(flat: np.ndarray, metres: float = 0.0005) -> tuple[np.ndarray, np.ndarray]:
    """Colour and slope of places on the left front of a shirt of mid grey."""
    tint, slope = np.full((len(flat), 3), 0.5, np.float32), np.zeros((len(flat), 2), np.float32)
    closed(tint, slope, np.zeros(len(flat), np.int32), flat.astype(np.float32), metres, closures_of(SHIRT))
    return tint, slope


def test_a_button_is_round_raised_and_of_its_own_colour_and_far_from_it_nothing_changes() -> None:
    button = closures_of(SHIRT)[0][0]
    height = button.start[1] + button.buttons[2] * button.along[1]
    tint, slope = drawn(np.array([[0.003, height], [0.0052, height], [0.12, height]]))
    assert tint[0].min() > 0.55 and tint[0, 0] > tint[0, 2], "pearl"
    assert slope[1, 0] < -0.5, "it falls off at its rim"
    np.testing.assert_array_equal(tint[2], 0.5)
    np.testing.assert_array_equal(slope[2], 0)


def test_what_a_pixel_does_not_resolve_is_fainter() -> None:
    line = np.array([[0.0152, 0.10]])
    assert drawn(line, 0.0005)[0].mean() < drawn(line, 0.004)[0].mean() < 0.5


def test_the_seam_below_a_band_is_not_seen() -> None:
    seam = np.zeros(2, np.float32)
    flat = np.array([[0.001, 0.1], [0.02, 0.1]], np.float32)
    without_hidden(seam, np.zeros(2, np.int32), flat, closures_of(SHIRT))
    assert seam[0] > 0.1 and seam[1] == 0


def test_a_hoodie_with_a_zip_shows_metal_down_its_middle() -> None:
    figure = average_figure(pose="down")
    fleece = house_fabric("fleece")
    drape = drape_garment(
        draft_size("hoodie", "women", "40", {"front": "zip"}), figure, fleece.hangs, edge=0.025
    )
    shown = photograph(drape, appearance_of(fleece, Solid("#7a2030")), Scene(kind="ghost"), (192, 288))
    low = drape.places[(np.abs(drape.places[:, 0]) < 0.03) & (drape.places[:, 2] > 0.05)].mean(0)
    column, row = shown.project(low[None])[0].astype(int)
    near = shown.pixels[row, column - 4 : column + 5].astype(int)
    greyest = np.ptp(near, axis=1).min()
    assert greyest < 0.5 * np.ptp(shown.pixels[row, column + 15].astype(int))
