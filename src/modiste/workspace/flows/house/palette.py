"""The house's colours and seasons: names in two languages, what is shown when, what goes with what.

Knows words, sRGB and weeks; which garment gets which colour is `plan`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

START = datetime(2024, 11, 25, tzinfo=UTC)
"""The Monday with which the house's first week begins."""
WEEKS = 104


@dataclass(frozen=True)
class Colour:
    """A colour by its id, its names and its sRGB as `#rrggbb`."""

    id: str
    english: str
    chinese: str
    hex: str

    @property
    def lightness(self) -> float:
        """Rec. 709 luma of the sRGB values, 0 to 1."""
        red, green, blue = (int(self.hex[k : k + 2], 16) / 255 for k in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def warmth(self) -> float:
        """Red less blue, -1 to 1."""
        return (int(self.hex[1:3], 16) - int(self.hex[5:7], 16)) / 255


_ALL = (
    Colour("white", "white", "白色", "#f4f3ef"),
    Colour("cream", "cream", "米白色", "#ece3d0"),
    Colour("sand", "sand", "沙色", "#d6c3a1"),
    Colour("camel", "camel", "驼色", "#b98d5b"),
    Colour("rust", "rust", "铁锈红", "#a4532f"),
    Colour("terracotta", "terracotta", "陶土色", "#c2704f"),
    Colour("coral", "coral", "珊瑚色", "#e58a73"),
    Colour("rose", "rose", "玫瑰粉", "#d9a5a8"),
    Colour("berry", "berry", "莓红色", "#8e2f4c"),
    Colour("burgundy", "burgundy", "酒红色", "#5d1f2c"),
    Colour("lemon", "lemon", "柠檬黄", "#ead777"),
    Colour("mustard", "mustard", "芥末黄", "#c79a2d"),
    Colour("sage", "sage", "鼠尾草绿", "#a3b096"),
    Colour("olive", "olive", "橄榄绿", "#6b6b3f"),
    Colour("forest", "forest green", "森林绿", "#2f4a3a"),
    Colour("sky", "sky blue", "天蓝色", "#a9c4de"),
    Colour("blue", "blue", "蓝色", "#3d6aa8"),
    Colour("navy", "navy", "藏青色", "#232f4b"),
    Colour("indigo", "indigo", "靛蓝色", "#35466b"),
    Colour("light-wash", "light blue", "浅蓝色", "#8aa5c4"),
    Colour("lilac", "lilac", "丁香紫", "#b9a6cc"),
    Colour("plum", "plum", "梅紫色", "#55355a"),
    Colour("stone", "stone", "石色", "#a9a49a"),
    Colour("grey", "grey", "灰色", "#8b8d90"),
    Colour("charcoal", "charcoal", "炭灰色", "#3c3e42"),
    Colour("black", "black", "黑色", "#1c1c1e"),
)
COLOURS: Mapping[str, Colour] = MappingProxyType({each.id: each for each in _ALL})
CORE = ("white", "black", "navy", "grey", "cream", "charcoal")
"""What never goes out of the range."""
DENIM = ("indigo", "light-wash", "black", "indigo")
"""What denim is dyed."""
_CONTRAST = 0.26


@dataclass(frozen=True)
class Season:
    """A season: its id, the weeks in which its garments come, and its palette, the most typical first."""

    id: str
    half: str
    first: int
    last: int
    palette: tuple[str, ...]

    def title(self, *, chinese: bool = False) -> str:
        """Like "spring/summer 2025"."""
        year = 2000 + int(self.id[2:])
        if chinese:
            return f"{year}{'春夏' if self.half == 'summer' else '秋冬'}"
        return f"{'spring/summer' if self.half == 'summer' else 'autumn/winter'} {year}"


SEASONS = (
    Season(
        "SS25", "summer", 8, 27, ("sky", "white", "sand", "sage", "coral", "navy", "lemon", "stone", "rose")
    ),
    Season(
        "AW25",
        "winter",
        34,
        49,
        ("camel", "forest", "charcoal", "burgundy", "cream", "rust", "navy", "mustard", "plum"),
    ),
    Season(
        "SS26",
        "summer",
        60,
        79,
        ("lilac", "white", "terracotta", "blue", "sand", "olive", "cream", "rose", "lemon"),
    ),
    Season(
        "AW26",
        "winter",
        86,
        99,
        ("berry", "grey", "olive", "camel", "black", "cream", "navy", "rust", "stone"),
    ),
)


def monday(week: int) -> datetime:
    """The moment at which a week of the house begins."""
    return START + timedelta(weeks=week)


def contrasting(ground: str, inks: tuple[str, ...]) -> tuple[str, ...]:
    """Those inks that can be told from a ground in a print.

    Example:
        >>> contrasting("white", ("cream", "navy"))
        ('navy',)
    """
    light = COLOURS[ground].lightness
    return tuple(ink for ink in inks if abs(COLOURS[ink].lightness - light) >= _CONTRAST)
