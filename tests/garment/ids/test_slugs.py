"""Ids of the house's own: an id by construction, the same for the same key."""

from modiste.garment import content_id, key_id, slug


def test_keys_that_differ_have_ids_that_differ() -> None:
    assert key_id("Coat 12/B") != key_id("Coat 12-B")
    assert key_id(" TSH-001 ") == "tsh-001"
    assert slug("连衣裙") == content_id("连衣裙".encode())
