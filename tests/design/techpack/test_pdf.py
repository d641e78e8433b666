"""Pages: words in two scripts keep to their width."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from modiste.design import Flat, Subject
from modiste.design.techpack.building import build
from modiste.design.techpack.page import Page, wrapped
from modiste.design.techpack.pdf import tech_pack_pdf


def test_lines_keep_to_their_width_and_lose_no_word() -> None:
    text = "from the neck seam at the centre back straight down to the hem 后领中点垂直量至下摆"
    Page(Canvas(io.BytesIO()))
    lines = wrapped(text, 3.0, 8.0)
    assert len(lines) > 2
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_table_says_where_it_ends() -> None:
    page = Page(Canvas(io.BytesIO()))
    one = page.table(1.0, 10.0, (2.0, 2.0), [("a", "b"), ("c", "d")])
    two = page.table(1.0, 10.0, (2.0, 2.0), [("a", "b"), ("c", "d"), ("e", "f")])
    assert 10.0 > one > two


def test_another_version_gives_other_bytes(skirt: Subject, sides: tuple[Flat, Flat]) -> None:
    pack = build(skirt)
    first = tech_pack_pdf(pack, sides, skirt.base)
    assert first == tech_pack_pdf(pack, sides, skirt.base)
    assert first != tech_pack_pdf(pack.model_copy(update={"version": 2}), sides, skirt.base)
    assert len(first) == pytest.approx(50_000, rel=0.8)
