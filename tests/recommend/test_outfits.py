"""Outfits: read in both layouts, learned from, and judged by questions whose choices are stated."""

import json

import numpy as np
import pytest
import torch

from modiste.garment import ModisteError
from modiste.recommend import Member, OutfitModel, outfit_worth
from modiste.recommend.outfit_model import WHOLE
from modiste.recommend.outfit_training import _Network, train_outfits
from modiste.recommend.outfits import drawn_blanks, mixed_outfits, read_outfits


def categories(n, seed=0):
    """Outfits of two worlds: 1 to 5 go with each other, and so do 6 to 10."""
    chance = np.random.default_rng(seed)
    made = []
    for _ in range(n):
        world = 5 * int(chance.integers(2))
        made.append([1 + world + int(c) for c in chance.permutation(5)[: chance.integers(2, 5)]])
    return made


def plain(folder, train, test):
    for name, outfits in (("train_no_dup_new_100.json", train), ("test_no_dup_new_100.json", test)):
        rows = [
            {"set_id": str(k), "items_category": each, "items_index": list(range(1, len(each) + 1))}
            for k, each in enumerate(outfits)
        ]
        (folder / name).write_text(json.dumps(rows))
    return folder


@pytest.fixture(scope="module")
def model():
    return train_outfits([[Member(str(c)) for c in each] for each in categories(600)], epochs=12)


def test_what_belongs_to_another_world_is_told(model):
    rest = (Member("1"), Member("2"))
    (scores,) = model.fill([rest], [[Member("3"), Member("8"), Member("9"), Member("10")]])
    assert scores.argmax() == 0
    good, bad = model.compatibility(
        [[Member("1"), Member("2"), Member("4")], [Member("1"), Member("7"), Member("9")]]
    )
    assert good > bad


def test_the_order_of_pieces_does_not_matter_and_strangers_are_answered(model):
    one = model.compatibility([[Member("1"), Member("2"), Member("3")]])
    other = model.compatibility([[Member("3"), Member("1"), Member("2")]])
    assert np.allclose(one, other, atol=1e-6)
    assert model.compatibility([[Member("never seen")], []]).shape == (2,)


def test_a_saved_model_is_the_model(model, tmp_path):
    model.save(tmp_path / "outfits.npz")
    again = OutfitModel.load(tmp_path / "outfits.npz")
    asked = [[Member("1"), Member("2")], [Member("6")]]
    assert np.array_equal(again.compatibility(asked), model.compatibility(asked))
    (tmp_path / "outfits.npz").write_bytes(b"broken")
    with pytest.raises(ModisteError) as error:
        OutfitModel.load(tmp_path / "outfits.npz")
    assert error.value.code == "MOD-2355"


def test_plain_arrays_say_what_torch_says():
    chance = np.random.default_rng(4)
    outfits = [
        [
            Member(str(chance.integers(3)), tuple(chance.normal(size=6).astype(np.float32)))
            for _ in range(size)
        ]
        for size in (2, 4, 3) * 8
    ]
    model = train_outfits(outfits, epochs=1)
    network = _Network(len(model.categories), model.width).eval()
    network.load_state_dict(
        {
            name.replace("block", "blocks.") if name.startswith("block") else name: torch.from_numpy(value)
            for name, value in model.weights.items()
        }
    )
    outfit = outfits[1]
    places = torch.tensor([[model.categories.index(piece.category) for piece in outfit]])
    vectors = torch.tensor([[piece.vector for piece in outfit]])
    with torch.inference_mode():
        asked = network.asked(network.pieces(places, vectors), torch.ones(1, 4, dtype=torch.bool), WHOLE)
        expected = torch.sigmoid(network.worth(asked)).item()
    assert model.compatibility([outfit])[0] == pytest.approx(expected, abs=1e-5)
    with pytest.raises(ModisteError) as error:
        model.compatibility([[Member("1", (1.0, 2.0))]])
    assert error.value.code == "MOD-2354"


