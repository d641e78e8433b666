"""A statement's own members, and whose key may sign it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.passport.small_issuer import NOW, key_of

from modiste.garment import ModisteError
from modiste.passport.credentials.statements import (
    Stated,
    check_signer,
    did_of_key,
    signed_facts,
    signed_statement,
    signer_key,
    stated,
)
from modiste.passport.keys import multikey

KEY = multikey(key_of("m"))
SAID = Stated(
    "urn:uuid:1", did_of_key(KEY), "Mill", NOW, NOW + timedelta(days=1), "urn:lot:1", {"a.b": "1"}, "p.1"
)


def test_a_statement_says_what_was_said() -> None:
    made = signed_statement(SAID, key_of("m"), NOW)
    assert stated(made) == SAID
    check_signer(made, SAID.did, KEY)
    with pytest.raises(ModisteError, match="MOD-2620"):
        check_signer(made, "did:web:mill.example", KEY)
    with pytest.raises(ModisteError, match="MOD-2620"):
        check_signer({**made, "id": "urn:uuid:2"}, SAID.did, KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"proof": None, "issuer": None},
        {"issuer": "https://mill.example"},
        {"issuer": {"id": 1}},
        {"issuer": {"id": "did:web:x", "name": 1}},
        {"id": ""},
        {"id": None},
        {"validFrom": "2026-01-01"},
        {"validFrom": "2026-01-01T00:00:00"},
        {"validFrom": None},
        {"validUntil": "soon"},
        {"credentialSubject": []},
        {"credentialSubject": {"id": "x", "facts": {}}},
        {"credentialSubject": {"id": "x", "facts": {"a": 1}, "more": 1}},
        {"@context": []},
        {"more": 1},
    ],
)
def test_what_is_no_statement_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ModisteError, match="MOD-2691"):
        stated({**signed_statement(SAID, key_of("m"), NOW), **change})
    for none in (None, [], "x", {}):
        with pytest.raises(ModisteError, match="MOD-2691"):
            stated(none)


def test_it_counts_between_its_dates() -> None:
    hour = timedelta(hours=1)
    assert [SAID.counts_at(NOW + each * hour) for each in (-1, 0, 23, 24)] == [False, True, True, False]
    far = datetime(2999, 1, 1, tzinfo=UTC)
    assert stated(
        {
            name: each
            for name, each in signed_statement(SAID, key_of("m"), NOW).items()
            if name != "validUntil"
        }
    ).counts_at(far)


def test_a_did_key_is_its_own_key() -> None:
    assert signer_key(did_of_key(KEY)) == signer_key("did:web:mill.example", KEY) == KEY
    for did, given in (("did:key:z6Mk", ""), ("did:web:mill.example", "x")):
        with pytest.raises(ModisteError, match="MOD-2601"):
            signer_key(did, given)


def test_fields_that_name_a_statement_are_found_wherever_they_stand() -> None:
    field = {"value": 1, "source": {"statement": "x"}}
    subject = {"fields": {"a": field}, "content": {"item": {"fields": {"b": field, "c": {"source": {}}}}}}
    assert [name for name, _ in signed_facts(subject)] == ["a", "b"]
    for none in (None, [], {"fields": []}, {"content": []}, {"content": {"item": 1}}, {"fields": {"a": 1}}):
        assert signed_facts(none) == []
