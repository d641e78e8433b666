"""The page as a file; what it does is `tests/browser/test_verify`'s."""

import re

from modiste.passport.bundles.check_words import WORDS
from modiste.passport.page import page_policy, verify_page


def test_the_page_is_one_small_file_that_asks_nobody_else() -> None:
    page = verify_page()
    assert len(page.encode()) <= 60_000
    assert not re.search(r"/\*[A-Z]+\*/", page)
    named = set(re.findall(r"https?://[\w.]+", page)) - {
        "http://www.w3.org",
        "https://id.gs1.org",
        "https://www.w3.org",
    }
    assert not named
    assert "unsafe" not in page_policy()
    assert "connect-src 'self' https: http://localhost:* http://127.0.0.1:*;" in page_policy()
    assert "ea293e78" in page  # root_at of the contract


def test_the_page_gives_every_reason_that_the_checks_give() -> None:
    page = verify_page()
    given = set(re.findall(r'(?:wrong\(|Unsure\(|return \[|\? |: )"(\w+)"', page))
    theirs = set(WORDS) - {
        "anchored",
        "anchored_by_itself",
        "chain_denies",
        "witnessed",
        "witnessed_by_itself",
    }
    assert theirs <= given | {"refused"}
