"""What was checked has one name wherever it is shown."""

import json
from pathlib import Path

import pytest

from modiste.passport.bundles.check_words import NAMES, WORDS

STUDIO = Path(__file__).parents[3] / "studio" / "src" / "locale"


@pytest.mark.parametrize(("language", "at"), [("en", 0), ("zh-CN", 1)])
def test_the_studio_names_every_check(language: str, at: int) -> None:
    words = json.loads((STUDIO / language / "trace.json").read_text(encoding="utf-8"))
    named = words["trace"]["passport"]["check"] if "trace" in words else words["passport"]["check"]
    assert named == {name: each[at] for name, each in NAMES.items()}


def test_every_reason_is_told_in_both_languages_with_the_same_gaps() -> None:
    for english, chinese in WORDS.values():
        assert english and chinese
        gaps = [{each.partition("}")[0] for each in text.split("{")[1:]} for text in (english, chinese)]
        assert gaps[0] == gaps[1], english
