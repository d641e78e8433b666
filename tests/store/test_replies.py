"""Kept answers: one owner, one key, one request; busy at work, free after a death, gone after a day."""

from datetime import UTC, datetime, timedelta

import pytest

from modiste.store import Reply

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ANSWER = Reply(201, {"location": "/x"}, b"\x00\xffbody")


@pytest.fixture
def replies(store):
    return store.replies


def test_the_first_is_new_the_next_is_busy_then_answered(replies):
    assert replies.begin("ann", "k", "print", NOW) == "new"
    assert replies.begin("ann", "k", "print", NOW) == "busy"
    replies.finish("ann", "k", ANSWER)
    assert replies.begin("ann", "k", "print", NOW) == ANSWER


def test_another_request_under_the_key_is_told_apart_at_work_and_after(replies):
    replies.begin("ann", "k", "print", NOW)
    assert replies.begin("ann", "k", "else", NOW) == "other"
    replies.finish("ann", "k", ANSWER)
    assert replies.begin("ann", "k", "else", NOW) == "other"


def test_owners_do_not_share_keys(replies):
    replies.begin("ann", "k", "print", NOW)
    assert replies.begin("bob", "k", "else", NOW) == "new"


def test_a_key_given_free_is_new_but_an_answer_is_never_forgotten(replies):
    replies.begin("ann", "k", "print", NOW)
    replies.forget("ann", "k")
    assert replies.begin("ann", "k", "else", NOW) == "new"
    replies.finish("ann", "k", ANSWER)
    replies.forget("ann", "k")
    assert replies.begin("ann", "k", "else", NOW) == ANSWER


def test_a_dead_servers_key_is_free_after_five_minutes(replies):
    replies.begin("ann", "k", "print", NOW)
    assert replies.begin("ann", "k", "print", NOW + timedelta(minutes=5)) == "busy"
    assert replies.begin("ann", "k", "print", NOW + timedelta(minutes=5, seconds=1)) == "new"


def test_an_answer_is_kept_for_a_day(replies):
    replies.begin("ann", "k", "print", NOW)
    replies.finish("ann", "k", ANSWER)
    assert replies.begin("ann", "k", "print", NOW + timedelta(days=1)) == ANSWER
    assert replies.begin("ann", "k", "print", NOW + timedelta(days=1, seconds=1)) == "new"
