"""`modiste customers`: export and erase from the command line."""

import io
import json
from pathlib import Path

from tests.collect.trade.test_orders import SHOPIFY

from modiste.cli.app import run
from modiste.cli.terminal import Terminal


def call(*words: str) -> tuple[int, str]:
    out = io.StringIO()
    code = run([*words, "--json"], Terminal(stdout=out, stderr=io.StringIO()))
    return code, out.getvalue()


def test_a_customer_is_exported_and_erased(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(SHOPIFY)
    shop = ("--shop", str(tmp_path / "shop"))
    assert call("import", str(tmp_path / "orders.csv"), "--as", "orders", *shop)[0] == 0
    code, shown = call("customers", "export", "ann@example.com", *shop)
    assert code == 0
    assert len(json.loads(shown)["orders"]) == 1
    code, shown = call("customers", "erase", "ann@example.com", *shop)
    assert (code, json.loads(shown)["orders"]) == (0, 1)
    code, shown = call("customers", "export", "nobody", *shop)
    assert (code, json.loads(shown)["error"]["code"]) == (1, "MOD-1103")
