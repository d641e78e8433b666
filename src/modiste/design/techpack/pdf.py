"""The tech pack as PDF: cover with flats, measures, construction, materials and marker, colourways, care.

Knows pages; what they say is `pack`'s. English and Chinese stand side by side. The same pack gives the same
bytes.
"""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from modiste.design.techpack.care_symbols import SYMBOLS
from modiste.design.techpack.flats import Flat
from modiste.design.techpack.marker import piece_outlines
from modiste.design.techpack.pack import Said, TechPack
from modiste.design.techpack.page import HEIGHT, INK, MARGIN, WIDTH, Page
from modiste.tailoring import Pattern

_WEIGHTS = {"outline": 1.1, "edge": 0.8, "seam": 0.55, "stitch": 0.4, "button": 0.5}
_DARK = 300
"""Red, green and blue together below which lines are drawn in white."""
_TOP = HEIGHT - 2.6
_HOW = {
    "construction": "by construction 由纸样得出",
    "estimated": "estimated 估算",
    "proposed": "proposed 建议",
    "record": "of the record 据记录",
}


def tech_pack_pdf(pack: TechPack, flats: Sequence[Flat], base: Pattern) -> bytes:
    """The pack on landscape A4.

    Args:
        pack: What it says.
        flats: Front and back.
        base: The pattern in the base size, for the marker's drawing.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=landscape(A4), invariant=1, pageCompression=1)
    canvas.setTitle(f"{pack.style.name.en}: tech pack {pack.version}")
    canvas.setAuthor("Modiste")
    pages: tuple[Callable[[Page], None], ...] = (
        lambda page: _cover(page, pack, flats),
        lambda page: _measures(page, pack),
        lambda page: _construction(page, pack),
        lambda page: _materials(page, pack, base),
        lambda page: _colours(page, pack, flats),
    )
    for number, draw in enumerate(pages, 1):
        page = Page(canvas)
        _head(page, pack, f"{number} / {len(pages)}")
        draw(page)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _head(page: Page, pack: TechPack, number: str) -> None:
    style = pack.style
    page.words(MARGIN, HEIGHT - 1.3, _both(style.name), 13, bold=True)
    about = [style.brand, style.garment_id, style.season, f"v{pack.version}", pack.date]
    about += ["synthetic 合成"] if style.is_synthetic else []
    page.words(MARGIN, HEIGHT - 1.85, "   ".join(each for each in about if each), 8)
    page.words(WIDTH - MARGIN - 1.2, HEIGHT - 1.3, number, 8)
    page.line([(MARGIN, HEIGHT - 2.05), (WIDTH - MARGIN, HEIGHT - 2.05)], 0.8)


def _cover(page: Page, pack: TechPack, flats: Sequence[Flat]) -> None:
    style = pack.style
    room = 17.4, _TOP - 2.2
    scale = min((room[0] - 2.0) / sum(flat.width for flat in flats), room[1] / max(f.height for f in flats))
    left, high = MARGIN, max(flat.height for flat in flats) * scale
    floor = max(1.9, (_TOP - high) / 2.0)
    for flat, word in zip(flats, ("Front 正面", "Back 背面"), strict=True):
        draw_flat(page, flat, left, floor, scale)
        page.words(left + flat.width * scale / 2 - 0.8, floor - 0.7, word, 8)
        left += flat.width * scale + 2.0
    options = ", ".join(f"{name} {value}" for name, value in style.options.items())
    rows = [
        ("Style 款式", ""),
        ("Category 品类", f"{style.category} ({style.program})"),
        ("Cut 版型", options),
        ("Sizes 尺码", f"{style.chart}: {', '.join(style.sizes)}; base 基码 {style.base_size}"),
        ("Shell 面料", pack.materials[0].what.en),
        ("Cloth a piece 单耗", f"{pack.materials[0].quantity:g} m ({_HOW['estimated']})"),
        ("Care 洗护", "; ".join(_both(each) for each in pack.care.words)),
    ]
    low = page.table(WIDTH - MARGIN - 8.4, _TOP, (2.6, 5.8), rows)
    x = WIDTH - MARGIN - 8.4
    for code in pack.care.symbols:
        _symbol(page, code, x, low - 1.4, 0.95)
        x += 1.25
    page.words(
        WIDTH - MARGIN - 8.4, low - 2.2, "Flats are drawn from the draped pattern in the base size.", 7
    )
    page.words(WIDTH - MARGIN - 8.4, low - 2.6, "款式图由基码纸样悬垂后展平绘制。", 7)


def _measures(page: Page, pack: TechPack) -> None:
    sizes = pack.style.sizes
    wide = min(1.35, 11.6 / len(sizes))
    head = ("", "Point of measure 测量部位", "How 测量方法", "Tol. 公差 ±", *sizes)
    rows = [head] + [
        (
            each.code,
            _both(each.name),
            _both(each.way),
            f"{each.plus:.1f}",
            *(f"{each.values[size]:.1f}" for size in sizes),
        )
        for each in pack.measurements
    ]
    low = page.table(MARGIN, _TOP, (0.6, 4.0, 8.2, 1.6, *(wide for _ in sizes)), rows)
    page.words(
        MARGIN,
        low - 0.6,
        "Centimetres, finished garment, by construction of the pattern; tolerances are usual in the trade. "
        "单位厘米，成衣尺寸由纸样得出；公差为行业常用值。",
        7,
    )


def _construction(page: Page, pack: TechPack) -> None:
    rows = [("Seam 缝", "Stitch 线迹 ISO 4915", "Seam type 缝型 ISO 4916", "Allow. 缝份", "Length 长度")]
    rows += [
        (_both(each.what), each.stitch, each.seam_type or "-", f"{each.allowance:g}", f"{each.length:.1f}")
        for each in pack.seams
    ]
    page.table(MARGIN, _TOP, (4.4, 2.2, 2.4, 1.6, 1.8), rows)
    steps = [("", "Operation 工序", "Machine 设备")]
    steps += [(str(each.number), _both(each.what), _both(each.machine)) for each in pack.operations]
    page.table(MARGIN + 13.0, _TOP, (0.9, 9.0, 4.4), steps)
    page.words(
        MARGIN,
        1.0,
        "Proposed from the pattern's seams; lengths of both hands together, base size, cm. "
        "依据纸样缝合关系建议；长度为基码左右合计，单位厘米。",
        7,
    )


def _materials(page: Page, pack: TechPack, base: Pattern) -> None:
    rows = [("Use 用途", "Material 物料", "Per piece 单件", "How 来源")]
    rows += [
        (_both(each.use), _both(each.what), f"{each.quantity:g} {each.unit}", _HOW[each.how])
        for each in pack.materials
    ]
    low = page.table(MARGIN, _TOP, (3.6, 5.2, 2.0, 2.6), rows)
    lay = pack.marker
    page.words(
        MARGIN,
        low - 0.7,
        f"Marker 排料, {lay.size}: {lay.width:g} x {lay.length:g} cm, efficiency 利用率 {lay.efficiency:.1%} "
        f"({_HOW[lay.how]})",
        8,
    )
    outlines = piece_outlines(base)
    scale = min(12.0 / lay.width, (_TOP - 1.0) / lay.length)
    left, floor = WIDTH - MARGIN - lay.width * scale, _TOP - lay.length * scale
    frame = [(0.0, 0.0), (lay.width, 0.0), (lay.width, lay.length), (0.0, lay.length)]
    page.line([(left + x * scale, floor + y * scale) for x, y in frame], 0.6, closed=True, fill="#f7f5f1")
    for name, x, y, turn in lay.pieces:
        outline = outlines[name] * (-1.0 if turn else 1.0)
        outline = outline - outline.min(0)
        points = [(left + (x + px) * scale, floor + (y + py) * scale) for px, py in outline]
        page.line(points, 0.5, closed=True, fill="#ffffff")


def _colours(page: Page, pack: TechPack, flats: Sequence[Flat]) -> None:
    count = max(1, len(pack.colourways))
    room = (WIDTH - 2 * MARGIN) / count
    scale = min((room - 1.0) / flats[0].width, 8.5 / flats[0].height, 0.12)
    for number, way in enumerate(pack.colourways):
        left = MARGIN + number * room
        draw_flat(page, flats[0], left, 9.2, scale, way.colours[0])
        page.words(left, 8.4, way.name, 9, bold=True)
        for place, colour in enumerate(way.colours):
            page.line(_box(left + 2.6 * place, 7.3, 0.8), 0.4, closed=True, fill=colour)
            page.words(left + 2.6 * place + 0.9, 7.6, colour, 7)
    dyed = pack.print
    repeat = f": repeat 循环 {dyed.period:g} cm, {dyed.width:g} cm" if dyed.period else ""
    page.words(MARGIN, 6.2, f"Print or weave 印花/织纹: {dyed.kind}{repeat}", 9, bold=True)
    y = 5.6
    for note in dyed.placement:
        page.words(MARGIN, y, f"- {_both(note)}", 8)
        y -= 0.45
    x = MARGIN
    for code, said in zip(pack.care.symbols, pack.care.words, strict=True):
        _symbol(page, code, x, 2.3, 1.3)
        page.paragraph(x, 1.9, 4.2, said.en, 7)
        page.words(x, 1.5, said.zh, 7)
        x += 5.2
    page.words(MARGIN, 0.9, f"Care (ISO 3758) {_HOW['proposed']}", 7)


def draw_flat(page: Page, flat: Flat, left: float, floor: float, scale: float, fill: str = "#ffffff") -> None:
    """Draw a flat with its lower left corner at a place, `scale` centimetres to one of its own."""
    dark = sum(int(fill[k : k + 2], 16) for k in (1, 3, 5)) < _DARK
    for line in flat.lines:
        points = [(left + x * scale, floor + y * scale) for x, y in line.points]
        if line.kind == "button":
            page.dot(*points[0], 0.55 * scale)
            continue
        page.dashes(*((2.2, 1.6) if line.kind == "stitch" else ()))
        page.ink("#ffffff" if dark and line.kind != "outline" else INK)
        page.line(points, _WEIGHTS[line.kind], closed=line.closed, fill=fill if line.closed else "")
    page.dashes()
    page.ink(INK)


def _symbol(page: Page, code: str, x: float, y: float, side: float) -> None:
    symbol = SYMBOLS[code]
    for line in symbol.lines:
        page.line([(x + px * side, y + py * side) for px, py in line], 0.9)
    for px, py in symbol.dots:
        page.dot(x + px * side, y + py * side, 0.05 * side, fill="#1b1b1b")
    if symbol.word:
        size = 9.0 * side
        low = 0.4 if symbol.word == "P" else 0.32
        page.words(x + (0.5 - 0.1 * len(symbol.word)) * side, y + low * side, symbol.word, size)


def _box(x: float, y: float, side: float) -> list[tuple[float, float]]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


def _both(said: Said) -> str:
    return said.en if said.en == said.zh or not said.zh else f"{said.en} {said.zh}"
