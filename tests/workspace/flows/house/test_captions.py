"""Names and captions, golden: read aloud by somebody once."""

from modiste.workspace.flows.house.captions import captioned, named
from modiste.workspace.flows.house.palette import COLOURS, SEASONS, contrasting, monday


def test_a_caption_names_what_a_look_would_notice() -> None:
    told = captioned(
        program="t-shirt",
        nouns=("T-shirt", "T恤"),
        people="women",
        cloth="jersey",
        print_="stripe",
        options={"neckline": "crew", "sleeve": "short", "length": "regular", "fit": "slim"},
        colours=("white", "navy"),
    )
    assert told == (
        "A women's slim striped cotton jersey T-shirt with a crew neck and short sleeves, in white and navy.",
        "女款修身条纹棉质平纹针织T恤，圆领、短袖，白色配藏青色。",
    )


def test_jeans_are_called_jeans_and_have_no_article() -> None:
    told = captioned(
        program="trousers",
        nouns=("trousers", "长裤"),
        people="men",
        cloth="denim",
        print_="solid",
        options={
            "leg": "wide",
            "rise": "mid",
            "front": "pleat",
            "length": "cropped",
            "fit": "regular",
        },
        colours=(),
    )
    assert told == (
        "Men's cropped jeans with a wide leg, a mid rise and pleats in front.",
        "男款九分牛仔裤，阔腿、中腰、前褶。",
    )
    assert named(0, "trousers", ("trousers", "长裤"), "denim") == ("Alma jeans", "阿尔玛 牛仔裤")
    assert named(27, "shirt", ("shirt", "衬衫"), "linen") == ("Bruno 2 linen shirt", "布鲁诺 2 水洗亚麻衬衫")


def test_palettes_are_colours_and_seasons_follow_one_another() -> None:
    assert all(colour in COLOURS for season in SEASONS for colour in season.palette)
    assert [season.first for season in SEASONS] == sorted(season.first for season in SEASONS)
    assert contrasting("navy", ("black", "white", "sky")) == ("white", "sky")
    assert COLOURS["rust"].warmth > 0 > COLOURS["sky"].warmth
    assert monday(1).weekday() == 0
    assert SEASONS[0].title() == "spring/summer 2025"
    assert SEASONS[1].title(chinese=True) == "2025秋冬"
