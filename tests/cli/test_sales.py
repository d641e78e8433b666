"""`modiste sales, trends`: what they print for people and for programs."""

import io
import json
from pathlib import Path

import pytest
from tests.workspace.flows.small_trade import trade_in

from modiste.cli.app import run
from modiste.cli.terminal import Terminal
from modiste.workspace import open_shop


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sales") / "shop"
    with open_shop(folder) as shop:
        trade_in(shop)
    return folder


def told(root: Path, *words: str) -> tuple[int, str]:
    terminal = Terminal(stdout=io.StringIO(), stderr=io.StringIO())
    code = run([*words, "--shop", str(root)], terminal)
    return code, terminal.stdout.getvalue()  # type: ignore[attr-defined] # a StringIO


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (("rfm",), "champions"),
        (("lifetime", "--weeks", "26"), "customer-"),
        (("cohorts", "--period", "quarter"), "2026-01-01"),
        (("baskets", "--by", "category", "--least", "1"), "who buys"),
        (("returns", "--by", "size"), "too tight at the hip"),
        (("sell-through",), "launched"),
        (("keep",), "lines"),
    ],
)
def test_a_verb_prints_a_table_and_json(root: Path, words: tuple[str, ...], seen: str) -> None:
    moment = () if words[0] == "keep" else ("--as-of", "2026-12-31")
    code, text = told(root, "sales", *words, *moment)
    assert code == 0
    assert seen in text
    code, text = told(root, "sales", *words, *moment, "--json")
    assert code == 0
    assert json.loads(text)


def test_refusals_have_their_code(root: Path) -> None:
    code, text = told(root, "sales", "elasticity", "--json")
    assert (code, json.loads(text)["error"]["code"]) == (1, "MOD-2434")
    code, text = told(root, "sales", "rfm", "--as-of", "yesterday", "--json")
    assert (code, json.loads(text)["error"]["code"]) == (2, "MOD-2101")
    code, text = told(root, "trends", "--as-of", "2026-01-06", "--json")
    assert (code, json.loads(text)["error"]["code"]) == (1, "MOD-2435")


def test_trends_are_listed(root: Path) -> None:
    code, text = told(root, "trends", "--as-of", "2026-12-31", "--all", "--source", "sales", "--json")
    assert code == 0
    assert {each["source"] for each in json.loads(text)["items"]} == {"sales"}
