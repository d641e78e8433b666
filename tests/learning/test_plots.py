"""Charts are valid SVG with title, description and table, and their marks stand where the figures say."""

from xml.etree import ElementTree

import numpy as np
import pytest

from modiste.learning import metrics, plots
from modiste.learning.plots import Line, Text

SVG = "{http://www.w3.org/2000/svg}"
TEXT = Text("probe", "A <title>", "It's & described", "across", "up")


def line(label, x, figure=""):
    x = np.array(x)
    return Line(label, metrics.Curve(x, x, x), figure)


def parsed(chart):
    root = ElementTree.fromstring(chart.svg)
    assert root.find(f"{SVG}title").text == "A <title>"
    assert root.find(f"{SVG}desc").text == "It's & described"
    assert root.get("aria-labelledby") == "probe-title probe-desc"
    assert all(len(row) == len(chart.headings) for row in chart.rows)
    assert chart.rows
    return root


def words(root):
    return [node.text for node in root.iter(f"{SVG}text")]


def test_curves_name_three_and_keep_the_rest_quiet():
    lines = [line(f"c{i}", [0.0, 0.5, 1.0], f"0.{i}") for i in range(6)]
    root = parsed(plots.curves(TEXT, lines, ("class",), [("c0",)], ideal=True, others="others"))
    said = words(root)
    assert {"c0", "c2", "0.1", "others"} <= set(said)
    assert "c3" not in said
    styles = [node.get("class") for node in root.iter(f"{SVG}polyline")]
    assert styles.count("line rest") == 3
    assert styles[-1] == "line s0"


def test_a_curve_runs_from_corner_to_corner():
    root = parsed(plots.curves(TEXT, [line("c", [0.0, 1.0])], ("c",), [("1",)], root_x=True))
    assert root.find(f"{SVG}polyline").get("points") == "52.0,352.0 544.0,14.0"


def test_the_reliability_bars_are_as_high_as_the_accuracy():
    confidence, correct = np.repeat([0.55, 0.95], 10), np.arange(20) % 2 == 0
    bins = metrics.reliability(confidence, correct, 10)
    chart = plots.reliability_diagram(TEXT, bins, ("bin", "n", "confidence", "accuracy"))
    root = parsed(chart)
    bars = [node for node in root.iter(f"{SVG}rect") if float(node.get("height")) > 100]
    assert len(bars) == 2
    assert float(bars[0].get("height")) == pytest.approx(0.5 * (440 - 118 - 14))
    assert chart.rows[5] == ("0.500–0.600", "10", "0.5500", "0.5000")
    assert chart.rows[0][2] == "–"


def test_coverage_marks_are_named():
    curve = metrics.coverage_curve(np.linspace(0, 1, 400), np.linspace(0, 1, 400) > 0.2)
    chart = plots.coverage_chart(TEXT, curve, {"80%: 1": (0.8, 1.0), "early": (0.1, 1.0)}, ("c", "a", "t"))
    assert {"80%: 1", "early"} <= set(words(parsed(chart)))
    assert chart.rows[-1][:2] == ("100.0%", "80.00%")


@pytest.mark.parametrize("root", [True, False])
def test_a_histogram_shows_shares_even_of_nothing(root):
    groups = {"right": np.array([0.9, 0.95, 0.1]), "wrong": np.array([])}
    chart = plots.histogram(TEXT, groups, ("bin", "right", "wrong"), bins=10, root=root)
    parsed(chart)
    assert chart.rows[9] == ("0.90–1.00", "66.67%", "0.00%")


def test_history_lines_are_named_at_their_ends_without_overlap():
    rows = [{"epoch": float(e), "loss": 1 / e, "validation_loss": 1 / e} for e in (1, 2, 3)]
    root = parsed(plots.history_curves(TEXT, rows, ("loss", "validation_loss", "absent")))
    heights = {node.text: float(node.get("y")) for node in root.iter(f"{SVG}text")}
    assert abs(heights["loss"] - heights["validation_loss"]) >= 15
    assert "absent" not in heights


def test_a_history_of_one_constant_epoch_is_drawn():
    parsed(plots.history_curves(TEXT, [{"epoch": 1.0, "loss": 0.5}], ("loss",)))


def test_confusion_shades_mistakes_by_their_share_and_links_what_is_there():
    counts = np.array([[90, 10, 0], [5, 95, 0], [0, 0, 0]])
    chart = plots.confusion_map(
        TEXT, ("<b>a</b>", "连衣裙", "c"), counts, lambda i, j: f"#x-{i}-{j}" if i != j else None
    )
    root = parsed(chart)
    links = [node.get("href") for node in root.iter(f"{SVG}a")]
    assert links == ["#x-0-1", "#x-1-0"]
    shades = [float(node.get("fill-opacity")) for node in root.iter(f"{SVG}rect") if node.get("fill-opacity")]
    assert shades[0] > shades[1] > 0
    assert chart.rows[0] == ("<b>a</b>", "90", "10", "0")


def test_a_long_label_is_shortened_on_the_chart_and_whole_in_the_table():
    label = "a very long label that no chart could hold"
    chart = plots.confusion_map(TEXT, (label, "b"), np.eye(2, dtype=int), lambda i, j: None)
    assert words(parsed(chart))[2] == "a very long label that…"
    assert chart.rows[0][0] == label


def test_a_chart_can_stand_alone():
    chart = plots.curves(TEXT, [line("c", [0.0, 1.0])], ("c",), [("1",)])
    alone = chart.standalone()
    assert ElementTree.fromstring(alone).find(f"{SVG}style") is not None
    assert "prefers-color-scheme:dark" in alone
