"""The ledger: an unfinished reading is found again, and a batch is whole or did not happen."""

from datetime import UTC, datetime

import pytest

from modiste.garment import Colourway, Garment, ModisteError
from modiste.store import Counts, Rejection, Store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COAT = Garment(id="coat", name="Coat", created_at=NOW, updated_at=NOW)
RED = Colourway(id="coat.red", garment_id="coat", colour="red")


def test_an_unfinished_run_is_gone_on_with_and_a_finished_one_is_not(store: Store) -> None:
    first = store.imports.begin("shopify", "shopify:a.csv", "f" * 64)
    assert store.imports.begin("shopify", "shopify:b.csv", "f" * 64) == first
    assert store.imports.begin("google", "google:a.csv", "f" * 64).id != first.id
    assert store.imports.begin("shopify", "shopify:a.csv", "0" * 64).id != first.id
    with store.imports.batch() as batch:
        counted = batch.count(first, Counts(added=3, quarantined=1), 0.5)
    again = store.imports.begin("shopify", "shopify:a.csv", "f" * 64)
    assert (again, again.counts.read, again.seconds) == (counted, 4, 0.5)
    ended = store.imports.end(again)
    assert ended.is_done
    assert store.imports.begin("shopify", "shopify:a.csv", "f" * 64).id != first.id
    assert store.imports.page()[-1].counts.read == 4


def test_a_batch_is_whole_or_did_not_happen(store: Store) -> None:
    run = store.imports.begin("shopify", "shopify:a.csv", "f" * 64)
    with pytest.raises(RuntimeError), store.imports.batch() as batch:
        batch.put([COAT])
        batch.mark(run, {b"k" * 16: b"d" * 16})
        batch.keep_prints({"coat": b"p"})
        batch.hold(run, [Rejection("shopify:a.csv", "line 2", "MOD-1230", "x")])
        batch.count(run, Counts(added=1), 0.1)
        raise RuntimeError
    assert store.rows.count(Garment) == store.quarantine.count() == 0
    assert store.imports.page()[0].counts.read == 0
    with store.imports.batch() as batch:
        assert batch.seen([b"k" * 16]) == {}
        assert batch.prints(["coat"]) == {}


def test_records_go_in_with_those_they_refer_to_first_whatever_their_order(store: Store) -> None:
    with store.imports.batch() as batch:
        batch.put([RED, COAT])
        assert set(batch.find(Colourway, ["coat.red", "x"])) == {"coat.red"}
    assert store.rows.get(Colourway, "coat.red") == RED


def test_a_record_that_refers_to_nothing_spoils_only_its_own_put(store: Store) -> None:
    with store.imports.batch() as batch:
        batch.put([COAT])
        with pytest.raises(ModisteError, match="MOD-1105"):
            batch.put([RED.model_copy(update={"garment_id": "nowhere"})])
        batch.put([RED])
    assert store.rows.count(Colourway) == 1


def test_what_a_row_said_is_known_by_its_key(store: Store) -> None:
    run = store.imports.begin("shopify", "shopify:a.csv", "f" * 64)
    keys = [bytes([number]) * 16 for number in range(3)]
    with store.imports.batch() as batch:
        batch.mark(run, dict.fromkeys(keys, b"1" * 16))
        batch.mark(run, {keys[0]: b"2" * 16})
        seen = batch.seen([*keys, b"x" * 16])
    assert {key: each.digest[:1] for key, each in seen.items()} == {
        keys[0]: b"2",
        keys[1]: b"1",
        keys[2]: b"1",
    }
    assert {each.run for each in seen.values()} == {run.id}


def test_what_a_later_run_did_not_refuse_is_let_go_and_what_was_given_up_stays_so(store: Store) -> None:
    refused = [Rejection("s", f"line {n}", "MOD-1230", "bad", f"row {n}") for n in range(4)]
    first = store.imports.begin("shopify", "s", "f" * 64)
    with store.imports.batch() as batch:
        batch.hold(first, refused)
    store.imports.end(first)
    held = store.quarantine.page()
    store.quarantine.release([held[0].id], given_up=True)
    second = store.imports.begin("shopify", "s", "f" * 64)
    with store.imports.batch() as batch:
        batch.hold(second, refused[:2])
    store.imports.end(second)
    assert [each.rejection.place for each in store.quarantine.page()] == ["line 1"]
    assert store.quarantine.get(held[0].id).given_up
    third = store.imports.begin("shopify", "s", "0" * 64)
    with store.imports.batch() as batch:
        batch.hold(third, refused[2:])
    assert [each.rejection.place for each in store.quarantine.page()] == ["line 1", "line 2", "line 3"]


def test_a_reading_that_is_over_is_noted_and_never_gone_on_with(store: Store) -> None:
    noted = store.imports.note("photos", "photos:summer", Counts(added=2, quarantined=1), NOW, 1.5)
    assert store.imports.page(None) == [noted]
    assert (noted.is_done, noted.started_at, noted.counts.read) == (True, NOW, 3)
    assert store.imports.begin("photos", "photos:summer", "").id != noted.id
