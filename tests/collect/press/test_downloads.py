"""Data downloads of Instagram and Pinterest: one person's likes and pins, with and without dates."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.reading import PSEUDONYM

from modiste.collect import Arrival, Connector, Rejection, open_source
from modiste.collect.press.instagram import INSTAGRAM
from modiste.collect.press.members import Member, members
from modiste.collect.press.pinterest import PINTEREST
from modiste.garment import Interaction, ModisteError
from modiste.workspace.people import bound

# Written by us after the platforms' own downloads; no real person.
LIKES = {
    "likes_media_likes": [
        {
            "title": "maison",
            "string_list_data": [{"href": "https://www.instagram.com/p/A1/?x=1", "timestamp": 1767225600}],
        },
        {
            "title": "caf\u00c3\u00a9_mode",
            "string_list_data": [{"href": "https://www.instagram.com/p/A2/", "timestamp": 0}],
        },
    ]
}
SAVED = {
    "saved_saved_media": [
        {
            "title": "maison",
            "string_map_data": {
                "Saved on": {"href": "https://www.instagram.com/p/B1/", "timestamp": 1767225601}
            },
        }
    ]
}
POSTS = [{"media": [{"uri": "media/posts/1.jpg", "creation_timestamp": 1767225602}], "title": "my dress"}]
PINS = {
    "Pins": [
        {
            "id": "7",
            "created_at": "2026-01-01 10:00:00",
            "link": "https://shop.example/coat",
            "board_name": "Winter",
        },
        {"id": "8", "link": "https://shop.example/hat"},
    ]
}


def download(path: Path, files: dict[str, object], when: tuple[int, ...] = (2026, 2, 1, 0, 0, 0)) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, value in files.items():
            data = value if isinstance(value, bytes) else json.dumps(value).encode()
            archive.writestr(zipfile.ZipInfo(name, when), data)  # type: ignore[arg-type] # six numbers
    return path


def interactions(path: Path, connector: Connector) -> list[Interaction]:
    found = list(bound(connector, PSEUDONYM).read(open_source(path)))
    assert all(isinstance(each, Arrival) for each in found)
    return [each.records[0] for each in found if isinstance(each, Arrival)]  # type: ignore[misc] # interactions


def instagram(folder: Path) -> Path:
    files = {
        "your_instagram_activity/likes/liked_posts.json": LIKES,
        "your_instagram_activity/saved/saved_posts.json": SAVED,
        "your_instagram_activity/media/posts_1.json": POSTS,
        "your_instagram_activity/messages/inbox/ann/message_1.json": {"messages": "secret"},
    }
    return download(folder / "instagram-ann-2026.zip", files)


def test_likes_saves_and_posts_weigh_more_and_more(tmp_path: Path) -> None:
    path = instagram(tmp_path)
    assert INSTAGRAM.recognise(open_source(path)) > 0.9
    found = interactions(path, INSTAGRAM)
    assert [(each.kind, each.weight) for each in found] == [
        ("like", 1.0),
        ("like", 1.0),
        ("share", 3.0),
        ("add_to_wishlist", 2.0),
    ]
    assert found[0].address == "https://www.instagram.com/p/A1/"
    assert len({each.customer_id for each in found}) == 1 and found[0].customer_id
    assert "secret" not in str(found)


def test_a_missing_date_is_the_downloads_and_told(tmp_path: Path) -> None:
    _, undated, *_ = bound(INSTAGRAM, PSEUDONYM).read(open_source(instagram(tmp_path)))
    assert isinstance(undated, Arrival) and isinstance(undated.records[0], Interaction)
    assert undated.records[0].at == datetime(2026, 2, 1, tzinfo=UTC)
    assert "missing" in undated.raw["at"]


def test_pins(tmp_path: Path) -> None:
    path = download(tmp_path / "pinterest.zip", {"pinterest/pins.json": PINS})
    assert PINTEREST.recognise(open_source(path)) == 1.0
    dated, undated = interactions(path, PINTEREST)
    assert (dated.address, dated.query, dated.weight) == ("https://shop.example/coat", "Winter", 2.0)
    assert (dated.at.hour, undated.at.month) == (10, 2)


def test_an_unpacked_folder_reads_the_same_and_a_broken_file_is_held(tmp_path: Path) -> None:
    folder = tmp_path / "instagram-ann-2026.zip.d"
    with zipfile.ZipFile(instagram(tmp_path)) as archive:
        archive.extractall(folder)
    (folder / "your_instagram_activity" / "likes" / "liked_comments.json").write_text("{")
    found = list(bound(INSTAGRAM, PSEUDONYM).read(open_source(folder)))
    assert [type(each).__name__ for each in found].count("Rejection") == 1
    assert len(found) == 5
    assert list(bound(INSTAGRAM, PSEUDONYM).read(open_source(folder), after=2)) == found[2:]


def test_what_is_no_download_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(ModisteError, match="MOD-1233"):
        list(INSTAGRAM.read(open_source(tmp_path / "a.json")))


def test_members_come_in_the_order_of_their_names_with_their_dates(tmp_path: Path) -> None:
    path = download(
        tmp_path / "x.zip", {"b/pins.json": [1], "a/pins.json": {"t": "caf\u00c3\u00a9"}, "c.txt": b""}
    )
    found = list(members(open_source(path), ("pins",)))
    assert found[0] == Member("a/pins.json", {"t": "café"}, datetime(2026, 2, 1, tzinfo=UTC))
    assert [each.name for each in found if isinstance(each, Member)] == ["a/pins.json", "b/pins.json"]


@settings(max_examples=30, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["title", "timestamp", "string_list_data", "href", "media"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=9,
    )
)
def test_any_json_ends_well(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    folder = tmp_path_factory.mktemp("any")
    for connector, name in ((INSTAGRAM, "likes/liked_posts.json"), (PINTEREST, "pins.json")):
        path = download(folder / f"{connector.kind}.zip", {name: value, f"x/{name}": [value]})
        found = list(bound(connector, PSEUDONYM).read(open_source(path)))
        assert all(isinstance(each, Arrival | Rejection) for each in found)
