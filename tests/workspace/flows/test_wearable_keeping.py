"""What a network was learned from has a hash that follows the recordings."""

from pathlib import Path

from tests.wearables.motions import write_people

from modiste.wearables import open_grids
from modiste.workspace.flows.wearable_keeping import data_hash


def test_the_hash_is_of_all_recordings(tmp_path: Path) -> None:
    grids, _, _ = open_grids(write_people(tmp_path, 2), "watch")
    assert data_hash(grids) == data_hash(list(grids))
    assert data_hash(grids) != data_hash(grids[:-1])
