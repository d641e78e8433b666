"""A user's motif out of an SVG file: filled shapes and groups, and nothing that could act or reach out.

Knows which elements and attributes are taken and refuses all others by name: no script, no style sheet, no
picture, text, link or reference, no document type or entity, so that neither XXE nor billion laughs begin.
Strokes are refused, too: a printer's screen has areas.
Source: SVG 2, §7 (transforms), §8.6 and 9 (shapes), §13 (fill).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, pi, sin, tan
from typing import cast
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

from modiste.design.print.motifs import Motif, MotifShape
from modiste.design.print.outlines import Rule, outlines
from modiste.garment import ModisteError

Matrix = NDArray[np.float64]
MOST_BYTES = 262_144
_MOST_SHAPES, _DEEPEST, _MOST_INKS = 2000, 32, 15
_SVG = "http://www.w3.org/2000/svg"
_SILENT = {"title", "desc", "metadata"}
_DRAWN: Mapping[str, tuple[str, ...]] = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "polygon": ("points",),
    "polyline": ("points",),
}
_LOOKS = {"fill", "fill-rule", "stroke", "opacity", "fill-opacity", "display", "visibility"}
_HARMLESS = re.compile(
    r"stroke-.*|clip-rule|paint-order|color|font-.*|enable-background|overflow|mix-blend-mode|isolation"
)
_STEP = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_STEPS: Mapping[str, tuple[int, ...]] = {
    "matrix": (6,),
    "translate": (1, 2),
    "scale": (1, 2),
    "rotate": (1, 3),
    "skewX": (1,),
    "skewY": (1,),
}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass
class _State:
    """What an element hands down to those in it."""

    matrix: Matrix
    fill: str = "#000000"
    rule: Rule = "nonzero"
    is_hidden: bool = False


@dataclass
class _Drawing:
    """The shapes read so far: path data, fill, rule."""

    stack: list[_State] = field(default_factory=lambda: [_State(np.eye(3))])
    shapes: list[tuple[str, str, Rule]] = field(default_factory=list)
    silent: int = 0
    is_begun: bool = False


def read_motif(data: bytes, name: str) -> tuple[Motif, tuple[str, ...]]:
    """A motif, and the colours of its inks in the order in which they first come.

    Args:
        data: The file.
        name: What the motif is called.

    Raises:
        ModisteError: MOD-2728 for a file that is not an SVG we take, with the element or attribute; MOD-2722
            for path data that cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"it has {len(data):,} bytes of at most {MOST_BYTES:,}")
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda tag, given: _start(drawing, tag, given)
    parser.EndElementHandler = lambda _: _end(drawing)
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _no_doctype
    parser.ProcessingInstructionHandler = lambda *_: _no("a processing instruction")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _refused(f"it is not XML: {expat.errors.messages[error.code]}") from None
    if not drawing.shapes:
        raise _refused("it has no filled shape")
    inks = tuple(dict.fromkeys(fill for _, fill, _ in drawing.shapes))
    if len(inks) > _MOST_INKS:
        raise _refused(f"it has {len(inks)} colours of at most {_MOST_INKS}")
    shapes = [
        MotifShape(path=path, ink=inks.index(fill) + 1, rule=rule) for path, fill, rule in drawing.shapes
    ]
    motif = Motif(name=name[:80] or "motif", shapes=tuple(shapes))
    if not np.ptp(motif.box(), axis=0).all():
        raise _refused("its shapes have no area")
    return motif, inks


def _refused(reason: str) -> ModisteError:
    return ModisteError("MOD-2728", reason=reason)


def _no(what: str) -> None:
    raise _refused(f"it has {what}")


def _no_doctype(*_: object) -> None:
    _no("a document type or an entity")


def _start(drawing: _Drawing, tag: str, given: dict[str, str]) -> None:
    space, _, name = tag.rpartition(" ")
    if drawing.silent or name in _SILENT or (space != _SVG and drawing.is_begun):
        # Notes of drawing programs: nothing in them is drawn or kept.
        drawing.silent += 1
        return
    if not drawing.is_begun and (space, name) != (_SVG, "svg"):
        raise _refused(f"its root is <{name}> and not <svg> in SVG's namespace")
    if name not in ("svg", "g", *_DRAWN) or (name == "svg" and drawing.is_begun):
        raise _refused(f"<{name}> is not taken")
    drawing.is_begun = True
    if len(drawing.stack) > _DEEPEST:
        raise _refused(f"it is nested deeper than {_DEEPEST}")
    state = _inherited(drawing.stack[-1], name, given)
    drawing.stack.append(state)
    if name in _DRAWN and state.fill != "none" and not state.is_hidden:
        if len(drawing.shapes) >= _MOST_SHAPES:
            raise _refused(f"it has more than {_MOST_SHAPES:,} shapes")
        drawing.shapes.append((_moved(_path(name, given), state.matrix), state.fill, state.rule))


def _end(drawing: _Drawing) -> None:
    if drawing.silent:
        drawing.silent -= 1
    else:
        drawing.stack.pop()


