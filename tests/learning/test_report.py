"""The report is one safe, self-contained page that holds every figure, in English and Chinese."""

import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.learning.evaluation import classification
from modiste.learning.heat import Explanation, Faithfulness
from modiste.learning.metrics import softmax
from modiste.learning.neighbours import Neighbour, Neighbourhood
from modiste.learning.report import LIMIT_BYTES, html_report
from modiste.learning.report_words import _WORDS
from modiste.learning.result import Result

HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "连衣裙 & {model}")


class Page(HTMLParser):
    """What a browser would see: tags, ids, links, text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.words, self.open = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        self.tags.append((tag, facts))
        if "id" in facts:
            self.ids.append(facts["id"])
        if tag == "a":
            self.links.append(facts["href"])

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words))


def judged(labels=("dress", "shirt", "coat", "bag"), n=200, **more):
    chance = np.random.default_rng(0)
    targets = chance.integers(0, len(labels), n)
    logits = chance.normal(size=(n, len(labels)))
    logits[np.arange(n), targets] += 1.5
    return classification(softmax(logits), targets, labels, resamples=100, **more)


def stated(evaluation):
    return Result("clothing", "photos/", "holdout", evaluation.n, 1.5, 300.0, evaluation.metrics, {})


def pictures(index):
    return np.random.default_rng(index).integers(0, 255, (12, 10, 3), dtype=np.uint8)


def written(tmp_path, evaluation, **more):
    asked = {
        "title": "A report",
        "result": stated(evaluation),
        "pictures": pictures,
        "out": tmp_path / "r.html",
    } | more
    path = html_report(evaluation, **asked)
    return path.read_text(encoding="utf-8"), Page(path.read_text(encoding="utf-8"))


def test_it_holds_the_figures_their_intervals_and_how_they_were_obtained(tmp_path):
    evaluation = judged(slices={"season": np.arange(200) % 2})
    _, page = written(tmp_path, evaluation)
    low, high = evaluation.metrics["accuracy"].ci95
    assert f"{evaluation.metrics['accuracy'].value:.2%}" in page.text
    assert f"95% interval {low:.2%} – {high:.2%}" in page.text
    assert "Bootstrap over cases, 100 resamples" in page.text
    assert "DeLong" in page.text
    for section in ("figures", "classes", "confusion", "curves", "confidence", "slices", "mistakes", "card"):
        assert section in page.ids


def test_every_link_leads_somewhere_and_every_id_is_unique(tmp_path):
    evaluation = judged()
    _, page = written(tmp_path, evaluation)
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    cells = {link for link in page.links if link.startswith("#cell-")}
    assert len(cells) == (evaluation.confusion > 0).sum()


def test_nothing_is_loaded_from_elsewhere_and_nothing_can_run(tmp_path):
    text, page = written(tmp_path, judged())
    assert not [tag for tag, _ in page.tags if tag in {"script", "link", "iframe", "object"}]
    assert all(facts["src"].startswith("data:image/") for tag, facts in page.tags if tag == "img")
    assert "default-src 'none'" in text
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?https?:", text)


def test_hostile_labels_titles_and_cards_are_shown_and_not_obeyed(tmp_path):
    evaluation = judged(HOSTILE, slices={"<i>name</i>": ["</table><script>"] * 100 + ["ok"] * 100})
    text, page = written(
        tmp_path, evaluation, title="</title><script>x</script>", card={"<b>key</b>": "<svg onload=x>"}
    )
    assert not [
        tag for tag, facts in page.tags if tag == "script" or any(key.startswith("on") for key in facts)
    ]
    assert all(tag not in {"b", "i"} for tag, _ in page.tags)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert "连衣裙 & {model}" in page.text
    assert "<svg onload" not in text


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_both_languages_are_whole(tmp_path, language):
    evaluation = judged()
    text, page = written(tmp_path, evaluation, language=language)
    assert f'<html lang="{language}">' in text
    wanted = "混淆矩阵" if language == "zh-CN" else "Confusion"
    assert wanted in page.text
    if language == "zh-CN":
        for word in ("Accuracy", "Calibration error", "Worst mistakes", "Model card"):
            assert word not in page.text


def test_the_dictionary_has_the_same_gaps_in_both_languages():
    for key, (english, chinese) in _WORDS.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", chinese)), key


def test_every_chart_has_a_title_a_description_and_a_table(tmp_path):
    history = [{"epoch": float(e), "loss": 1 / e, "validation_accuracy": 0.5, "seconds": 1.0} for e in (1, 2)]
    text, _ = written(tmp_path, judged(), history=history)
    charts = re.findall(r'<svg class="plot".*?</svg>', text, re.S)
    assert len(charts) == 8
    assert all("<title id=" in chart and "<desc id=" in chart for chart in charts)
    assert text.count("<table>") >= len(charts)


def test_explanations_and_neighbours_carry_their_faithfulness(tmp_path):
    heat = np.random.default_rng(0).random((12, 10), dtype=np.float32)
    told = [
        Explanation("occlusion", 0, 1, heat, heat, Faithfulness(0.1, 0.9, 0.4, 0.5), 0.1),
        Explanation("grad_cam", 0, 1, heat, heat, Faithfulness(0.5, 0.9, 0.4, 0.5), 0.1),
        Explanation("integrated_gradients", 0, 1, heat, heat, Faithfulness(0.5, 0.4, 0.4, 0.5), 0.1, 1e-5),
    ]
    near = Neighbourhood((Neighbour(3, "g-3", "dress", 0.987),), 1.0, 0.25)
    _, page = written(
        tmp_path, judged(), explanations={7: told}, neighbours={7: near}, neighbour_pictures=pictures
    )
    assert "0.10 (0.40)" in page.text
    for verdict in ("better than random", "better than random in one of two", "no better than random"):
        assert verdict in page.text
    assert "completeness residual 1.0e-05" in page.text
    assert "100% carry the predicted label (random examples: 25%)" in page.text
    assert "cos 0.987" in page.text


def test_large_photos_are_made_small_and_the_page_stays_below_two_megabytes(tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    evaluation = judged([f"class {i}" for i in range(12)], n=1500)
    text, page = written(tmp_path, evaluation, pictures=lambda index: file.getvalue())
    assert 1_000_000 < len(text.encode()) <= LIMIT_BYTES
    assert "pictures were left out" in page.text


def test_many_classes_are_drawn_as_far_as_there_is_room(tmp_path):
    text, page = written(tmp_path, judged([f"class {i}" for i in range(60)], n=900))
    assert "The 30 of 60 classes with the most mistakes are drawn." in page.text
    assert len(text.encode()) <= LIMIT_BYTES


def test_without_pictures_the_page_is_still_whole(tmp_path):
    _, page = written(tmp_path, judged(), pictures=None)
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert not [link for link in page.links if link.startswith("#cell-")]


def test_a_faultless_model_is_reported_without_mistakes(tmp_path):
    evaluation = classification(np.eye(2)[[0, 1, 0, 1]], np.array([0, 1, 0, 1]), ("a", "b"))
    _, page = written(tmp_path, evaluation, result=stated(evaluation))
    assert "No prediction was wrong." in page.text
    assert "Measured; no interval" in page.text


@pytest.mark.parametrize("shape", [(9, 8), (9, 8, 1), (1, 9, 8), (3, 9, 8)])
def test_pictures_may_be_grey_coloured_or_channels_first(tmp_path, shape):
    _, page = written(tmp_path, judged(), pictures=lambda index: np.zeros(shape, dtype=np.uint8))
    sizes = {(facts["width"], facts["height"]) for tag, facts in page.tags if tag == "img"}
    assert sizes == {("8", "9")}


@pytest.mark.parametrize(
    "picture",
    [
        b"not a picture",
        np.zeros((3, 3)),
        np.zeros((4, 4, 2), dtype=np.uint8),
        np.zeros((0, 4), dtype=np.uint8),
        "text",
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_written(tmp_path, picture):
    with pytest.raises(ModisteError) as told:
        written(tmp_path, judged(), pictures=lambda index: picture)
    assert told.value.code == "MOD-1315"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_and_left_clean(tmp_path):
    (tmp_path / "r.html").mkdir()
    with pytest.raises(ModisteError) as told:
        written(tmp_path, judged())
    assert told.value.code == "MOD-1316"
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_an_old_report_is_replaced_whole(tmp_path):
    written(tmp_path, judged(), title="First")
    text, _ = written(tmp_path, judged(), title="Second")
    assert "First" not in text
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
