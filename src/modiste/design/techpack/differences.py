"""What changed from one tech pack to another, line by line, in words of both languages.

Knows which fields tell a person something; two packs that say the same differ in nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modiste.design.techpack.pack import TechPack


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise: where, what it was, what it is; "" where it was not, or is no more."""

    where: str
    where_zh: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """Like "Chest, half, 40: 49.0 became 50.0"."""
        if not self.before:
            return f"{self.where}: {self.after} is new"
        if not self.after:
            return f"{self.where}: {self.before} is gone"
        return f"{self.where}: {self.before} became {self.after}"

    @property
    def words_zh(self) -> str:
        """The same in Chinese."""
        if not self.before:
            return f"{self.where_zh}：新增 {self.after}"
        if not self.after:
            return f"{self.where_zh}：删除 {self.before}"
        return f"{self.where_zh}：{self.before} 改为 {self.after}"


def differences(before: TechPack, after: TechPack) -> tuple[Change, ...]:
    """All changes, in the order of the pack; version, date and hashes of files are none."""
    old, new = dict(_told(before)), dict(_told(after))
    return tuple(
        Change(where, zh, old.get((where, zh), ""), new.get((where, zh), ""))
        for where, zh in dict.fromkeys([*old, *new])
        if old.get((where, zh), "") != new.get((where, zh), "")
    )


def _told(pack: TechPack) -> Iterator[tuple[tuple[str, str], str]]:
    """Every fact of a pack by its name in both languages."""
    style = pack.style.model_dump(exclude={"name", "options", "sizes"})
    yield ("Name", "名称"), f"{pack.style.name.en} {pack.style.name.zh}".strip()
    for name, value in style.items():
        yield (f"Style, {name.replace('_', ' ')}", f"款式 {name}"), str(value)
    yield ("Sizes", "尺码"), ", ".join(pack.style.sizes)
    for name, value in pack.style.options.items():
        yield (f"Cut, {name}", f"版型 {name}"), _plain(value)
    for each in pack.measurements:
        for size, value in each.values.items():
            yield (f"{each.name.en}, {size}", f"{each.name.zh}，{size}"), f"{value:.1f}"
        yield (f"{each.name.en}, tolerance", f"{each.name.zh}，公差"), f"-{each.minus:g} +{each.plus:g}"
    for seam in pack.seams:
        words = f"stitch {seam.stitch}, seam {seam.seam_type or '-'}, allowance {seam.allowance:g} cm"
        yield (f"Seam, {seam.what.en.lower()}", f"缝 {seam.what.zh}"), words
    for step in pack.operations:
        yield (f"Operation, {step.what.en.lower()}", f"工序 {step.what.zh}"), step.machine.en
    for line in pack.materials:
        yield (
            (f"Material, {line.use.en.lower()}", f"物料 {line.use.zh}"),
            f"{line.what.en}, {line.quantity:g} {line.unit}",
        )
    for way in pack.colourways:
        yield (f"Colourway {way.id}", f"配色 {way.id}"), f"{way.name} {' '.join(way.colours)}"
    dyed: Mapping[str, Any] = pack.print.model_dump(exclude={"placement"})
    yield ("Print", "印花"), ", ".join(_plain(value) for value in dyed.values())
    yield ("Care", "洗护"), ", ".join(each.en for each in pack.care.words)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