def _inherited(above: _State, name: str, given: dict[str, str]) -> _State:
    """What holds for an element."""
    looks: dict[str, str] = {}
    for attribute, value in given.items():
        if attribute == "style":
            pairs = (part.partition(":") for part in value.split(";") if part.strip())
            looks |= {key.strip(): said.strip() for key, _, said in pairs}
        elif attribute == "href" or attribute.endswith(" href") or attribute.startswith("on"):
            raise _refused(f"the attribute {attribute.rpartition(' ')[2]!r} is not taken")
        elif attribute in _LOOKS or _HARMLESS.fullmatch(attribute):
            looks[attribute] = value.strip()
        elif " " not in attribute and attribute not in (
            *_DRAWN.get(name, ()), "id", "class", "transform", "width", "height", "viewBox", "version",
            "x", "y", "preserveAspectRatio", "baseProfile",
        ):  # fmt: skip
            raise _refused(f"the attribute {attribute!r} of <{name}> is not taken")
    for key, said in looks.items():
        if key not in _LOOKS and not _HARMLESS.fullmatch(key):
            raise _refused(f"the style {key!r} is not taken")
        if "(" in said and not re.fullmatch(r"(rgb|hsl)\([\d\s.,%]*\)", said):
            raise _refused(f"{key}: {said[:40]} is not taken; references and gradients are not")
    if looks.get("stroke", "none") != "none":
        raise _refused("it has strokes; turn them into outlines")
    if any(looks.get(key, "1") not in ("1", "1.0", "100%") for key in ("opacity", "fill-opacity")):
        raise _refused("it is partly transparent; an ink is there or not")
    rule = looks.get("fill-rule", above.rule)
    if rule not in ("nonzero", "evenodd"):
        raise _refused(f"fill-rule: {rule[:40]} is not known")
    fill = _colour(looks["fill"], above.fill) if "fill" in looks else above.fill
    hidden = looks.get("display") == "none" or looks.get("visibility") in ("hidden", "collapse")
    hidden = hidden or above.is_hidden
    matrix = above.matrix @ _transform(given.get("transform", ""))
    return _State(matrix, fill, cast(Rule, rule), hidden)


def _colour(text: str, above: str) -> str:
    if text in ("none", "transparent"):
        return "none"
    if text in ("inherit", "currentColor"):
        return above
    try:
        red, green, blue = ImageColor.getrgb(text)[:3]
    except ValueError:
        raise _refused(f"fill: {text[:40]} is no colour") from None
    return f"#{red:02x}{green:02x}{blue:02x}"


def _transform(text: str) -> Matrix:
    made, at = np.eye(3), 0
    while text[at:].strip(" \t\r\n,"):
        step = _STEP.match(text, at)
        if not step:
            raise _refused(f"transform {text[at : at + 20].strip()!r} is not known")
        made, at = made @ _one_step(step[1], [float(each) for each in _NUMBER.findall(step[2])]), step.end()
    return made


def _one_step(name: str, values: list[float]) -> Matrix:
    if len(values) not in _STEPS[name]:
        raise _refused(f"{name} with {len(values)} numbers is not known")
    if name == "matrix":
        return np.array([values[0::2], values[1::2], [0, 0, 1]])
    if name == "translate":
        x, y = (*values, 0.0)[:2]
        return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]])
    if name == "scale":
        return np.diag([values[0], values[-1], 1.0])
    angle = values[0] * pi / 180
    if name == "rotate":
        x, y = (*values[1:], 0.0, 0.0)[:2]
        c, s = cos(angle), sin(angle)
        return np.array([[c, -s, x - c * x + s * y], [s, c, y - s * x - c * y], [0, 0, 1]])
    along = (tan(angle), 0) if name == "skewX" else (0, tan(angle))
    return np.array([[1, along[0], 0], [along[1], 1, 0], [0, 0, 1]])


def _path(name: str, given: dict[str, str]) -> str:
    if name == "path":
        return given.get("d", "") or _missing(name, "d")
    if name in ("polygon", "polyline"):
        return "M" + (given.get("points", "").strip() or _missing(name, "points"))
    value = {key: _length(given[key]) if key in given else 0.0 for key in _DRAWN[name]}
    if name == "rect":
        x, y, w, h = (value[key] for key in ("x", "y", "width", "height"))
        rx = min(value["rx"] or value["ry"], w / 2)
        ry = min(value["ry"] or value["rx"], h / 2)
        arc = f"a{rx} {ry} 0 0 1"
        return (
            f"M{x + rx} {y}h{w - 2 * rx}{arc} {rx} {ry}v{h - 2 * ry}{arc} {-rx} {ry}"
            f"h{2 * rx - w}{arc} {-rx} {-ry}v{2 * ry - h}{arc} {rx} {-ry}z"
        )
    rx, ry = (value["r"], value["r"]) if name == "circle" else (value["rx"], value["ry"])
    half = f"a{rx} {ry} 0 1 0"
    return f"M{value['cx'] - rx} {value['cy']}{half} {2 * rx} 0{half} {-2 * rx} 0z"


def _missing(name: str, attribute: str) -> str:
    raise _refused(f"<{name}> lacks {attribute!r}")


def _length(text: str) -> float:
    found = re.fullmatch(rf"\s*({_NUMBER.pattern})\s*(px)?\s*", text)
    if not found:
        raise _refused(f"the length {text[:20]!r} is not a plain number")
    return float(found[1])


def _moved(path: str, matrix: Matrix) -> str:
    """Path data with its transform worked in, as absolute cubics to a thousandth."""
    parts = []
    for cubics in outlines(path):
        points = cubics @ matrix[:2, :2].T + matrix[:2, 2]
        parts.append(f"M{_said(points[0, :1])}" + "".join(f"C{_said(piece[1:])}" for piece in points) + "Z")
    return "".join(parts) or _missing("path", "area")


def _said(points: Matrix) -> str:
    return " ".join(f"{each:.3f}".rstrip("0").rstrip(".") for each in points.ravel())
