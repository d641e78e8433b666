"""Places in documents are found, filled and compared."""

from modiste.passport.profile.places import filled, found, is_like, leaves, merged, put


def test_what_is_put_is_found_again() -> None:
    document = put({"a": {"x": 1}}, "a.b.1.c", "there")
    assert document == {"a": {"x": 1, "b": [{}, {"c": "there"}]}}
    assert found(document, "a.b.1.c") == "there"
    assert found(document, "") is document
    assert [found(document, each) for each in ("a.b.7", "a.x.y", "z")] == [None, None, None]
    assert list(leaves(document)) == ["a.x", "a.b.c"]


def test_templates_are_filled_merged_and_recognised() -> None:
    template = {"id": "{subject}#1", "list": [{"kind": "x"}], "n": 1}
    made = filled(template, {"subject": "urn:a"})
    assert made == {"id": "urn:a#1", "list": [{"kind": "x"}], "n": 1}
    assert merged({"a": {"b": 1}, "c": 2}, {"a": {"d": 3}}) == {"a": {"b": 1, "d": 3}, "c": 2}
    assert is_like({**made, "more": 1}, template)
    assert not is_like({**made, "list": []}, template) and not is_like({**made, "n": 2}, template)
