"""The customers with a history, in pages and found by a search: also those who came since the building."""

from pathlib import Path

from tests.workspace.flows.test_answerers import act
from tests.workspace.flows.test_recommendations import fill

from modiste.workspace import Shop, open_shop


def all_of(shop: Shop, limit: int, search: str = "") -> list[str]:
    """Ids, page by page."""
    found: list[str] = []
    mark: str | None = None
    while True:
        rows, mark = shop.recommending.customers(mark, limit, search)
        assert len(rows) == limit or mark is None
        found += [each["customer"] for each in rows]
        if mark is None:
            return found


def test_new_customers_are_listed_first_and_counted_on(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        fill(shop, customers=6)
        recommending = shop.recommending
        assert all_of(shop, 4) == [f"c-{number}" for number in (5, 4, 3, 2, 1, 0)]
        new = shop.people.pseudonym("new@example.com")
        assert new is not None
        events = [act("1", "g-1", customer="new@example.com", consent=True), act("2", "g-2", customer="c-2")]
        events += [act("3", "g-2", customer="c-2"), act("4", "g-3", session="no-consent")]
        assert recommending.take(events, None, checked=dict)["accepted"] == 4
        for limit in (1, 2, 3, 50):
            listed = all_of(shop, limit)
            assert sorted(listed[:2]) == sorted([new, "c-2"])
            assert listed[2:] == ["c-5", "c-4", "c-3", "c-1", "c-0"]
        rows = {each["customer"]: each for each in recommending.customers(None, 9)[0]}
        assert (rows[new]["acts"], rows[new]["garments"]) == (1, 1)
        assert (rows["c-2"]["acts"], rows["c-2"]["garments"]) == (7, 5)
        of_two = [
            each for each in all_of(shop, 9) if "c-2" in each
        ]  # a pseudonym is drawn: c-2b... is one of 16
        assert "c-2" in of_two and all_of(shop, 2, "C-2") == of_two
        assert all_of(shop, 2, "new@example.com") == [new]
        assert all_of(shop, 2, "c-") == [each for each in all_of(shop, 9) if "c-" in each]
        assert all_of(shop, 2, "nobody") == []
        recommending.build()
        assert sorted(all_of(shop, 2)) == sorted(rows)
        assert {each["customer"]: each["acts"] for each in recommending.customers(None, 9)[0]}[new] == 1
        shop.people.erase(new)
        shop.people.erase("c-4")
        assert all_of(shop, 2) == ["c-2", "c-5", "c-3", "c-1", "c-0"]
        assert recommending.customers("no mark", 1)[0][0]["customer"] == "c-2"
