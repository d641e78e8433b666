"""The words of sizes: systems, people, letters and fits, in six languages.

Knows words only; how they stand together is `sizes`'.
"""

from typing import Literal

from modiste.collect.normal.spelling import words

System = Literal["", "EU", "DE", "FR", "IT", "ES", "UK", "US", "JP", "CN", "INT"]
Group = Literal["", "women", "men", "children"]

LETTERS = ("3XS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL", "6XL", "7XL")
LETTER_WORDS = {
    **{letters.lower(): letters for letters in LETTERS},
    **{
        "xxxs": "3XS",
        "2xs": "XXS",
        "2xl": "XXL",
        "xxxl": "3XL",
        "xxxxl": "4XL",
        "xxxxxl": "5XL",
        "1xl": "XL",
        "1x": "XL",
        "2x": "XXL",
        "3x": "3XL",
        "4x": "4XL",
    },
    **dict.fromkeys(("extra extra small", "xx-small"), "XXS"),
    **dict.fromkeys(("extra small", "x-small", "xsmall", "加小"), "XS"),
    **dict.fromkeys(("small", "klein", "petit", "piccola", "pequena", "小", "小码", "小号"), "S"),
    **dict.fromkeys(("medium", "med", "mittel", "moyen", "media", "mediana", "中", "中码", "中号"), "M"),
    **dict.fromkeys(("large", "gross", "grand", "grande", "大", "大码", "大号"), "L"),
    **dict.fromkeys(("extra large", "x-large", "xlarge", "x large", "加大", "加大码", "加大号"), "XL"),
    **dict.fromkeys(("extra extra large", "xx-large", "xxlarge", "特大", "特大码", "特大号"), "XXL"),
}
ONE_SIZE = frozenset(
    words(
        "one size|onesize|one-size|os|osfa|osfm|o/s|1 size|one size fits all|one size fits most|free size|"
        "freesize|free|"
        "einheitsgrosse|eg|taille unique|tu|t.u.|unique|unica|taglia unica|talla unica|u|uni|universal|均码|"
        "均一码|通码|フリー|フリーサイズ|f|ns|no size"
    )
)
SYSTEM_WORDS: dict[str, System] = {
    **dict.fromkeys(("eu", "eur", "europe", "europa", "欧码"), "EU"),
    **dict.fromkeys(("de", "ger", "germany", "d", "德码"), "DE"),
    **dict.fromkeys(("fr", "f", "fra", "france", "法码"), "FR"),
    **dict.fromkeys(("it", "i", "ita", "italy", "意码"), "IT"),
    **dict.fromkeys(("es", "e", "esp", "spain"), "ES"),
    **dict.fromkeys(("uk", "gb", "英码"), "UK"),
    **dict.fromkeys(("us", "usa", "美码"), "US"),
    **dict.fromkeys(("jp", "jpn", "japan", "日码", "号"), "JP"),
    **dict.fromkeys(("cn", "chn", "china", "中国码"), "CN"),
    **dict.fromkeys(("int", "intl", "international"), "INT"),
}
GROUP_WORDS: dict[str, Group] = {
    **dict.fromkeys(
        (
            "women",
            "womens",
            "women's",
            "woman",
            "w's",
            "ladies",
            "damen",
            "femme",
            "donna",
            "mujer",
            "女",
            "女款",
        ),
        "women",
    ),
    **dict.fromkeys(
        ("men", "mens", "men's", "man", "m's", "herren", "homme", "uomo", "hombre", "男", "男款"), "men"
    ),
    **dict.fromkeys(
        (
            "kids",
            "kid",
            "kid's",
            "children",
            "child",
            "boys",
            "girls",
            "toddler",
            "baby",
            "infant",
            "kinder",
            "enfant",
            "bambino",
            "nino",
            "儿童",
            "童",
        ),
        "children",
    ),
}
FITS = frozenset(words("petite tall short long regular plus reg p t slim lang kurz curve curvy"))
