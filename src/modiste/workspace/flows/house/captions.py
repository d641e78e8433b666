"""Names and captions by grammar, in English and Chinese: a word only where it tells something.

Knows the words for options, cloths and prints; which garment has which is `plan`'s.
"""

from collections.abc import Mapping, Sequence

from modiste.workspace.flows.house.palette import COLOURS

CLOTHS: Mapping[str, tuple[str, str]] = {
    "jersey": ("cotton jersey", "棉质平纹针织"),
    "rib": ("ribbed cotton", "棉质罗纹"),
    "fleece": ("brushed fleece", "抓绒"),
    "poplin": ("cotton poplin", "棉质府绸"),
    "linen": ("washed linen", "水洗亚麻"),
    "crepe": ("viscose crepe", "粘胶绉"),
    "satin": ("silk satin", "真丝缎"),
    "twill": ("cotton twill", "棉质斜纹"),
    "denim": ("denim", "丹宁"),
    "flannel": ("wool flannel", "羊毛法兰绒"),
}
PRINTS: Mapping[str, tuple[str, str]] = {
    "solid": ("", ""),
    "stripe": ("striped", "条纹"),
    "pinstripe": ("pinstriped", "细竖条纹"),
    "check": ("checked", "格纹"),
    "dot": ("dotted", "波点"),
}
FITS: Mapping[str, tuple[str, str]] = {
    "slim": ("slim", "修身"),
    "regular": ("", ""),
    "relaxed": ("relaxed", "宽松"),
    "oversized": ("oversized", "廓形"),
}
_PEOPLE = {"women": ("women's", "女款"), "men": ("men's", "男款")}
_NECKS = {
    "crew": ("a crew neck", "圆领"),
    "v": ("a V-neck", "V领"),
    "boat": ("a boat neck", "一字领"),
    "scoop": ("a scoop neck", "U领"),
    "classic": ("a classic collar", "经典翻领"),
    "stand": ("a stand collar", "立领"),
}
_SLEEVES = {
    "none": ("no sleeves", "无袖"),
    "short": ("short sleeves", "短袖"),
    "elbow": ("elbow-length sleeves", "中袖"),
    "long": ("long sleeves", "长袖"),
}
_TOP_LENGTHS = {"cropped": ("cropped", "短款"), "long": ("longline", "长款")}
_LEG_LENGTHS = {"cropped": ("cropped", "九分"), "long": ("full-length", "加长")}
_SKIRT_LENGTHS = {
    "mini": ("mini", "迷你"),
    "knee": ("knee-length", "及膝"),
    "midi": ("midi", "中长"),
    "maxi": ("maxi", "长款"),
}
_SHORTS_LENGTHS = {"short": ("short", "短款"), "knee": ("knee-length", "及膝")}
_LEGS = {
    "slim": ("a narrow leg", "窄腿"),
    "straight": ("a straight leg", "直筒"),
    "wide": ("a wide leg", "阔腿"),
}
_RISES = {
    "low": ("a low rise", "低腰"),
    "mid": ("a mid rise", "中腰"),
    "high": ("a high rise", "高腰"),
}
_FRONTS = {
    "dart": ("darts in front", "前省"),
    "pleat": ("pleats in front", "前褶"),
    "zip": ("a zip", "拉链门襟"),
    "kangaroo": ("a kangaroo pocket", "袋鼠口袋"),
}
_LENGTHS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "t-shirt": _TOP_LENGTHS,
    "shirt": _TOP_LENGTHS,
    "sweatshirt": _TOP_LENGTHS,
    "hoodie": _TOP_LENGTHS,
    "trousers": _LEG_LENGTHS,
    "shorts": _SHORTS_LENGTHS,
}
_NOUNS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("trousers", "denim"): ("jeans", "牛仔裤"),
    ("shorts", "denim"): ("denim shorts", "牛仔短裤"),
    ("skirt-straight", "denim"): ("straight denim skirt", "直筒牛仔半身裙"),
    ("skirt-a-line", "denim"): ("A-line denim skirt", "A字牛仔半身裙"),
}
"""Garments that their cloth gives a name of its own."""
_PLURAL = ("trousers", "shorts")
GIVEN = (
    ("Alma", "阿尔玛"),
    ("Bruno", "布鲁诺"),
    ("Clio", "克利俄"),
    ("Dario", "达里奥"),
    ("Edda", "艾达"),
    ("Felix", "费利克斯"),
    ("Greta", "格蕾塔"),
    ("Hugo", "雨果"),
    ("Ines", "伊内斯"),
    ("Jonas", "约纳斯"),
    ("Kira", "基拉"),
    ("Lorin", "洛林"),
    ("Mila", "米拉"),
    ("Nils", "尼尔斯"),
    ("Oona", "乌娜"),
    ("Pavel", "帕维尔"),
    ("Quinn", "奎因"),
    ("Runa", "露娜"),
    ("Silas", "赛拉斯"),
    ("Thea", "西娅"),
    ("Ugo", "乌戈"),
    ("Vera", "薇拉"),
    ("Wim", "维姆"),
    ("Xenia", "齐妮娅"),
    ("Yves", "伊夫"),
    ("Zora", "佐拉"),
)
"""Names that garments are called by, after nobody."""


