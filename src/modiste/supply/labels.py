"""The label of an item: its Digital Link as a QR code, for print (SVG) and for screens (PNG).

Knows the code's level and quiet zone; what the link says is `garment.ids`'.
"""

import io

import segno

from modiste.garment import ModisteError

LEVEL = "Q"
"""A quarter of the code may be lost: labels are washed and worn (GS1 asks for at least M)."""
QUIET = 4
"""Modules of margin (ISO/IEC 18004, 9.1)."""
_MOST = 300


def label_svg(link: str, module_mm: float = 0.5) -> bytes:
    """The code as SVG, a module of so many millimetres (GS1 General Specifications: 0.396 to 0.99)."""
    out = io.BytesIO()
    _code(link).save(out, kind="svg", scale=module_mm, unit="mm", border=QUIET, xmldecl=True)
    return out.getvalue()


def label_png(link: str, module_pixels: int = 8) -> bytes:
    """The code as PNG, black on white."""
    out = io.BytesIO()
    _code(link).save(out, kind="png", scale=module_pixels, border=QUIET)
    return out.getvalue()


def coded(link: str) -> list[list[int]]:
    """The code's modules by rows from above, 1 for dark, without its margin."""
    return [list(row) for row in _code(link).matrix]


def _code(link: str) -> segno.QRCode:
    if not 0 < len(link) <= _MOST or not link.isascii():
        raise ModisteError("MOD-2501", value=link[:100], reason=f"a label takes 1 to {_MOST} ASCII signs")
    return segno.make_qr(link, error=LEVEL, boost_error=False)
