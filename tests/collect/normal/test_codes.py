"""Countries and languages by any of their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.collect.normal import country, language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United Kingdom", "GB"),
        ("EIRE", "IE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("德国", "DE"),
        ("FRA", "FR"),
        ("fr", "FR"),
        ("Schweiz", "CH"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("美国", "US"),
        ("RSA", "ZA"),
        ("Czech Republic", "CZ"),
        ("Channel Islands", None),
        ("Unspecified", None),
        ("China", "CN"),
        ("中国", "CN"),
        ("España", "ES"),
        ("Espana", "ES"),
        ("Korea", "KR"),
        ("Hong Kong", "HK"),
        ("European Community", None),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("The Netherlands", None),
        ("Netherlands", "NL"),
        ("", None),
    ],
)
def test_countries(text: str, code: str | None) -> None:
    assert country(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en", "en"),
        ("en_GB", "en"),
        ("zh-Hans-CN", "zh"),
        ("Deutsch", "de"),
        ("French", "fr"),
        ("français", "fr"),
        ("ger", "de"),
        ("deu", "de"),
        ("中文", "zh"),
        ("elvish", None),
        ("", None),
        ("日本語", "ja"),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language(text) == code


@given(st.text())
def test_any_text_gives_a_code_or_none(text: str) -> None:
    for read in (country(text), language(text)):
        assert read is None or len(read) == 2
