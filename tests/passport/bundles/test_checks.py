import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.passport.small_issuer import DID, ITEM, MODEL, NOW, SmallIssuer, key_of

from modiste.passport.bundles.bundle import FORMATS, Leaf, Part, ShownStatement, read
from modiste.passport.bundles.check_words import NAMES
from modiste.passport.bundles.checks import Check, checked
from modiste.passport.credentials.proofs import moment, signed_document
from modiste.passport.jcs import canonical
from modiste.passport.keys import multikey
from modiste.passport.log.leaves import KeyEntry
from modiste.passport.log.notes import (
    WITNESS,
    Checkpoint,
    NoteSigner,
    Signature,
    cosignature,
    read_note,
    signed,
    with_signatures,
)

MUTANTS = 1_000


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> SmallIssuer:
    return SmallIssuer(tmp_path_factory.mktemp("issuer"))


@pytest.fixture
def own(tmp_path: Path) -> SmallIssuer:
    return SmallIssuer(tmp_path)


def looked_at(data: bytes, of: SmallIssuer | None = None, **how: Any) -> dict[str, Check]:
    how = {"now": NOW, "ask_chain": lambda _: True, **how}
    return {each.name: each for each in checked(data, of.trust() if of else None, **how)}


def not_ok(found: dict[str, Check]) -> dict[str, str]:
    return {name: f"{each.status} {each.reason}" for name, each in found.items() if each.status != "ok"}


def test_a_passport_that_is_right_holds_in_every_line(issuer: SmallIssuer) -> None:
    found = looked_at(issuer.whole(), issuer)
    assert not not_ok(found)
    assert list(found) == list(NAMES)
    assert found["anchor"].reason == "anchored_by_itself"
    assert "no independence" in found["anchor"].why()
    assert all(each.why() and each.why("zh") for each in found.values())


def test_who_trusts_nobody_sees_that_it_is_of_one_piece(issuer: SmallIssuer) -> None:
    found = looked_at(issuer.whole())
    assert not_ok(found) == {
        "issuer_trusted": "unknown no_trust",
        "statements": "unknown signer_untold",
    }


def test_one_flipped_bit_anywhere_is_refused(issuer: SmallIssuer) -> None:
    seed = random.SystemRandom().getrandbits(32)
    data, chance = issuer.whole(), random.Random(seed)
    refused = 0
    for _ in range(MUTANTS):
        mutant = bytearray(data)
        mutant[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        found = checked(bytes(mutant), now=NOW)
        refused += any(each.status == "failed" for each in found)
    print(f"{MUTANTS} mutants of seed {seed}, {refused} refused")
    assert refused == MUTANTS


@pytest.mark.parametrize(
    "change", [b" ", b"\n", b'{"a":1}', b"\x00", b",", b'{"format":"modiste.passport.bundle.1"}']
)
def test_other_bytes_or_members_are_no_bundle(issuer: SmallIssuer, change: bytes) -> None:
    data = issuer.whole()
    for mutant in (data + change, change + data, change, data[:-1], data[:-1] + b',"z":1}'):
        assert not_ok(looked_at(mutant))["format"].startswith("failed")


def test_members_of_another_kind_are_no_bundle(issuer: SmallIssuer) -> None:
    said = orjson.loads(issuer.whole())
    for name in said:
        for wrong in (None, 1, -1, "x", [], {}, [1], {"x": 1}, True):
            mutant = canonical({**said, name: wrong})
            assert any(each.status == "failed" for each in looked_at(mutant).values()), (name, wrong)


def test_an_unknown_member_that_the_issuer_signed_is_refused(issuer: SmallIssuer) -> None:
    made = issuer.passport()
    made = signed_document(
        {**{name: each for name, each in made.items() if name != "proof"}, "extra": 1},
        issuer.key,
        issuer.method,
        NOW,
    )
    found = looked_at(issuer.file(issuer.bundle(made, issuer.event_index)))
    assert not_ok(found)["signature"] == "failed refused"


def test_another_issuer_is_no_brand(own: SmallIssuer) -> None:
    data = own.whole()
    stranger = replace(own.trust(), issuers={"did:web:other.example": frozenset()})
    found = {each.name: each for each in checked(data, stranger, NOW)}
    assert not_ok(found)["issuer_trusted"] == "failed stranger"


def test_another_key_is_the_issuers_only_by_the_log(own: SmallIssuer) -> None:
    first = own.trust()
    own.key = key_of("j")
    own.log_key("added")
    data = own.whole()
    assert not not_ok(looked_at(data, own))
    elsewhere = replace(first, logs={})
    found = {each.name: each for each in checked(data, elsewhere, NOW)}
    assert not_ok(found)["issuer_trusted"] == "failed strange_key"
    assert not_ok(found)["checkpoint"] == "failed strange_log"


def test_a_key_that_nobody_logged_does_not_count(own: SmallIssuer) -> None:
    own.key = key_of("j")
    assert not_ok(looked_at(own.whole()))["key"] == "failed key_unlogged"


def test_a_key_revoked_in_the_middle_of_a_batch_counts_for_what_was_logged_before(own: SmallIssuer) -> None:
    before = own.issued()
    own.log_key("revoked")
    after = own.issued()
    own.key = key_of("j")
    own.log_key("added")
    assert not not_ok(looked_at(own.file(own.bundle(*before)), own))
    found = not_ok(looked_at(own.file(own.bundle(*after)), own))
    assert found == {"key": "failed key_revoked"}


def test_a_passport_logged_before_its_key_is_refused(own: SmallIssuer) -> None:
    own.key = key_of("j")
    made = own.issued()
    own.log_key("added")
    assert not_ok(looked_at(own.file(own.bundle(*made)), own)) == {"key": "failed key_later"}


def test_a_forged_entry_about_a_key_is_refused(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    own.key = key_of("t")
    forged = KeyEntry(DID, multikey(own.key), "added", moment(NOW)).entry().decode()
    made = own.passport()
    parts = replace(
        parts, credential=made, status=own.statuses(), keys=(replace(parts.keys[0], entry=forged),)
    )
    assert not_ok(looked_at(own.file(parts)))["key"] == "failed refused"


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-2, "failed not_yet"), (364, None), (365, "failed expired"), (4000, "failed expired")],
)
def test_a_passport_has_its_time(issuer: SmallIssuer, days: int, expected: str | None) -> None:
    found = looked_at(issuer.whole(), issuer, now=NOW + timedelta(days=days))
    assert not_ok(found).get("dates") == expected


