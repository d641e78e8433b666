"""Countries and languages: names and codes as people write them, to ISO 3166-1 and ISO 639-1.

Knows `countries.tsv` and the languages of the trade; regions and scripts are passed over.
"""

import re
from functools import cache, lru_cache

from modiste.collect.normal.spelling import CACHE, folded, rows

_LANGUAGES = {
    "en": "eng|english|englisch|anglais|inglese|ingles|英语|英文",
    "zh": "zho|chi|cmn|chinese|chinesisch|chinois|cinese|chino|中文|汉语|简体中文|繁體中文|mandarin",
    "de": "deu|ger|german|deutsch|allemand|tedesco|aleman|德语",
    "fr": "fra|fre|french|franzosisch|francais|francese|frances|法语",
    "it": "ita|italian|italienisch|italien|italiano|意大利语",
    "es": "spa|spanish|spanisch|espagnol|spagnolo|espanol|castellano|西班牙语",
    "pt": "por|portuguese|portugiesisch|portugais|portoghese|portugues|葡萄牙语",
    "nl": "nld|dut|dutch|niederlandisch|neerlandais|olandese|nederlands|荷兰语",
    "ja": "jpn|japanese|japanisch|japonais|giapponese|japones|日语|日本語",
    "ko": "kor|korean|koreanisch|coreen|coreano|韩语|한국어",
    "pl": "pol|polish|polnisch|polonais|polacco|polski",
    "sv": "swe|swedish|schwedisch|suedois|svenska",
    "da": "dan|danish|danisch|danois|dansk",
    "no": "nor|nob|nno|nb|nn|norwegian|norwegisch|norsk",
    "fi": "fin|finnish|finnisch|finnois|suomi",
    "cs": "ces|cze|czech|tschechisch|cestina",
    "hu": "hun|hungarian|ungarisch|magyar",
    "ro": "ron|rum|romanian|rumanisch|romana",
    "tr": "tur|turkish|turkisch|turc|turkce",
    "ru": "rus|russian|russisch|russe|русский|俄语",
    "uk": "ukr|ukrainian|ukrainisch|українська",
    "el": "ell|gre|greek|griechisch|grec|ελληνικα",
    "ar": "ara|arabic|arabisch|arabe|العربية|阿拉伯语",
    "he": "heb|hebrew|hebraisch|iw",
    "th": "tha|thai",
    "vi": "vie|vietnamese|vietnamesisch|tieng viet",
    "id": "ind|indonesian|bahasa indonesia|in",
    "hi": "hin|hindi",
}


@lru_cache(maxsize=CACHE)
def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a code or a name in English, German, French, Italian, Spanish, Chinese.

    Example:
        >>> country("EIRE"), country("Deutschland"), country("gbr"), country("u.k."), country("Mars")
        ('IE', 'DE', 'GB', 'GB', None)
    """
    plain = folded(text)
    return _countries().get(plain) or _countries().get(plain.replace(".", ""))


@lru_cache(maxsize=CACHE)
def language(text: str) -> str | None:
    """The ISO 639-1 code of a language's code, tag or name.

    Example:
        >>> language("zh-Hans-CN"), language("Deutsch"), language("en_GB"), language("elvish")
        ('zh', 'de', 'en', None)
    """
    plain = folded(text)
    known = _languages()
    return known.get(plain) or known.get(re.split(r"[-_.]", plain)[0])


@cache
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for two, three, names in rows("countries.tsv"):
        for name in (two, three, *names.split("|")):
            known.setdefault(folded(name), two)
    return known


@cache
def _languages() -> dict[str, str]:
    return {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split("|"))}
