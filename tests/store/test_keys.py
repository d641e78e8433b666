"""API keys as rows: found by hash, listed in order, gone when revoked, there after a restart."""

from modiste.store import Store


def test_a_key_is_found_by_its_hash_alone(store):
    key = store.keys.add("till", "a" * 64, ["garments:read", "jobs:read"])
    assert store.keys.find("a" * 64) == key
    assert key.scopes == ("garments:read", "jobs:read") and key.created_at.tzinfo is not None
    assert store.keys.find("b" * 64) is None and store.keys.find(key.id) is None


def test_keys_are_listed_oldest_first_and_survive_a_restart(store, url):
    keys = [store.keys.add(name, name * 64, []) for name in "abc"]
    store.close()
    with Store.open(store.root, url) as again:
        assert again.keys.all() == keys


def test_a_revoked_key_is_gone_and_revoking_twice_says_so(store):
    key = store.keys.add("till", "a" * 64, [])
    assert store.keys.remove(key.id) is True
    assert store.keys.find("a" * 64) is None
    assert store.keys.remove(key.id) is False