def test_a_revoked_passport_is_refused(own: SmallIssuer) -> None:
    own.revoked.add(7)
    assert not_ok(looked_at(own.whole(), own)) == {"status": "failed revoked"}


def test_an_old_list_of_statuses_tells_nothing_of_today(own: SmallIssuer) -> None:
    found = looked_at(own.whole(), own, now=NOW + timedelta(days=8))
    assert not_ok(found) == {"status": "unknown old_status"}


def test_the_list_of_another_is_refused(own: SmallIssuer) -> None:
    made = own.issued(
        status={"id": "x#7", "type": "x", "statusPurpose": "revocation", "statusListIndex": "7"}
    )
    assert not_ok(looked_at(own.file(own.bundle(*made)), own)) == {"status": "failed other_status"}


def test_another_passport_than_was_logged_is_refused(own: SmallIssuer) -> None:
    _, index = own.issued()
    other = own.passport(said={"fibres": [], **own.names(own.model)})
    assert not_ok(looked_at(own.file(own.bundle(other, index)), own)) == {"inclusion": "failed refused"}


def test_an_erased_salt_tells_nothing_and_the_other_proofs_hold(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    parts = replace(parts, history=((own.event, b"t" * 32, parts.history[0][2]),))
    assert not_ok(looked_at(own.file(parts), own)) == {"history": "failed refused"}
    parts = replace(parts, history=())
    assert not_ok(looked_at(own.file(parts), own)) == {"history": "unknown no_history"}


def test_a_forked_checkpoint_is_refused(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    fork = signed(
        Checkpoint(own.log.key.name, own.log.size, b"f" * 32), NoteSigner(own.log.key.name, key_of("l"))
    )
    said = [cosignature(fork.text, each, int(NOW.timestamp())) for each in own.eyes]
    parts = replace(parts, checkpoint=str(with_signatures(fork, said)))
    found = not_ok(looked_at(own.file(parts), own))
    assert found["inclusion"] == "failed refused"
    assert found["anchor"] == "failed refused"


def test_too_few_witnesses_or_a_bad_cosignature_is_refused(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    note = read_note(parts.checkpoint)
    alone = replace(note, signatures=note.signatures[:2])
    found = looked_at(own.file(replace(parts, checkpoint=str(alone))), own)
    assert not_ok(found) == {"witnesses": "failed too_few"}
    first = note.signatures[1]
    bad = Signature(first.name, first.id, first.proof[:-1] + bytes([first.proof[-1] ^ 1]))
    found = looked_at(own.file(replace(parts, checkpoint=str(with_signatures(note, [bad])))))
    assert not_ok(found)["witnesses"] == "failed refused"
    stranger = cosignature(note.text, NoteSigner("eye-c.example", key_of("c"), WITNESS), 1)
    found = looked_at(own.file(replace(parts, checkpoint=str(with_signatures(note, [stranger])))), own)
    assert not_ok(found)["witnesses"] == "failed strange_signature"


def test_one_witness_under_two_names_counts_once(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    note = read_note(parts.checkpoint)
    twin = NoteSigner("eye-a2.example", key_of("a"), WITNESS)
    note = replace(note, signatures=(*note.signatures[:2], cosignature(note.text, twin, 1)))
    named = (parts.witnesses[0], str(twin.key))
    found = looked_at(own.file(replace(parts, checkpoint=str(note), witnesses=named)))
    assert not_ok(found)["witnesses"] == "failed too_few"


@pytest.mark.parametrize(
    ("answer", "expected"), [(True, None), (False, "failed chain_denies"), (None, "unknown chain_unasked")]
)
def test_the_chain_is_asked_where_it_can_be(
    issuer: SmallIssuer, answer: bool | None, expected: str | None
) -> None:
    found = looked_at(issuer.whole(), issuer, ask_chain=lambda _: answer)
    assert not_ok(found).get("anchor") == expected


def test_an_anchor_of_before_says_nothing_of_later_entries(own: SmallIssuer) -> None:
    size = own.log.size
    root = own.log.root(size)
    parts = own.bundle(*own.issued())
    assert parts.anchor is not None
    proof = tuple(own.log.consistency(size, own.log.size))
    parts = replace(parts, anchor=replace(parts.anchor, size=size, root=root, consistency=proof))
    assert not_ok(looked_at(own.file(parts), own)) == {"anchor": "unknown anchored_before"}
    parts = replace(parts, anchor=None)
    assert not_ok(looked_at(own.file(parts), own)) == {"anchor": "unknown no_anchor"}


def test_a_leaf_elsewhere_is_refused(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued())
    parts = replace(parts, leaf=Leaf(0, parts.leaf.inclusion))
    assert not_ok(looked_at(own.file(parts)))["inclusion"] == "failed refused"


def test_a_file_of_the_first_format_is_read_and_shares_nothing(own: SmallIssuer) -> None:
    parts = own.bundle(*own.issued(said={"fibres": []}), parts=())
    said = orjson.loads(own.file(parts))
    del said["parts"], said["statements"], said["proof"]
    said["format"] = min(FORMATS)
    old = canonical(signed_document(said, own.key, own.method, NOW))
    assert not_ok(looked_at(old, own)) == {
        "parts": "unknown no_parts",
        "statements": "unknown no_statements",
    }
    assert read(old)[1] == replace(parts, made=said["made"])


def test_a_models_passport_is_the_one_that_was_named(own: SmallIssuer) -> None:
    batch, place = own._part(f"{MODEL}/10/L7", 9)
    made, index = own.issued()
    (model,) = own.bundle(made, index).parts
    proved = Leaf(place, tuple(own.log.proof(place, own.log.checkpoint())))
    forged = signed_document(
        {
            **{name: each for name, each in own.model.items() if name != "proof"},
            "issuer": {"id": DID, "name": "x"},
        },
        own.key,
        own.method,
        NOW,
    )
    for parts in (
        (),
        (model, Part(batch, model.salt, proved, None)),
        (replace(model, credential=forged),),
        (model, model),
    ):
        found = looked_at(own.file(own.bundle(made, index, parts=parts)), own)
        assert not_ok(found) == {"parts": "failed other_parts"}, parts
    elsewhere = replace(model, leaf=Leaf(0, model.leaf.inclusion))
    found = looked_at(own.file(own.bundle(made, index, parts=(elsewhere,))), own)
    assert not_ok(found)["parts"] == "failed refused"


def test_the_passport_of_another_model_does_not_do(own: SmallIssuer) -> None:
    other, place = own._part("https://id.gs1.org/01/04012345000016", 9)
    made, index = own.issued(said=own.names(other))
    parts = own.bundle(made, index)
    proved = Leaf(place, tuple(own.log.proof(place, own.log.checkpoint())))
    parts = replace(parts, parts=(Part(other, parts.salt, proved, None),))
    assert not_ok(looked_at(own.file(parts), own)) == {"parts": "failed other_parts"}


def test_a_models_passport_that_was_revoked_spoils_those_that_name_it(own: SmallIssuer) -> None:
    own.revoked.add(8)
    assert not_ok(looked_at(own.whole(), own)) == {"parts": "failed part_revoked"}


def statement_line(own: SmallIssuer, said: dict[str, Any], *shown: ShownStatement, trust: bool = True) -> str:
    made = own.issued(said={**own.names(own.model), **said})
    found = looked_at(own.file(own.bundle(*made, statements=shown)), own if trust else None)
    return f"{found['statements'].status} {found['statements'].reason}"


def test_what_a_supplier_signed_is_what_the_passport_says(own: SmallIssuer) -> None:
    signed_ = own.stated()
    shown = own.shown(signed_)
    both = own.fields(signed_, **{"origin.spinning.country": "TR"})
    assert statement_line(own, both, shown) == "ok statements_hold"
    assert statement_line(own, both, shown, trust=False) == "unknown signer_untold"
    other = own.fields(signed_, **{"composition.recycled_share": "99"})
    assert statement_line(own, other, shown) == "failed statement_differs"
    more = own.fields(signed_, **{"weight.net": "160"})
    assert statement_line(own, more, shown) == "failed statement_differs"


def test_a_statement_is_the_one_that_is_named(own: SmallIssuer) -> None:
    signed_ = own.stated()
    fields, shown = own.fields(signed_), own.shown(signed_)
    newer = own.shown(own.stated(id="urn:uuid:2"))
    none = {"content": {"item": {"id": ITEM, "fields": {}}}}
    for given in ((), (newer,), (shown, newer), (shown, shown), (replace(newer, sha256=shown.sha256),)):
        assert statement_line(own, fields, *given) == "failed other_statements", given
    assert statement_line(own, none, shown) == "failed other_statements"
    assert statement_line(own, none) == "unknown no_statements"
    thief = {**fields["content"]["item"]["fields"]["composition.recycled_share"]}
    thief["source"] = {**thief["source"], "signer": DID}
    said = {"content": {"item": {"id": ITEM, "fields": {"composition.recycled_share": thief}}}}
    assert statement_line(own, said, shown) == "failed other_statements"


def test_a_statement_that_nobody_signed_is_refused(own: SmallIssuer) -> None:
    signed_ = own.stated()
    forged = {**signed_, "credentialSubject": {**signed_["credentialSubject"], "id": "urn:lot:2"}}
    assert statement_line(own, own.fields(forged), own.shown(forged)) == "failed refused"
    another = replace(own.shown(signed_), key=multikey(key_of("t")))
    assert statement_line(own, own.fields(signed_), another) == "failed refused"
    loose = own.stated(did="did:web:mill.example")
    assert statement_line(own, own.fields(loose), own.shown(loose)) == "unknown signer_untold"
    known = replace(own.trust(), signers={"did:web:mill.example": frozenset([multikey(key_of("t"))])})
    made = own.issued(said={**own.names(own.model), **own.fields(loose)})
    data = own.file(own.bundle(*made, statements=(own.shown(loose),)))
    found = {each.name: each.reason for each in checked(data, known, NOW)}
    assert found["statements"] == "strange_signer"


def test_a_statement_counts_on_the_day_of_the_passport(own: SmallIssuer) -> None:
    for changes in ({"valid_from": NOW}, {"valid_until": NOW - timedelta(days=2)}):
        late = own.stated(**changes)
        assert statement_line(own, own.fields(late), own.shown(late)) == "failed statement_dates"
    endless = own.stated(valid_until=None)
    assert statement_line(own, own.fields(endless), own.shown(endless)) == "ok statements_hold"


def test_what_is_not_for_everybody_is_told_by_its_hash(own: SmallIssuer) -> None:
    signed_ = own.stated()
    hidden = replace(own.shown(signed_), document=None)
    assert statement_line(own, own.fields(signed_), hidden) == "unknown statement_hidden"


def test_of_another_format_the_signature_is_checked(own: SmallIssuer) -> None:
    bare = {name: each for name, each in own.stated().items() if name != "proof"}
    bare |= {"type": ["VerifiableCredential", "DigitalProductPassport"]}
    mill = multikey(key_of("m"))
    other = signed_document(bare, key_of("m"), f"did:key:{mill}#{mill}", NOW)
    assert statement_line(own, own.fields(other), own.shown(other)) == "unknown statement_foreign"
    broken = {**other, "id": "urn:uuid:9"}
    assert statement_line(own, own.fields(broken), own.shown(broken)) == "failed refused"
