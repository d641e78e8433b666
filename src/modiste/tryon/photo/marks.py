"""The marks of a made picture: one to be seen, one for programs to read, and nothing of the camera's.

Knows IPTC's digital source type and AI system in XMP (IPTC Photo Metadata Standard 2025.1) and PNG; nothing
of the photograph's own metadata is taken over.
"""

import io
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
"""A composite that includes synthetic elements."""
TAUGHT = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""A composite with elements that a trained network made."""
WORD, ESTIMATED = "synthetic try-on", "synthetic try-on, garment estimated"
_SPACES = (
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
)


def _xmp(system: str, terms: str) -> str:
    """The packet: what made the picture, and by which terms where a network did."""
    said = {"xmp:CreatorTool": "Modiste", "Iptc4xmpExt:DigitalSourceType": TAUGHT if system else SOURCE}
    rights = ""
    if system:
        said["Iptc4xmpExt:AISystemUsed"] = system
        alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(terms)}</rdf:li></rdf:Alt>'
        rights = f"<xmpRights:UsageTerms>{alternative}</xmpRights:UsageTerms>"
    named = " ".join(f"{name}={quoteattr(value)}" for name, value in said.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_SPACES} {named}>{rights}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    )


def marked_png(
    pixels: NDArray[np.uint8],
    *,
    seen: bool = True,
    system: str = "",
    terms: str = "",
    estimated: bool = False,
) -> bytes:
    """A picture as PNG with both marks.

    Args:
        pixels: (h, w, 3).
        seen: Whether the visible mark is wanted: pictures that are compared go without.
        system: The network that painted in it, where one did.
        terms: By which licence its weights were used.
        estimated: Whether the garment's cut is no more than an estimate: the visible mark says so, too.
    """
    image = Image.fromarray(pixels)
    if seen:
        _stamp(image, ESTIMATED if estimated else WORD)
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", _xmp(system, terms))
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info, compress_level=6)
    return out.getvalue()


def _stamp(image: Image.Image, word: str) -> None:
    size = max(11, image.height // 52)
    font = ImageFont.load_default(size)
    box = font.getbbox(word)
    wide, high = int(box[2] - box[0]) + size, int(box[3]) + size // 2
    left, top = size // 2, image.height - high - size // 2
    plate = Image.new("RGBA", (wide, high), (20, 20, 20, 150))
    ImageDraw.Draw(plate).text((size // 2, size // 5), word, font=font, fill=(255, 255, 255, 235))
    image.paste(plate, (left, top), plate)


def source_type(png: bytes) -> str:
    """The digital source type that a PNG states; "" where it states none."""
    with Image.open(io.BytesIO(png)) as image:
        text = str(image.info.get("XML:com.adobe.xmp", ""))
    before, found, after = text.partition('DigitalSourceType="')
    return after.partition('"')[0] if before and found else ""
