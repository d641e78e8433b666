"""The page: both languages, no other host, nothing that its policy does not allow."""

import base64
import hashlib
import re

from modiste.ar import page_of, page_policy


def test_the_page_speaks_both_languages_and_says_synthetic() -> None:
    made = page_of("A skirt")
    assert "Synthetic: drafted" in made
    assert "合成数据" in made
    english, chinese = (len(re.findall(f'<span lang="{each}"', made)) for each in ("en", "zh-CN"))
    assert english == chinese > 3


def test_it_has_a_way_for_each_phone() -> None:
    made = page_of("A skirt", "x.glb", "x.usdz", "x.png")
    assert re.search(r'<a rel="ar"[^>]* href="x\.usdz"><img src="x\.png"', made)
    assert "intent://arvr.google.com/scene-viewer/1.0?" in made
    assert "isSessionSupported('immersive-ar')" in made
    assert 'data-glb="x.glb"' in made


def test_nothing_comes_from_another_host() -> None:
    made = page_of("A skirt")
    assert not re.findall(r"https?://", made)
    assert not re.findall(r"<(?:script|link|iframe)[^>]+(?:src|href)=\"(?!data:)", made)


def test_its_own_script_and_style_are_all_that_its_policy_allows() -> None:
    made = page_of("A skirt")
    policy = page_policy(made)
    assert policy.startswith("default-src 'none'")
    for kind in ("script", "style"):
        text = made.partition(f"<{kind}>")[2].partition(f"</{kind}>")[0]
        found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{found}'" in policy


def test_a_title_is_no_markup() -> None:
    made = page_of('<script>alert("x")</script>')
    assert "<script>alert" not in made


def test_a_title_that_reads_like_a_place_to_fill_stays_a_title() -> None:
    page = page_of("[[script]] [[glb]]")
    assert "<title>[[script]] [[glb]]</title>" in page
    assert page.count("<script>") == 1
