"""The page that checks a passport: what it says is what Python says, with and without a network."""

import base64
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from tests.browser.conftest import AXE, THEMES
from tests.passport.small_issuer import DID, ITEM, SmallIssuer, key_of

from modiste.passport import (
    NAMES,
    ShownStatement,
    checked,
    did_document,
    multikey,
    page_policy,
    signed_document,
    verify_page,
)

HOME = "https://passport.brand.example"
CHECK = """async (text) => (await check(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)), false)).lines
  .map((line) => [line.name, line.status, line.reason])"""
SCANNED = {"item": ITEM, "caution": True, "reasons": [{"kind": "travel", "en": "Too quick.", "zh": "过快。"}]}
CLAIMED = {"result": "claimed", "new_code": "", "why": "It is yours now.", "why_zh": "现已归您。"}
MUTANTS = 60
NODE = "https://node.example/"
ROOTS = dict[int, bytes]()


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> SmallIssuer:
    return SmallIssuer(tmp_path_factory.mktemp("issuer"))


@pytest.fixture
def visit(browser: Browser, issuer: SmallIssuer) -> Iterator[Callable[..., Page]]:
    """Open the page as its issuer serves it, on a phone; anything else that it asks for is an error."""
    contexts, strangers = [], []

    def make(query: str = "", data: bytes | None = None, **how: Any) -> Page:
        context = browser.new_context(viewport={"width": 390, "height": 844}, **how)
        contexts.append(context)
        named = did_document(DID, [multikey(key_of("i"))])
        answers = {
            "/verify": ("text/html", verify_page().encode()),
            "/.well-known/did.json": ("application/json", orjson.dumps(named)),
            "/status/1": ("application/json", orjson.dumps(issuer.statuses())),
            "/passports/of": ("application/json", data or b"{}"),
            "/api/v1/passports/scans": ("application/json", orjson.dumps(SCANNED)),
            "/api/v1/passports/claims": ("application/json", orjson.dumps(CLAIMED)),
        }

        def answer(route: Route) -> None:
            if route.request.url.startswith(NODE):
                route.fulfill(
                    status=200, headers={"Access-Control-Allow-Origin": "*"}, body=node(route.request)
                )
                return
            path = route.request.url.removeprefix(HOME).partition("?")[0]
            kind, body = answers.get(path, ("", b""))
            if not kind:
                strangers.append(route.request.url)
                route.abort()
                return
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Security-Policy": page_policy()}
            route.fulfill(status=200, headers=headers, body=body)

        context.route("**", answer)
        page = context.new_page()
        page.on("console", lambda said: strangers.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: strangers.append(str(error)))
        page.goto(f"{HOME}/verify{query}")
        return page

    yield make
    for context in contexts:
        context.close()
    assert strangers == []


def node(request: Request) -> bytes:
    """What a node of a chain answers: its number, and the root that it holds of 12 entries and fewer."""
    if request.method == "OPTIONS":
        return b""
    asked = request.post_data_json
    if asked["method"] == "eth_chainId":
        return orjson.dumps({"jsonrpc": "2.0", "id": 1, "result": "0x7a69"})
    said = asked["params"][0]
    assert said["data"].startswith("0xea293e78") and len(said["data"]) == 2 + 8 + 128
    size = int(said["data"][-64:], 16)
    return orjson.dumps({"jsonrpc": "2.0", "id": 1, "result": f"0x{ROOTS.get(size, bytes(32)).hex()}"})


def today(issuer: SmallIssuer, **changes: Any) -> bytes:
    """A bundle that is in force on the browser's clock."""
    now = datetime.now(UTC)
    return issuer.whole(
        **{"valid_from": now - timedelta(days=1), "valid_until": now + timedelta(days=9), **changes}
    )


def test_a_label_leads_to_a_verdict(visit: Callable[..., Page], issuer: SmallIssuer) -> None:
    page = visit(f"?lang=en&item={ITEM}", today(issuer))
    lines = page.locator("#checks li")
    expect(lines).to_have_count(len(NAMES) + 1)
    said = {each.get_attribute("data-check"): each.get_attribute("data-status") for each in lines.all()}
    unknown = {name for name, status in said.items() if status == "unknown"}
    assert (unknown, set(said.values())) == ({"anchor", "continuity", "statements"}, {"ok", "unknown"})
    expect(page.locator("#verdict")).to_contain_text("This passport holds.")
    expect(page.locator("#copied")).to_contain_text("not the garment")
    expect(page.locator("#seen")).to_contain_text("Too quick.")
    page.get_by_role("textbox", name="Code").fill("7K3M")
    page.get_by_role("button", name="Claim").click()
    expect(page.locator("#claimed")).to_have_text("It is yours now.")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#verdict")).to_contain_text("此护照有效")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_finds_no_barrier(visit: Callable[..., Page], issuer: SmallIssuer, language: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not here: ./run test says how it gets here")
    page = visit(f"?lang={language}&item={ITEM}", today(issuer))
    expect(page.locator("#checks li")).to_have_count(len(NAMES) + 1)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then((said) => said.violations.map((each) => each.id))")
        assert found == [], (language, theme)


def test_a_saved_file_is_checked_without_a_network(
    visit: Callable[..., Page], issuer: SmallIssuer, tmp_path: Path
) -> None:
    page = visit("?lang=en")
    page.context.set_offline(True)
    data, file, trust = today(issuer), tmp_path / "passport.json", tmp_path / "trust.json"
    file.write_bytes(data)
    trust.write_bytes(orjson.dumps(issuer.trust().said()))
    page.set_input_files("#file", file)
    line = page.locator("[data-check=issuer_trusted]")
    expect(line).to_have_attribute("data-status", "unknown")
    page.set_input_files("#file", trust)
    expect(line).to_have_attribute("data-status", "ok")
    file.write_bytes(data.replace(b'"percent":100', b'"percent":101'))
    page.set_input_files("#file", file)
    expect(page.locator("#verdict")).to_contain_text("Do not trust")


