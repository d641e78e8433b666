"""PDF: the pages that are needed, a plan first, the same bytes each time."""

import re
import zlib
from base64 import a85decode

from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.pattern.files.pdf import STEP, TILE, page_name, pattern_pdf, tiles
from modiste.tailoring.pattern.sheet import sheet

SKIRT = draft_size("skirt-straight", "women", "40", {"length": "mini"})


def contents(data: bytes) -> list[str]:
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    return [
        zlib.decompress(a85decode(b"<~" + each.strip(), adobe=True)).decode("latin-1") for each in streams
    ]


def test_a_plan_then_the_tiles_each_with_its_name() -> None:
    data = pattern_pdf(SKIRT)
    pages = len(re.findall(rb"/Type /Page\b", data))
    rows, columns = tiles(sheet([SKIRT], width=4.0 * STEP[0]))
    texts = contents(data)
    assert 1 < pages <= rows * columns + 1
    assert len(texts) == pages
    assert "5 cm x 5 cm" in texts[0] and "100 %" in texts[0]
    assert "141.7323 141.7323 re" in texts[0]  # 5 cm are 141.73 points
    assert "A1" in texts[1] and f"row 1 of {rows}, column 1 of {columns}" in texts[1]
    assert rf"\({page_name(0, 0)}\)" not in texts[0]


def test_the_same_pattern_has_the_same_bytes() -> None:
    assert pattern_pdf(SKIRT) == pattern_pdf(draft_size("skirt-straight", "women", "40", {"length": "mini"}))


def test_neighbours_share_a_centimetre_and_pages_are_a4() -> None:
    assert (round(TILE[0] - STEP[0], 6), round(TILE[1] - STEP[1], 6)) == (1.0, 1.0)
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in pattern_pdf(SKIRT)
