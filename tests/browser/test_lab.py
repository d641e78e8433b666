"""The Lab, jobs and settings in a real browser: clean for axe in every look; each deed does what it says."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from modiste.learning import shipped_models
from modiste.workspace import open_shop

from .conftest import LANGUAGES, Served, barriers, violations
from .lab_answers import HARSH, answer

OF_MODEL = "/lab/models/fashion-mnist/shipped"
SCREENS = (
    "/lab/models",
    "/lab/models?train=yes",
    f"{OF_MODEL}/overview",
    f"{OF_MODEL}/quality",
    f"{OF_MODEL}/mistakes?actual=Shirt&predicted=T-shirt%2Ftop",
    f"{OF_MODEL}/training",
    f"{OF_MODEL}/explain",
    f"{OF_MODEL}/size",
    f"{OF_MODEL}/card",
    "/lab/study",
    "/jobs",
    "/jobs?start=parts",
    "/settings",
)
Open = Callable[..., Page]


@pytest.fixture
def answered(open_page: Open) -> Open:
    """Open an address of a house whose model was trained, judged and made smaller."""

    def make(path: str, **options: Any) -> Page:
        page = open_page("/jobs", **options)
        garments = page.request.get(f"{origin(page)}/api/v1/garments?limit=6").json()["items"]
        answer(page, garments)
        visit(page, path)
        return page

    return make


def origin(page: Page) -> str:
    """Where the house is served."""
    return str(page.evaluate("location.origin"))


def visit(page: Page, path: str) -> None:
    """Go there and wait until what comes has come."""
    page.goto(f"{origin(page)}{path}")
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(answered: Open, language: str) -> None:
    page = answered("/lab/models", locale=language)
    assert barriers(page, origin(page), SCREENS) == {}


def test_a_cell_opens_its_pictures_and_lives_in_the_address(answered: Open) -> None:
    page = answered(f"{OF_MODEL}/mistakes")
    page.get_by_role("button", name="Shown Shirt, Said T-shirt/top: 18").click()
    panel = page.get_by_role("region", name="Shirt, taken for T-shirt/top")
    expect(panel.locator("img")).to_have_count(6)
    # A name with HTML in it, from right to left and very long, is a name.
    expect(panel.get_by_role("link", name=f"See {HARSH}", exact=True)).to_be_visible()
    page.reload()
    expect(panel).to_be_visible()
    panel.press("Escape")
    expect(panel).to_have_count(0)
    assert "actual" not in page.url


def test_promote_undo_and_roll_back(open_page: Open, house: Served) -> None:
    with open_shop(house.shop) as shop:
        for _ in range(2):
            shop.registry.register(shipped_models()["fashion-mnist-int8"], "trial")
        shop.registry.promote("trial", "1")
    page = open_page("/lab/models/trial/2/overview")
    page.get_by_role("button", name="Put into production", exact=True).click()
    expect(page.get_by_text("trial: version 2 is in production.")).to_be_visible()
    assert production(page) == "2"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: version 1 is in production again.")).to_be_visible()
    assert production(page) == "1"
    page.get_by_role("button", name="Put into production", exact=True).click()
    expect(page.get_by_role("button", name="Roll back")).to_be_visible()
    page.get_by_role("button", name="Roll back").click()
    expect(page.get_by_text("trial: rolled back to version 1.")).to_be_visible()
    assert production(page) == "1"


def production(page: Page) -> str:
    """The version that the bare name stands for."""
    return str(page.request.get(f"{origin(page)}/api/v1/models/trial").json()["version"])


def test_a_job_is_cancelled_and_stays_so_after_a_reload(open_page: Open) -> None:
    page = open_page("/jobs")
    params = {"model": "fashion-mnist-int8", "data": "fashion-mnist:test"}
    *_, last = [submit(page, "evaluate", params) for _ in range(4)]  # it waits for the others
    page.goto(f"{origin(page)}/jobs/{last}")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.get_by_role("heading", name="Evaluate: fashion-mnist-int8")).to_be_visible()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    page.goto(f"{origin(page)}/jobs?state=cancelled")
    expect(page.get_by_role("link", name="Evaluate: fashion-mnist-int8")).to_be_visible()


def test_a_large_job_is_started_from_the_list_and_followed_to_its_end(open_page: Open) -> None:
    page = open_page("/jobs")
    page.get_by_role("button", name="Work by partitions").click()
    panel = page.get_by_role("region", name="Work by partitions")
    panel.get_by_role("combobox", name="What").click()
    page.get_by_role("option", name="A synthetic catalogue · generate").click()
    panel.get_by_role("textbox", name="garments").fill("60")
    panel.get_by_role("textbox", name="Partitions").fill("3")
    panel.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", name="Work by partitions: generate")).to_be_visible()
    expect(page.get_by_role("region", name="Log")).to_contain_text(
        "generate: 3 partitions in", timeout=60_000
    )
    expect(page.get_by_text("sha256", exact=True)).to_be_visible(timeout=60_000)


def submit(page: Page, kind: str, params: dict[str, Any]) -> str:
    """Submit a job as the page's own caller; its id."""
    told = page.evaluate(
        """async (body) => (await fetch('/api/v1/jobs', {method: 'POST', body,
        headers: {'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID()}})).json()""",
        json.dumps({"kind": kind, "params": params}),
    )
    return str(told["id"])


def test_a_key_is_made_shown_once_and_revoked_by_its_name(answered: Open) -> None:
    page = answered("/settings")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_label("Name").fill("till")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_text("The secret of till")).to_be_visible()
    page.get_by_role("button", name="I have kept it").click()
    page.get_by_role("button", name="Revoke till").click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_role("button", name="Revoke")).to_be_disabled()
    dialogue.get_by_label("Type till to confirm").fill("till")
    assert violations(page) == []
    dialogue.get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("button", name="Revoke till")).to_have_count(0)