def test_a_chain_is_asked_where_the_reader_names_a_node(
    visit: Callable[..., Page], issuer: SmallIssuer
) -> None:
    data = today(issuer)
    anchor = orjson.loads(data)["anchor"]
    page = visit(f"?lang=en&item={ITEM}", data)
    line = page.locator("[data-check=anchor]")
    expect(line).to_have_attribute("data-status", "unknown")
    page.get_by_role("textbox", name="Address of JSON-RPC").fill(NODE)
    page.get_by_role("button", name="Ask").click()
    expect(line).to_have_attribute("data-status", "failed")
    ROOTS[anchor["size"]] = base64.b64decode(anchor["root"])
    page.get_by_role("button", name="Ask").click()
    expect(line).to_have_attribute("data-status", "ok")


def statements(issuer: SmallIssuer, now: datetime) -> dict[str, bytes]:
    """Bundles by what is odd about what a supplier signed."""

    def told(statement: dict[str, Any], *shown: ShownStatement, **values: Any) -> bytes:
        said = {**issuer.names(issuer.model), **issuer.fields(statement, **values)}
        made = issuer.issued(said=said, valid_until=now + timedelta(days=9))
        return issuer.file(issuer.bundle(*made, statements=shown or (issuer.shown(statement),)))

    right, web = issuer.stated(), issuer.stated(did="did:web:mill.example")
    forged = {**right, "credentialSubject": {**right["credentialSubject"], "id": "urn:lot:2"}}
    bare = {name: each for name, each in right.items() if name != "proof"}
    mill = multikey(key_of("m"))

    def signed_again(**changes: Any) -> dict[str, Any]:
        return signed_document({**bare, **changes}, key_of("m"), f"did:key:{mill}#{mill}", now)

    return {
        "another value": told(right, **{"composition.recycled_share": "9"}),
        "a field that it does not say": told(right, **{"weight.net": "160"}),
        "both fields": told(right, **{"origin.spinning.country": "TR"}),
        "told by its hash": told(right, replace(issuer.shown(right), document=None)),
        "another statement": told(right, issuer.shown(web)),
        "two statements": told(right, issuer.shown(right), issuer.shown(web)),
        "twice the same": told(right, issuer.shown(right), issuer.shown(right)),
        "forged": told(forged),
        "another's key": told(right, replace(issuer.shown(right), key=multikey(key_of("t")))),
        "did:web": told(web),
        "did:web, another's key": told(web, replace(issuer.shown(web), key=multikey(key_of("t")))),
        "no key": told(web, replace(issuer.shown(web), key="x")),
        "not yet": told(issuer.stated(valid_from=now + timedelta(days=1))),
        "over": told(issuer.stated(valid_until=now - timedelta(days=9))),
        "endless": told(issuer.stated(valid_until=None)),
        "another format": told(signed_again(type=["VerifiableCredential", "DigitalProductPassport"])),
        "one member more": told(signed_again(more=1)),
        "another context": told(signed_again(**{"@context": ["x"]})),
        "no date": told(signed_again(validFrom="today")),
        "fractions": told(signed_again(type=["X"], more=[1.5, 1e-7, 1e21, -0.0])),
    }


def test_python_and_the_page_say_the_same(
    visit: Callable[..., Page], issuer: SmallIssuer, tmp_path: Path
) -> None:
    page = visit("?lang=en")
    now = datetime.now(UTC)
    right = today(issuer)
    other = SmallIssuer(tmp_path / "other")
    stranger = other.bundle(*other.issued(valid_until=now + timedelta(days=9)))
    other.log_key("revoked")
    late = other.bundle(*other.issued(valid_until=now + timedelta(days=9)))
    other.revoked.add(7)
    cases = {
        "right": right,
        "expired": today(issuer, valid_until=now - timedelta(hours=1)),
        "not yet": today(issuer, valid_from=now + timedelta(days=1)),
        "no anchor": other.file(replace(stranger, anchor=None)),
        "no history": other.file(replace(stranger, history=())),
        "one witness too few": other.file(replace(stranger, quorum=3)),
        "no witness wanted": other.file(replace(stranger, quorum=0)),
        "key revoked": other.file(late),
        "passport revoked": other.file(replace(late, status=other.statuses())),
        "another salt": other.file(replace(stranger, salt=b"x" * 32)),
        "another leaf": other.file(replace(stranger, leaf=late.leaf)),
        "unlogged key": other.file(replace(stranger, keys=())),
        "cut": right[:-1],
        "space": right + b" ",
        "twice": right.replace(b'"made"', b'"log":"x","made"', 1),
        "empty": b"",
        "null": b"null",
        "nothing": b"{}",
    }
    cases |= statements(issuer, now)
    chance = random.Random(5)
    for number in range(MUTANTS):
        mutant = bytearray(right)
        mutant[chance.randrange(len(right))] ^= 1 << chance.randrange(8)
        cases[f"mutant {number}"] = bytes(mutant)
    for name, data in cases.items():
        theirs = page.evaluate(CHECK, base64.b64encode(data).decode())
        ours = [[each.name, each.status] for each in checked(data)]
        if name.startswith("mutant"):  # who looks at what first may differ
            assert "failed" in {each[1] for each in theirs} & {each[1] for each in ours}, name
        else:
            assert [each[:2] for each in theirs if each[0] != "continuity"] == ours, name
