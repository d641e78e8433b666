"""New garments are found by their content, and never lend to themselves."""

import numpy as np
import pytest

from modiste.recommend import ContentModel, Interactions, Neighbours, choose_content, cold_worth
from modiste.recommend.content import held_back, unit_rows


@pytest.fixture(scope="module")
def content(rings: Interactions) -> np.ndarray:
    """A garment's ring and its place, each as one of many, so that rings' neighbours are alike."""
    made = np.zeros((len(rings.items), 16), np.float32)
    for row, item in enumerate(rings.items):
        ring, place = map(int, item.split("-"))
        made[row, ring], made[row, 6 + place] = 1, 0.3
    return made


def test_withheld_garments_are_found_by_content_far_above_popularity(
    rings: Interactions, content: np.ndarray
) -> None:
    found, stated = cold_worth(rings, content, share=0.3)
    assert found["times_popularity"].value > 1.5
    assert found["ndcg_at_10"].value > found["popularity_ndcg_at_10"].value
    assert found["ndcg_at_10"].value > found["lent_popularity_ndcg_at_10"].value
    count = int(
        str(stated["split"]).split()[0]
    )  # without counts every order is as likely: the mean over ranks
    by_chance = sum(1 / np.log2(1 + rank) for rank in range(1, min(count, 10) + 1)) / count
    assert found["uncounted_popularity_ndcg_at_10"].value == pytest.approx(by_chance)
    for name in ("", "lent_", "uncounted_"):
        ratio = found["ndcg_at_10"].value / found[f"{name}popularity_ndcg_at_10"].value
        assert found[f"times_{name}popularity"].value == pytest.approx(ratio)
    assert "withheld" in str(stated["split"])


def test_what_is_held_back_is_in_no_history_and_nothing_is_learned_from_it(rings: Interactions) -> None:
    cases, new, train = held_back(rings, 0.1, 0)
    assert not np.isin(train.codes, new).any()
    assert all(not np.isin(each.codes, new).any() and len(each) for each in cases.histories)
    assert cases.targets.max() < len(new)


def test_a_new_garment_is_a_candidate_at_once_with_its_reason(
    rings: Interactions, content: np.ndarray
) -> None:
    model = ContentModel.of(Neighbours.fit(rings), content)
    history = rings.history(0).first(3)
    ring = int(rings.items[history.codes[0]].split("-")[0])
    new = np.zeros((6, 16), np.float32)
    new[np.arange(6), np.arange(6)] = 1
    rows, worth = model.candidates(history, new, 2)
    assert rows[0] == ring
    assert worth[0] > worth[1]
    (reason, *_) = model.reasons(history, new[ring])
    assert reason.kind == "alike"
    assert reason.garment in {rings.items[code] for code in history.codes}
    assert len(model.candidates(history.first(0), new, 2)[0]) == 0


def test_settings_are_chosen_and_content_of_nothing_is_no_error(rings: Interactions) -> None:
    nothing = np.zeros((len(rings.items), 4), np.float32)
    assert choose_content(rings, nothing).near > 0
    assert not unit_rows(nothing).any()
