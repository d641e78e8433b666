"""A made picture says so, to eyes and to programs, and keeps nothing of a camera's."""

import io
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from modiste.tryon import marked_png, source_type
from modiste.tryon.photo.marks import SOURCE, TAUGHT

GREY = np.full((300, 200, 3), 120, np.uint8)


def test_both_marks_are_there() -> None:
    png = marked_png(GREY)
    assert source_type(png) == SOURCE
    with Image.open(io.BytesIO(png)) as image:
        assert set(image.info) <= {"XML:com.adobe.xmp", "xmp"} and not image.getexif()
        shown = np.array(image)
    changed = (shown != GREY).any(-1)
    assert changed[-40:, :120].mean() > 0.2 and not changed[:200].any()


def test_pictures_to_be_compared_carry_the_embedded_mark_alone() -> None:
    png = marked_png(GREY, seen=False)
    assert source_type(png) == SOURCE
    with Image.open(io.BytesIO(png)) as image:
        np.testing.assert_array_equal(np.array(image), GREY)


def test_a_picture_without_a_mark_states_none() -> None:
    out = io.BytesIO()
    Image.fromarray(GREY).save(out, "PNG")
    assert source_type(out.getvalue()) == ""


def test_what_a_network_painted_says_which_and_by_what_terms() -> None:
    png = marked_png(GREY, system='A "painter" & co', terms="weights: <mit>")
    assert source_type(png) == TAUGHT
    with Image.open(io.BytesIO(png)) as image:
        packet = str(image.info["XML:com.adobe.xmp"])
    body = packet[packet.index("<x:xmpmeta") : packet.index("<?xpacket end")]
    told = ElementTree.fromstring(body)
    spaces = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
    described = told[0][0]
    assert described.get(f"{spaces}AISystemUsed") == 'A "painter" & co'
    assert "".join(described.itertext()) == "weights: <mit>"
