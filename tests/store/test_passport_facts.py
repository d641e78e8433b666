"""Facts are only added; the newest of each kind of evidence is what is said now."""

from modiste.store import KeptFact, Store


def said(value: object, kind: str = "person", ref: str = "ann", field: str = "weight.net") -> KeptFact:
    return KeptFact("tee", field, value, kind, ref, "2026-04-01", "", 1, "ann")


def test_the_newest_is_said_now_and_all_is_kept(store: Store) -> None:
    facts = store.passport_facts
    facts.add(
        [said("160"), said("161", ref="bob"), said("150", "document", "urn:a"), said({"a": [1]}, field="x.y")]
    )
    facts.add([])
    assert [each.value for each in facts.current("tee")] == ["161", "150", {"a": [1]}]
    facts.add([said(None)])
    assert [each.value for each in facts.current("tee")] == ["150", {"a": [1]}]
    assert [each.value for each in facts.history("tee", "weight.net")] == ["160", "161", "150", None]
    assert facts.current("coat") == []
