"""Conditional requests compare tags as RFC 9110 13.1 says: If-Match strongly, If-None-Match weakly."""

import pytest

from modiste.api.etags import etag_of, not_modified, require_match
from modiste.garment import ModisteError

TAG = etag_of(b"one")


def test_a_tag_is_quoted_and_follows_the_content():
    assert TAG.startswith('"') and TAG.endswith('"') and len(TAG) == 34
    assert etag_of(b"two") != TAG


@pytest.mark.parametrize("sent", [TAG, f"W/{TAG}", f'"other", {TAG}', "*", f'"a",W/{TAG} , "b"'])
def test_what_the_caller_has_is_not_sent_again(sent):
    answer = not_modified(sent, TAG, {"Cache-Control": "no-cache"})
    assert answer is not None and answer.status_code == 304 and answer.headers["etag"] == TAG
    assert answer.body == b""


@pytest.mark.parametrize("sent", ['"other"', "", "rubbish", TAG[:-1], '""'])
def test_what_the_caller_lacks_is_sent(sent):
    assert not_modified(sent, TAG) is None


def test_no_condition_means_send():
    assert not_modified(None, TAG) is None


@pytest.mark.parametrize("sent", [TAG, "*", f'"x", {TAG}'])
def test_a_change_from_the_present_version_passes(sent):
    require_match(sent, TAG)


def test_a_change_from_nowhere_needs_a_condition():
    with pytest.raises(ModisteError) as refused:
        require_match(None, TAG)
    assert (refused.value.code, refused.value.status) == ("MOD-2207", 428)


@pytest.mark.parametrize("sent", ['"old"', f"W/{TAG}", "", "rubbish"])
def test_a_change_from_another_version_is_refused(sent):
    with pytest.raises(ModisteError) as refused:
        require_match(sent, TAG)
    assert (refused.value.code, refused.value.status) == ("MOD-2208", 412)
