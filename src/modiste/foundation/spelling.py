"""One spelling for words that are the same: case, accents, widths, traditional characters, plural endings.

Knows letters only; what a word means is `glossary`'s.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": "'", "`": "'"})
# Traditional characters that clothes are described with, each with its simplified one.
_TRADITIONAL = (
    "褲連襯絨單雙長寬鬆緊開釦紐鏈領無帶條紋絲綢質纖織綿針線棗藍綠黃紅銀軍銅駝裝飾襪圍寶閒運動騎風潔淨點圖"
    "韓貓鉤結葉邊馬鴨鵝滌綸彈亞縮適閃顏"
)
_SIMPLIFIED = (
    "裤连衬绒单双长宽松紧开扣纽链领无带条纹丝绸质纤织绵针线枣蓝绿黄红银军铜驼装饰袜围宝闲运动骑风洁净点图"
    "韩猫钩结叶边马鸭鹅涤纶弹亚缩适闪颜"
)
_CHARACTERS = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
CACHE = 65_536
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


@lru_cache(maxsize=CACHE)
def spelt(text: str) -> str:
    """Lower case, no accents, ASCII widths, simplified characters.

    Example:
        >>> spelt("Écru Ｔ恤 連衣裙")
        'ecru t恤 连衣裙'
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", plain).translate(_CHARACTERS)


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return HAN.search(text) is not None


@lru_cache(maxsize=CACHE)
def stemmed(word: str) -> str:
    """An English word without its plural or possessive ending; nothing else is cut.

    Example:
        >>> [stemmed(word) for word in ("dresses", "women's", "berries", "scarves", "shoes", "bus")]
        ['dress', 'women', 'berry', 'scarf', 'shoe', 'bus']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ves") and word[:-3] in ("scar", "shel", "kni", "hal", "lea"):
        return word[:-3] + "f"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]