def test_the_category_copy_is_judged_with_drawn_questions(tmp_path):
    folder = plain(tmp_path, categories(400), categories(80, seed=1))
    worth = outfit_worth(folder, epochs=8)
    assert worth.metrics["fitb_accuracy"].value > 0.4
    assert worth.metrics["compatibility_auc"].value > 0.6
    assert worth.metrics["fitb_accuracy"].ci95 is not None
    assert worth.extras["chance_fitb"] == 0.25
    assert "seed 0" in worth.extras["blanks"]
    with pytest.raises(ModisteError) as error:
        outfit_worth(folder, should_stop=lambda: True)
    assert error.value.code == "MOD-2018"


def test_wrong_choices_are_of_other_categories_and_the_same_seed_asks_the_same():
    outfits = [[Member(str(c)) for c in each] for each in categories(50)]
    from modiste.recommend.outfits import Outfit

    named = [Outfit(str(k), ("a",) * len(each), tuple(each)) for k, each in enumerate(outfits)]
    blanks = drawn_blanks(named)
    assert blanks == drawn_blanks(named)
    for each in blanks:
        assert len({piece.category for piece in each.choices}) == 4
    assert [len(each) for each in mixed_outfits(outfits, 1)] == [len(each) for each in outfits]


def published(folder):
    rows = [
        {
            "set_id": str(k),
            "name": "",
            "items": [{"index": i + 1, "categoryid": c, "name": ""} for i, c in enumerate(each)],
        }
        for k, each in enumerate(categories(30))
    ]
    (folder / "train_no_dup.json").write_text(json.dumps(rows))
    (folder / "test_no_dup.json").write_text(json.dumps(rows[:5]))
    asked = [{"question": ["0_2"], "blank_position": 1, "answers": ["1_1", "0_1", "2_1", "3_1"]}]
    (folder / "fill_in_blank_test.json").write_text(json.dumps(asked))
    return rows


def test_the_publishers_own_questions_are_asked_where_they_are_there(tmp_path):
    rows = published(tmp_path)
    data = read_outfits(tmp_path)
    assert data.asked == "the publisher's questions"
    (blank,) = data.blanks
    assert blank.choices[0].category == str(rows[0]["items"][0]["categoryid"])
    assert len(data.train) == 30


def test_pictures_beside_the_outfits_are_looked_at(tmp_path):
    published(tmp_path)
    (tmp_path / "images" / "0").mkdir(parents=True)
    (tmp_path / "images" / "0" / "1.jpg").write_bytes(b"x")
    data = read_outfits(tmp_path, lambda pictures: np.ones((len(pictures), 3), np.float32))
    assert data.train[0].pieces[0].vector == (1.0, 1.0, 1.0)
    assert data.train[1].pieces[0].vector == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("train_no_dup.json", "{}"),
        ("train_no_dup.json", "no json"),
        ("train_no_dup.json", '[{"set_id": 1}]'),
        ("fill_in_blank_test.json", "[]"),
        ("fill_in_blank_test.json", '[{"question": ["0_1"]}]'),
    ],
)
def test_damaged_files_are_refused_with_their_name(tmp_path, name, text):
    published(tmp_path)
    (tmp_path / name).write_text(text)
    with pytest.raises(ModisteError) as error:
        read_outfits(tmp_path)
    assert error.value.code == "MOD-2357"
    assert name in str(error.value)


def test_no_folder_too_few_outfits_and_too_few_categories_are_refused(tmp_path):
    with pytest.raises(ModisteError) as error:
        read_outfits(tmp_path)
    assert error.value.code == "MOD-2357"
    with pytest.raises(ModisteError) as error:
        train_outfits([[Member("1"), Member("2")]])
    assert error.value.code == "MOD-2356"
    with pytest.raises(ModisteError) as error:
        drawn_blanks([])
    assert error.value.code == "MOD-2357"