def noun_of(program: str, nouns: tuple[str, str], cloth: str) -> tuple[str, str]:
    """What a garment of a program in a cloth is called, English and Chinese."""
    return _NOUNS.get((program, cloth), nouns)


def named(number: int, program: str, nouns: tuple[str, str], cloth: str) -> tuple[str, str]:
    """A garment's name in both languages: given name, cloth, noun; from the second round on with a number."""
    english, chinese = GIVEN[number % len(GIVEN)]
    round_ = number // len(GIVEN)
    mark = f" {round_ + 1}" if round_ else ""
    noun = noun_of(program, nouns, cloth)
    word = ("", "") if cloth == "denim" else (_short(cloth), CLOTHS[cloth][1])
    return (
        " ".join(part for part in (english + mark, word[0], noun[0]) if part),
        f"{chinese}{mark} {word[1]}{noun[1]}",
    )


def captioned(
    *,
    program: str,
    nouns: tuple[str, str],
    people: str,
    cloth: str,
    print_: str,
    options: Mapping[str, str | float],
    colours: Sequence[str],
) -> tuple[str, str]:
    """A garment, in its colours or one of them, as a sentence in English and one in Chinese.

    Args:
        program: What draws it.
        nouns: What it is called.
        people: Whose it is.
        cloth: A name in `CLOTHS`.
        print_: A name in `PRINTS`.
        options: The program's options.
        colours: The colours of one colourway, ground first; none tells nothing of colour.
    """
    noun = noun_of(program, nouns, cloth)
    cloth_words = ("", "") if cloth == "denim" else CLOTHS[cloth]
    length = _LENGTHS.get(program, _SKIRT_LENGTHS).get(str(options.get("length", "")), ("", ""))
    parts = _details(program, options)
    fit = FITS[str(options["fit"])]
    words = [fit[0], length[0], PRINTS[print_][0], cloth_words[0], noun[0]]
    head = f"{_PEOPLE[people][0]} {' '.join(word for word in words if word)}"
    english = f"{'' if program in _PLURAL else 'a '}{head}"
    if parts:
        english += f" with {_listed([part[0] for part in parts])}"
    chinese = f"{_PEOPLE[people][1]}{fit[1]}{length[1]}{PRINTS[print_][1]}{cloth_words[1]}{noun[1]}"
    if parts:
        chinese += "，" + "、".join(part[1] for part in parts)
    if colours:
        told = [COLOURS[colour] for colour in colours]
        english += f", in {' and '.join(each.english for each in told)}"
        chinese += f"，{'配'.join(each.chinese for each in told)}"
    return f"{english[0].upper()}{english[1:]}.", f"{chinese}。"


def _details(program: str, options: Mapping[str, str | float]) -> list[tuple[str, str]]:
    """What a look would notice, besides fit and length."""
    parts: list[tuple[str, str]] = []
    for option, words in (("neckline", _NECKS), ("collar", _NECKS), ("leg", _LEGS), ("rise", _RISES)):
        if option in options:
            parts.append(words[str(options[option])])
    if str(options.get("front", "")) in _FRONTS:
        parts.append(_FRONTS[str(options["front"])])
    if options.get("pocket") == "kangaroo" and options.get("front") != "zip":
        parts.append(_FRONTS["kangaroo"])
    # That a sweatshirt's sleeves are long need not be said.
    if "sleeve" in options and (options["sleeve"] != "long" or program not in ("sweatshirt", "hoodie")):
        parts.append(_SLEEVES[str(options["sleeve"])])
    return parts


def _short(cloth: str) -> str:
    """The cloth's name without its fibre, as names of garments have it."""
    return CLOTHS[cloth][0].rpartition(" ")[2] if cloth != "rib" else "ribbed"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
