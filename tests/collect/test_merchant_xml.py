"""Google Merchant feeds as XML: RSS and Atom, repeated attributes, and every trick of XML refused."""

import runpy
from pathlib import Path

import pytest

from modiste.collect import MERCHANT_XML, Arrival, Rejection, SourceLimits, open_source
from modiste.garment import ModisteError

SAMPLES = runpy.run_path(str(Path(__file__).with_name("samples.py")))
FEED: str = SAMPLES["MERCHANT_XML"]
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>&b;</g:id></item></channel></rss>"""
XXE = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>&x;</g:id></item></channel></rss>"""


def read(folder: Path, text: str | bytes, **options: int | SourceLimits) -> list[Arrival | Rejection]:
    path = folder / "feed.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(MERCHANT_XML.read(open_source(path), **options))  # type: ignore[arg-type]


def test_an_item_says_all_that_it_says(tmp_path: Path) -> None:
    tee, hat = read(tmp_path, FEED)
    assert isinstance(tee, Arrival)
    assert tee.place == "item 1, line 6"
    garment, colourway, sku, price = tee.records
    assert (garment.name, garment.description) == ("Organic tee", "Soft & heavy")  # type: ignore[attr-defined]
    assert garment.attributes["link"] == "https://shop.example/t?a=1&b=2"  # type: ignore[attr-defined]
    assert garment.attributes["shipping"] == "DE:4.90 EUR"  # type: ignore[attr-defined]
    assert (colourway.colour, sku.size, str(price.amount)) == ("Red", "M", "19.90")  # type: ignore[attr-defined]
    assert [picture.place[-9:] for picture in tee.pictures] == ["ple/r.jpg", "le/r2.jpg", "3%2C1.jpg"]
    assert isinstance(hat, Rejection)
    assert hat.code == "MOD-1237"
    assert "<g:price>free</g:price>" in hat.excerpt


def test_utf_16_and_atom_are_read_as_well(tmp_path: Path) -> None:
    assert len(read(tmp_path, FEED.replace('<?xml version="1.0"?>', "").encode("utf-16"))) == 2
    assert MERCHANT_XML.recognise(open_source(tmp_path / "feed.xml")) == 1
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>'
        '<title>Hat</title><link href="https://s.example"/><g:id>1</g:id></entry></feed>'
    )
    (hat,) = read(tmp_path, atom)
    assert isinstance(hat, Arrival)
    assert hat.records[0].attributes["link"] == "https://s.example"  # type: ignore[attr-defined]


@pytest.mark.parametrize("feed", [BOMB, XXE, '<!DOCTYPE a SYSTEM "http://evil.example/a.dtd"><rss/>'])
def test_entities_and_document_types_are_refused(tmp_path: Path, feed: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1235"):
        read(tmp_path, feed)


def test_depth_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match=r"MOD-1235.*nested"):
        read(tmp_path, "<a>" * 5000)


def test_a_cut_off_feed_gives_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED[: FEED.index("<g:id>HAT")])
    found = MERCHANT_XML.read(open_source(tmp_path / "feed.xml"))
    assert isinstance(next(found), Arrival)
    with pytest.raises(ModisteError, match=r"MOD-1234.*line 2"):
        next(found)


def test_an_item_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    text = FEED.replace("Soft &amp; heavy", "x" * 5000)
    first, second = read(tmp_path, text, limits=SourceLimits(row_bytes=2000))
    assert isinstance(first, Rejection)
    assert first.code == "MOD-1232"
    assert second.place == "item 2, line 21"
