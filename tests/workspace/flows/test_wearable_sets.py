"""Sets of recordings in a shop: brought in again, what people put right stays."""

from pathlib import Path

from tests.wearables.motions import write_people

from modiste.workspace import Shop


def test_a_set_brought_in_again_keeps_the_labels_that_people_put_right(shop: Shop, tmp_path: Path) -> None:
    people = write_people(tmp_path / "people", 1)
    shop.recordings.take_in(people, "tug")
    shop.recordings.correct("tug", "s00_00_sw", [(0.0, 2.0, "RESTING")])
    shop.recordings.take_in(people, "tug")
    assert shop.recordings.recording("tug", "s00_00_sw").labels[0] == "RESTING"
    # Cut off between the two renames of an earlier call.
    place = shop.recordings.folder("tug")
    place.replace(place.with_name(".tug.old"))
    assert shop.recordings.sets() == []
    shop.recordings.take_in(people, "tug")
    assert shop.recordings.recording("tug", "s00_00_sw").labels[0] == "RESTING"
    assert [path.name for path in place.parent.iterdir() if path.is_dir()] == ["tug"]
