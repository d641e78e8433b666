"""The glossary hangs together: every word leads somewhere, in both languages, and kinds of things end."""

import re

from modiste.foundation.glossary import chinese_words, concepts, narrower, phrases, with_broader


def test_every_concept_has_words_in_both_languages_and_a_known_kind() -> None:
    kinds = {"garment", "shape", "fit", "neckline", "sleeve", "length", "rise", "pattern", "fabric", "detail"}
    kinds |= {"people", "season", "occasion", "shade", "colour"}
    for concept in concepts().values():
        assert concept.kind in kinds
        assert re.search(r"[\u4e00-\u9fff]", concept.chinese), concept.id
        assert not concept.broader or concepts()[concept.broader].kind == concept.kind, concept.id
        assert len(list(with_broader(concept.id))) <= 4


def test_words_name_known_concepts() -> None:
    for named in (*phrases().values(), *chinese_words().values()):
        assert set(named) <= set(concepts())


def test_synonyms_meet() -> None:
    assert phrases()["frock",] == phrases()["gown",] == chinese_words()["连衣裙"] == ("dress",)
    assert phrases()["pant",] == chinese_words()["裤子"] == ("trousers",)
    assert chinese_words()["裙子"] == ("dress", "skirt")


def test_narrower_things_are_kinds_of_wider_ones() -> None:
    assert {"print", "stripe", "pinstripe", "dot"} <= narrower("print")
    assert "solid" not in narrower("print")
