"""The tech pack as files: PDF, JSON, flats, patterns for cutters and printers, and all of it in one ZIP.

Knows names and hashes; the same garment gives the same bytes.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modiste import tailoring
from modiste.design.techpack.building import Subject, build
from modiste.design.techpack.flat_drawing import flats_svg
from modiste.design.techpack.flats import Flat
from modiste.design.techpack.pack import PatternFile, Said, TechPack
from modiste.design.techpack.pdf import tech_pack_pdf
from modiste.tailoring import Graded

_WHAT: Mapping[str, tuple[str, str]] = {
    "flats.svg": ("Flats, front and back, to scale", "正背面款式图，等比例"),
    "patterns/nest.svg": ("All sizes nested", "全码网状图"),
    "patterns/pattern.svg": ("Pieces in the base size, to scale", "基码裁片，等比例"),
    "patterns/pattern.pdf": ("Pieces in the base size, tiled on A4 at 100 %", "基码裁片，A4 拼页 1:1"),
    "patterns/pattern.dxf": ("Pieces for CAD, ASTM D6673", "CAD 裁片，ASTM D6673"),
    "patterns/pattern.rul": ("Grade rules of all sizes", "全码放码规则"),
    "patterns/pattern.json": ("The pattern in full", "完整纸样数据"),
}
_FIRST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class PackFiles:
    """A tech pack with the bytes of its files by name; its JSON and its PDF are among them."""

    pack: TechPack
    files: Mapping[str, bytes]

    @property
    def pdf(self) -> bytes:
        """The pack to print."""
        return self.files["tech_pack.pdf"]

    @property
    def zip(self) -> bytes:
        """All files in one archive, without moments."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
            for name in sorted(self.files):
                entry = zipfile.ZipInfo(name, _FIRST)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                made.writestr(entry, self.files[name])
        return stream.getvalue()


def pack_files(subject: Subject, flats: Sequence[Flat]) -> PackFiles:
    """Everything that a factory gets.

    Args:
        subject: The garment.
        flats: Its front and back.

    Raises:
        ModisteError: MOD-2751 where a piece is wider than the cloth, MOD-1542 where CAD would not read it.
    """
    graded = Graded(subject.style.base_size, subject.patterns)
    files = {"flats.svg": flats_svg(flats).encode()}
    dxf, rules = tailoring.pattern_dxf(graded)
    files["patterns/pattern.dxf"], files["patterns/pattern.rul"] = dxf.encode(), rules.encode()
    for form in ("svg", "pdf", "json"):
        files[f"patterns/{tailoring.FORMS[form][0]}"] = tailoring.pattern_file(subject.base, form, graded)
    files["patterns/nest.svg"] = tailoring.pattern_svg(list(subject.patterns.values())).encode()
    listed = tuple(
        PatternFile(name=name, what=Said(en=en, zh=zh), sha256=hashlib.sha256(files[name]).hexdigest())
        for name, (en, zh) in _WHAT.items()
    )
    pack = build(subject, listed)
    files["tech_pack.json"] = pack.to_json().encode()
    files["tech_pack.pdf"] = tech_pack_pdf(pack, flats, subject.base)
    return PackFiles(pack, files)
