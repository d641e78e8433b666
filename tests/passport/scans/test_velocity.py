"""What is odd about a label's scans, at the edge of each rule, and how it is said."""

import pytest

from modiste.passport import Limits, Odd, Scan, odd_words, oddities
from modiste.passport.scans.velocity import DAY, HOUR, OddKind, kilometres, speed

BERLIN, LISBON, TOKYO = (53.0, 13.0), (39.0, -9.0), (36.0, 140.0)


Place = tuple[float, float]


def seen(hours: float, place: Place | None = None, country: str = "", client: str = "a") -> Scan:
    return Scan(int(hours * HOUR), client, country, place)


def kinds(*scans: Scan, ended_at: int | None = None) -> list[str]:
    return [each.kind for each in oddities(scans, ended_at)]


def test_the_way_is_as_long_as_on_a_globe() -> None:
    assert kilometres((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)
    assert kilometres((90, 0), (-90, 77)) == pytest.approx(20_015, abs=1)
    assert kilometres((1, 179), (1, -179)) == pytest.approx(222.4, abs=1)


def test_one_scan_and_none_are_nothing_odd() -> None:
    assert oddities([]) == []
    assert kinds(seen(0, BERLIN)) == []


def test_an_airliner_is_fast_enough_and_a_copy_is_faster() -> None:
    assert kinds(seen(0, BERLIN), seen(11, TOKYO)) == []
    assert kinds(seen(0, BERLIN), seen(9, TOKYO)) == ["travel"]
    assert kinds(seen(0, BERLIN), seen(2, LISBON)) == ["travel"]
    assert kinds(seen(0, BERLIN), seen(3, LISBON)) == []


def test_two_places_that_rounding_drove_apart_are_one() -> None:
    assert speed(seen(0, (53, 13)), seen(0, (54, 14)), Limits()) == 0
    assert kinds(seen(0, (53, 13)), seen(0.01, (54, 13))) == []


def test_scans_without_a_place_accuse_nobody() -> None:
    assert kinds(seen(0), seen(0.1, TOKYO), seen(0.2)) == []


def test_countries_and_readers_are_counted_within_their_time() -> None:
    three = [seen(hour, None, country) for hour, country in enumerate(("DE", "FR", "CN"))]
    assert kinds(*three) == ["countries"]
    assert kinds(seen(-30, None, "IT"), *three[:2]) == []
    crowd = [seen(turn / 60, client=str(turn)) for turn in range(13)]
    assert kinds(*crowd[:12]) == []
    assert kinds(*crowd) == ["readers"]
    slow = [seen(turn * 0.5, client=str(turn)) for turn in range(41)]
    assert kinds(*slow[:40]) == []
    (odd,) = oddities(slow)
    assert odd.facts == {"readers": 41, "hours": 24}


def test_the_end_of_an_item_and_of_a_passport_are_told() -> None:
    assert kinds(seen(1), ended_at=HOUR) == []
    assert kinds(seen(1.1), ended_at=HOUR) == ["ended"]
    assert kinds(Scan(0, "a", said="revoked")) == ["revoked"]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("travel", {"km": 8900, "hours": 2.0}),
        ("countries", {"countries": 3}),
        ("readers", {"readers": 13, "hours": 1}),
        ("ended", {"at": 3 * DAY}),
        ("revoked", {}),
        ("unknown", {}),
    ],
)
def test_all_that_is_odd_is_said_in_two_languages(kind: OddKind, facts: dict[str, float | str]) -> None:
    odd = Odd(kind, facts)
    english, chinese = odd_words(odd), odd_words(odd, "zh")
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert "{" not in english + chinese
