"""What people and magazines say: data downloads of Instagram and Pinterest, and feeds.

Knows official exports only; nothing is fetched from a platform, and no article's text is kept.
"""

from modiste.collect.press.instagram import INSTAGRAM
from modiste.collect.press.magazine import MAGAZINE
from modiste.collect.press.mojibake import repaired, repaired_json
from modiste.collect.press.pinterest import PINTEREST

__all__ = ["INSTAGRAM", "MAGAZINE", "PINTEREST", "repaired", "repaired_json"]
