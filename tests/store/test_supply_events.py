"""Supply events are kept once, found by every index, on both databases."""

import pytest

from modiste.garment import ModisteError
from modiste.store import EventFilter, EventRow, KeptState, Store


def row(id_: str, at: int, *things: tuple[str, int], step: str = "shipping", place: str = "mill") -> EventRow:
    body = b'{"eventID": "%s"}' % id_.encode()
    return EventRow(id_, False, b"0" * 16, "ObjectEvent", at, step, "active", place, "", body, things)


SPANS = [(0, 9000, 9), (1001, 9000, 9), (0, 2000, 9), (0, 9000, 1)]


def ids(store: Store, **asked: object) -> list[str]:
    return [each.event["eventID"] for each in store.supply_events.find(EventFilter(**asked))]  # type: ignore[arg-type]


@pytest.fixture
def kept(store: Store) -> Store:
    rows = [
        row("a", 1000, ("https://x/01/1/21/1", 0)),
        row("b", 2000, ("https://x/01/1/21/1", 1), ("https://x/01/1/21/2", 0), place="shop"),
        row("c", 3000, ("https://x/01/2", 5), step="receiving"),
    ]
    with store.supply_events.database.writing() as connection:
        store.supply_events.begin(connection)
        assert store.supply_events.write(connection, rows, 9000) == 3
    return store


def test_events_are_found_by_thing_time_step_and_place(kept: Store) -> None:
    assert ids(kept) == ["c", "b", "a"]
    assert ids(kept, things=(("https://x/01/1/21/1", False),)) == ["b", "a"]
    assert ids(kept, things=(("https://x/01/1", True),), roles=(0,)) == ["b", "a"]
    assert ids(kept, things=(("https://x/01/1/21/1", False),), roles=(1,)) == ["b"]
    assert ids(kept, values={"step": ("receiving",)}) == ["c"]
    assert ids(kept, values={"place": ("shop", "gate")}, since=1500, until=2001) == ["b"]
    assert ids(kept, ids=("a", "z"), recorded_since=9000, recorded_until=9001) == ["a"]
    assert ids(kept, past_number=2) == ["c"]
    assert kept.supply_events.known("step") == ["receiving", "shipping"]
    assert kept.supply_events.known_things(range(6), "https://x/01/1/21/1") == [
        "https://x/01/1/21/2",
        "https://x/01/2",
    ]
    assert kept.supply_events.known_things((1,)) == ["https://x/01/1/21/1"]
    assert kept.supply_events.last_number() == 3


@pytest.mark.parametrize("role", [None, 0, 1])
@pytest.mark.parametrize(
    ("since", "until", "limit"), [(0, 9000, 9), (1001, 9000, 9), (0, 2000, 9), (0, 9000, 1)]
)
def test_what_is_asked_often_is_what_is_found(
    kept: Store, role: int | None, since: int, until: int, limit: int
) -> None:
    name, events = "https://x/01/1/21/1", kept.supply_events
    asked = EventFilter(
        things=((name, False),), roles=() if role is None else (role,), since=since, until=until
    )
    found = events.find(asked, is_descending=False, limit=limit)
    assert events.named(name, since, until, role, limit, {}) == found
    at_hand = {each.number: each for each in found}
    assert events.named(name, since, until, role, limit, at_hand) == found


@pytest.mark.parametrize("by_record", [False, True])
@pytest.mark.parametrize("is_descending", [False, True])
def test_pages_go_through_all_of_them(kept: Store, by_record: bool, is_descending: bool) -> None:
    seen: list[int] = []
    past = None
    while page := kept.supply_events.find(
        EventFilter(), by_record=by_record, is_descending=is_descending, past=past, limit=1
    ):
        seen.append(page[0].number)
        past = (page[0].recorded_at if by_record else page[0].number * 1000, page[0].number)
    assert seen == ([3, 2, 1] if is_descending else [1, 2, 3])


def test_an_id_is_kept_once_and_once_more_as_a_declaration(kept: Store) -> None:
    events = kept.supply_events
    with pytest.raises(ModisteError, match="MOD-1105"), events.database.writing() as connection:
        events.write(connection, [row("a", 1)], 1)
    with events.database.writing() as connection:
        events.write(connection, [row("a", 1)._replace(is_declaration=True)], 1)
        assert events.digests(connection, ["a", "z"]) == {("a", False): b"0" * 16, ("a", True): b"0" * 16}


def test_states_are_written_anew(store: Store) -> None:
    events, state = store.supply_events, KeptState("i", 1, None, 2, "mill", "box", 2)
    with events.database.writing() as connection:
        events.put_states(connection, [state])
        events.put_states(connection, [state._replace(last_at=3)])
        assert events.states(connection, ["i", "j"]) == {"i": state._replace(last_at=3)}
        assert list(events.inside(connection, ["box"])) == ["i"]


def test_captures_queries_and_subscriptions_are_kept_and_forgotten(store: Store) -> None:
    events = store.supply_events
    with events.database.writing() as connection:
        first = events.note_capture(connection, {"success": True})
        second = events.note_capture(connection, {"success": False})
    assert events.capture(first) == {"success": True}
    assert [id_ for _, id_, _ in events.captures()] == [second, first]
    assert [id_ for _, id_, _ in events.captures(before=2)] == [first]
    assert events.name_query("mine", {"EQ_action": ["ADD"]})
    assert not events.name_query("mine", {})
    assert events.named_queries() == [("mine", {"EQ_action": ["ADD"]})]
    made = events.subscribe("mine", {"dest": "https://x"})
    events.told(made.id, 7)
    assert [each.told_number for each in events.subscriptions("mine")] == [7]
    events.drop_query("mine")
    assert events.subscriptions() == []
    for absent in (
        lambda: events.capture("x"),
        lambda: events.named_query("mine"),
        lambda: events.drop_query("mine"),
        lambda: events.unsubscribe(made.id),
        lambda: events.subscribe("mine", {}),
    ):
        with pytest.raises(ModisteError, match="MOD-1103"):
            absent()
