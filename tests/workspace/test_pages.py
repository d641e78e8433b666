"""Pages hold what they are given, escaped, in one skeleton; words stand in both languages."""

import re
import string

from modiste.workspace.pages import render
from modiste.workspace.quality_words import WORDS, words

HOSTILE = "<script>alert(1)</script>"


def test_a_page_is_self_contained_and_escapes() -> None:
    word = {"report": "R", "sections": "S", "left_out": "{count} left", "made_by": "M"}
    row = {"id": "one", "name": HOSTILE, "text": "{{ 7 * 7 }}", "parameters": "", "strips": []}
    page = render(
        "augment.html.j2",
        "en",
        word,
        title=HOSTILE,
        lead="l",
        sections=[("one", HOSTILE)],
        rows=[row],
        left_out=2,
    )
    assert HOSTILE not in page
    assert "{{ 7 * 7 }}" in page
    assert "2 left" in page
    assert "http://" not in page
    assert "https://" not in page
    assert 'lang="en"' in page


def test_every_word_is_in_both_languages_with_the_same_gaps() -> None:
    for key, (english, chinese) in WORDS.items():
        gaps = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)
        ]
        assert english.strip(), key
        assert chinese.strip(), key
        assert gaps[1] <= gaps[0], key
        assert re.search("[\u4e00-\u9fff]", chinese), key
    assert words("zh-CN")["fixes"] != words("en")["fixes"]
