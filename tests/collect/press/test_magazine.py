"""A feed's articles become mentions of attributes; no text is kept, nothing is fetched."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.collect.reading import ends_well, read

from modiste.collect import MAGAZINE, Arrival, Rejection, open_source
from modiste.collect.press.attributes import attributes_of
from modiste.garment import Mention, ModisteError

pytest.importorskip("feedparser", reason="feeds need the extra `collect`")
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>La Mode</title><language>en-gb</language>
<item><title>The red leather coat is back</title><link>https://mode.example/1</link><guid>1</guid>
<pubDate>Thu, 01 Jan 2026 10:00:00 +0100</pubDate>
<description>&lt;p&gt;Red, red and &lt;b&gt;striped&lt;/b&gt; dresses.&lt;/p&gt;</description></item>
<item><title>Market report</title><link>https://mode.example/2</link>
<pubDate>Thu, 01 Jan 2026 11:00:00 GMT</pubDate></item>
<item><title>A navy blazer without a date</title><link>https://mode.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh"><title>时尚</title>
<updated>2026-01-02T00:00:00Z</updated>
<entry><id>a</id><title>红色连衣裙与豹纹大衣</title><link href="https://mode.example/a"/></entry></feed>"""


def test_articles_become_mentions(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, MAGAZINE, RSS, "feed.xml")
    assert isinstance(first, Arrival)
    mentions = [each for each in first.records if isinstance(each, Mention)]
    assert {(each.attribute, each.value): each.count for each in mentions} == {
        ("colour", "red"): 3,
        ("material", "leather"): 1,
        ("category", "coat"): 1,
        ("category", "dress"): 1,
        ("pattern", "stripes"): 1,
    }
    assert (mentions[0].at.hour, mentions[0].language, mentions[0].source) == (9, "en", "La Mode")
    assert isinstance(second, Rejection) and second.code == "MOD-1256"
    assert isinstance(third, Rejection) and third.code == "MOD-1255"


def test_chinese_atom_with_the_feeds_date(tmp_path: Path) -> None:
    (found,) = read(tmp_path, MAGAZINE, ATOM, "feed.atom")
    assert isinstance(found, Arrival)
    named = {(each.attribute, each.value) for each in found.records if isinstance(each, Mention)}
    assert named == {
        ("colour", "red"),
        ("category", "dress"),
        ("pattern", "animal print"),
        ("category", "coat"),
    }
    assert "missing" in found.raw["at"]


def test_entities_and_strangers_are_refused(tmp_path: Path) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel/></rss>'
    for data in (laughs, "<html><body>no feed</body></html>"):
        with pytest.raises(ModisteError, match="MOD-1233"):
            read(tmp_path, MAGAZINE, data, "x.xml")


def test_a_shops_feed_is_not_a_magazine(tmp_path: Path) -> None:
    for data, low, high in (
        (RSS, 0.8, 1.0),
        (RSS.replace("<rss", '<rss xmlns:g="http://base.google.com/ns/1.0"'), 0, 0.2),
    ):
        (tmp_path / "x.xml").write_text(data, encoding="utf-8")
        assert low <= MAGAZINE.recognise(open_source(tmp_path / "x.xml")) <= high


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a red dress, ein rotes Kleid", [("category", "dress"), ("colour", "red")]),
        ("la robe en soie bleu marine", [("category", "dress"), ("colour", "blue"), ("material", "silk")]),
        ("Or else we rose to the occasion", []),
        ("", []),
    ],
)
def test_attributes(text: str, named: list[tuple[str, str]]) -> None:
    assert sorted(attributes_of(text)) == named


@settings(max_examples=25, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text("<>/rsfeditmnlk=\"' !&;", max_size=80).map(lambda t: f"<rss><channel>{t}".encode())
)
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    ends_well(tmp_path_factory.mktemp("any"), MAGAZINE, data)
