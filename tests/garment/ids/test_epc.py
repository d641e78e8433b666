"""Tags, EPC names and canonical ids: GS1's own examples, and what is written is read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import (
    ModisteError,
    Sgtin,
    SgtinTag,
    canonical_id,
    gtin_check_digit,
    item_urn,
    read_item_urn,
    read_tag,
    tag_bytes,
)

ITEM = Sgtin("80614141123458", "6789")


def test_the_examples_of_the_tag_data_standard_come_out() -> None:
    """EPC Tag Data Standard 2.1, sections E.3 and E.1.2: one item on both tags."""
    assert tag_bytes(SgtinTag(ITEM, 7, 3, 96)).hex().upper() == "3074257BF7194E4000001A85"
    long = SgtinTag(Sgtin("70614141123451", "32a/b"), 7, 3, 198)
    assert tag_bytes(long).hex().upper() == "3674257BF6B7A659B2C2BF1000000000000000000000000000"[:50]
    assert read_tag(bytes.fromhex("3074257BF7194E4000001A85")) == SgtinTag(ITEM, 7, 3, 96)
    assert item_urn(long.item, 7) == "urn:epc:id:sgtin:0614141.712345.32a%2Fb"


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10**13 - 1),
    st.integers(6, 12),
    st.integers(0, 7),
    st.text("!\"%&'()*+,-./0189:;<=>?AZ_az", min_size=1, max_size=20),
    st.integers(0, 2**38 - 1),
)
def test_what_a_tag_holds_is_read_back(
    number: int, digits: int, filter_: int, serial: str, plain: int
) -> None:
    body = str(number).zfill(13)
    gtin = f"{body}{gtin_check_digit(body)}"
    long = SgtinTag(Sgtin(gtin, serial), digits, filter_)
    short = SgtinTag(Sgtin(gtin, str(plain)), digits, filter_, 96)
    assert read_tag(tag_bytes(long)) == long
    assert read_tag(tag_bytes(short) + b"\0\0") == short
    assert read_item_urn(item_urn(long.item, digits)) == (long.item, digits)


@pytest.mark.parametrize("memory", ["", "30", "E2" + "00" * 11, "301C" + "00" * 10, "30" + "FF" * 11])
def test_other_memory_is_refused(memory: str) -> None:
    with pytest.raises(ModisteError, match=r"MOD-2502|MOD-1001"):
        read_tag(bytes.fromhex(memory))


@pytest.mark.parametrize(
    "tag",
    [
        SgtinTag(Sgtin("80614141123458", "007"), 7, 1, 96),
        SgtinTag(Sgtin("80614141123458", str(2**38)), 7, 1, 96),
        SgtinTag(ITEM, 13),
        SgtinTag(ITEM, 7, 9),
    ],
)
def test_what_does_not_fit_is_refused(tag: SgtinTag) -> None:
    with pytest.raises(ModisteError, match="MOD-2502"):
        tag_bytes(tag)


def test_a_name_that_is_no_items_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2502"):
        read_item_urn("urn:epc:id:sscc:4012345.1111111111")


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("urn:epc:id:sscc:4012345.1111111111", "00/140123451111111117"),
        ("urn:epc:id:sgln:4012345.00005.0", "414/4012345000054"),
        ("urn:epc:id:sgln:4012345.00005.7", "414/4012345000054/254/7"),
        ("urn:epc:class:lgtin:4012345.012345.L7", "01/04012345123456/10/L7"),
        ("urn:epc:idpat:sgtin:4012345.012345.*", "01/04012345123456"),
        ("urn:epc:id:giai:4000001.111", "8004/4000001111"),
        ("https://brand.example/x/01/4012345123456/22/V/21/9?17=260101", "01/04012345123456/21/9"),
        ("http://brand.example/gtin/04012345123456/lot/L7", "01/04012345123456/10/L7"),
    ],
)
def test_every_name_of_a_thing_becomes_one_link(name: str, link: str) -> None:
    assert canonical_id(name) == f"https://id.gs1.org/{link}"
    assert canonical_id(f"https://id.gs1.org/{link}") == f"https://id.gs1.org/{link}"


@pytest.mark.parametrize("text", ["urn:uuid:1", "https://brand.example/a", "geo:1,2", "urn:epc:id:x:1.2"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert canonical_id(text) == text
