"""What another server of the same shop takes in is known here soon after, and counts once."""

import time
from pathlib import Path

import pytest
from tests.workspace.flows.test_answerers import act, rested_on, wait_for
from tests.workspace.flows.test_recommendations import fill

from modiste.garment import Interaction
from modiste.store import LOGGED
from modiste.workspace import open_shop
from modiste.workspace.flows import followed_acts
from modiste.workspace.flows.followed_acts import FollowedActs


def test_two_servers_know_each_others_clicks_without_a_new_model(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as one, open_shop(tmp_path / "shop") as other:
        fill(one)
        built = [each.recommending.state()["built_at"] for each in (one, other)]
        for number, (here, there) in enumerate([(one, other), (other, one)] * 2):
            garment = f"g-{8 + 2 * number}"
            assert garment not in rested_on(there, customer="c-3")
            here.recommending.take([act(f"a-{number}", garment, customer="c-3")], None, checked=dict)
            assert garment in rested_on(here, customer="c-3")  # the next answer
            time.sleep(followed_acts.LOOKED_SECONDS)
            assert garment in rested_on(there, customer="c-3")
        assert [each.recommending.state()["built_at"] for each in (one, other)] == built
        pairs = [each.recommending._serving["knn"].sources[0].recommender.arrays() for each in (one, other)]
        for name, value in pairs[0].items():
            assert value == pytest.approx(pairs[1][name]), name


def test_many_acts_at_once_build_the_model_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed_acts, "MOST", 2)
    with open_shop(tmp_path / "shop") as one, open_shop(tmp_path / "shop") as other:
        fill(one)
        before = other.recommending.state()
        events = [act(f"a-{number}", f"g-{number}", customer="c-3") for number in range(3)]
        one.recommending.take(events, None, checked=dict)
        time.sleep(followed_acts.LOOKED_SECONDS)
        wait_for(lambda: other.recommending.state()["acts"] == before["acts"] + 3)
        assert "g-2" in rested_on(other, customer="c-3")


def test_an_act_is_found_once_and_nobodys_never(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        fill(shop, customers=2)
        log = shop.store.events
        followed = FollowedActs(log)
        followed.begin(4)
        found = followed.found()
        assert found is not None and found[0].id == "a-0-4" and len(found) == 6
        assert len(followed.unlearned(found)) == 6 and followed.unlearned(found) == []
        assert followed.found() == []
        shop.recommending.take([act("n", "g-1"), act("m", "g-1", customer="c-1")], None, checked=dict)
        time.sleep(followed_acts.LOOKED_SECONDS)
        more = followed.found()
        assert more is not None and [(each.who, each.kind) for each in more] == [("c-1", "add_to_cart")]
        log.pack(LOGGED[Interaction])
        followed.begin(log.snapshot(LOGGED[Interaction]).rows - 1)
        assert [each.who for each in followed.found() or ()] == ["c-1"]
