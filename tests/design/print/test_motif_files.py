import numpy as np
import pytest

from modiste.design import MotifSpec, MotifUse, made_repeat, read_motif
from modiste.design.print.motifs import motif, motifs
from modiste.design.print.outlines import coverage, outlines, straightened
from modiste.garment import ModisteError

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 40">'
)


def svg(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


def area(shape_path: str) -> float:
    return float(coverage([straightened(each, 0.001) for each in outlines(shape_path)])[2].sum())


GOOD = """
<title>a leaf</title><metadata><rdf xmlns="urn:x"><script/></rdf></metadata>
<g fill="#c2573a" transform="translate(4 2) scale(2)">
  <rect x="1" y="1" width="6" height="3"/>
  <circle cx="5" cy="9" r="2" style="fill: rgb(33, 69, 90); fill-rule: evenodd"/>
</g>
<polygon points="0,0 10,0 10,10" fill="none"/><ellipse cx="30" cy="30" rx="4" ry="2" fill="#c2573a"/>
"""


def test_filled_shapes_are_taken_with_their_transforms_and_colours() -> None:
    made, inks = read_motif(svg(GOOD), "leaf")
    assert inks == ("#c2573a", "#21455a")
    assert [each.ink for each in made.shapes] == [1, 2, 1]
    assert made.shapes[1].rule == "evenodd"
    assert [area(each.path) for each in made.shapes] == pytest.approx([72, np.pi * 16, np.pi * 8], rel=2e-3)
    assert made.box()[0].tolist() == pytest.approx([6, 4])
    spec = MotifSpec(
        layout="p2", width_mm=20, dpi=100, motifs=(MotifUse(motif=made),), palette=("#ffffff", *inks)
    )
    assert made_repeat(spec).told()["colours"] == ["#ffffff", "#c2573a", "#21455a"]


def test_what_is_hidden_is_no_motif() -> None:
    hidden = '<g display="none"><path d="M0 0h9v9z"/></g><path style="visibility:hidden" d="M0 0h9v9z"/>'
    made, _ = read_motif(svg(hidden + '<path d="M0 0h4v4h-4z"/>'), "part")
    assert [area(each.path) for each in made.shapes] == pytest.approx([16])


def test_rounded_corners_and_turns() -> None:
    made, _ = read_motif(svg('<rect width="20" height="10" rx="3" transform="rotate(90 10 5)"/>'), "r")
    assert np.ptp(made.box(), axis=0) == pytest.approx([10, 20], abs=0.01)
    assert area(made.shapes[0].path) == pytest.approx(200 - 9 * (4 - np.pi), rel=1e-3)


BOMB = '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "<title>&b;</title></svg>"
BAD = {
    "not xml": b"<svg",
    "no svg": b"<html/>",
    "another namespace": b'<svg xmlns="urn:x"><path d="M0 0h1v1z"/></svg>',
    "empty": svg(""),
    "<script>": svg("<script>alert(1)</script>"),
    "<foreignObject>": svg("<foreignObject/>"),
    "<image>": svg('<image xlink:href="data:image/png;base64,AAAA"/>'),
    "<use>": svg('<use xlink:href="#a"/>'),
    "<style>": svg("<style>@import url(https://example.org/x.css);</style>"),
    "<text>": svg("<text>a</text>"),
    "<animate>": svg("<animate/>"),
    "'onload'": svg('<path onload="x()" d="M0 0h1v1z"/>'),
    "'href'": svg('<path xlink:href="#a" d="M0 0h1v1z"/>'),
    "'filter'": svg('<path filter="url(#f)" d="M0 0h1v1z"/>'),
    "gradients": svg('<path fill="url(#g)" d="M0 0h1v1z"/>'),
    "style 'background'": svg('<path style="background:url(https://example.org)" d="M0 0h1v1z"/>'),
    "strokes": svg('<path stroke="#000" d="M0 0h1v1z"/>'),
    "transparent": svg('<path opacity="0.5" d="M0 0h1v1z"/>'),
    "no colour": svg('<path fill="blurple" d="M0 0h1v1z"/>'),
    "no area": svg('<path d="M0 0h1z"/>'),
    "document type": BOMB.encode(),
    "processing": svg("<?xml-stylesheet href='x'?>"),
    "deeper": svg("<g>" * 40 + "</g>" * 40),
    "bytes": svg(" " * 300_000),
    "transform": svg('<path transform="spin(3)" d="M0 0h1v1z"/>'),
    "2,000 shapes": svg('<path d="M0 0h1v1z"/>' * 2001),
    "colours of at most": svg("".join(f'<path fill="#{k:06x}" d="M0 0h1v1z"/>' for k in range(16))),
    "plain number": svg('<circle cx="1" cy="1" r="50%"/>'),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_is_not_taken_is_refused_by_name(reason: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2728") as told:
        read_motif(BAD[reason], "bad")
    known = {
        "not xml": "not XML",
        "no svg": "<html>",
        "another namespace": "namespace",
        "empty": "no filled shape",
    }
    assert known.get(reason, reason) in told.value.detail


def test_built_in_motifs_are_whole_and_an_unknown_one_names_them() -> None:
    assert len(motifs()) >= 8
    for each in motifs().values():
        low, high = each.box()
        assert (high - low > 10).all() and (np.abs([low, high]) <= 26).all(), each.name
    with pytest.raises(ModisteError, match=r"MOD-2721.*sprig"):
        motif("unicorn")
