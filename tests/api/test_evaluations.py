"""Kept evaluations over HTTP: lists, the whole of one, cells that open pictures, and refusals."""

import pytest

pytestmark = pytest.mark.anyio
TINY = "/api/v1/models/tiny/versions/1/evaluations"
NONE = "20260101T000000000000-00000000"


@pytest.fixture
def kept(trained_shop, photos):
    return str(trained_shop.evaluate("tiny", photos).extras["evaluation"])


async def test_an_evaluation_is_listed_and_read_whole(lab, kept):
    (item,) = (await lab.get(TINY)).json()["items"]
    assert (item["id"], item["protocol"], item["n"], item["error"]) == (kept, "as-served", 48, None)
    assert item["at"].endswith("Z") and set(item["metrics"]["accuracy"]) == {"value", "ci95", "unit"}
    assert "/" not in item["data"]
    whole = (await lab.get(f"{TINY}/{kept}")).json()
    assert whole["labels"] == ["bag", "coat", "dress"]
    assert sum(map(sum, whole["confusion"])) == 48
    assert (
        {row["label"] for row in whole["roc"]} == {row["label"] for row in whole["pr"]} == {*whole["labels"]}
    )
    assert set(whole["per_class"][0]) >= {
        "label", "n", "precision", "recall", "f1", "roc_auc", "average_precision",
    }  # fmt: skip
    assert set(whole["reliability"][0]) == {"low", "high", "n", "confidence", "accuracy"}
    assert set(whole["coverage"][0]) == {"coverage", "accuracy"}
    wrong = 48 - sum(whole["confusion"][row][row] for row in range(3))
    assert len(whole["worst"]) == wrong


async def test_a_cell_is_paged_and_its_pictures_can_be_got(lab, kept):
    whole = (await lab.get(f"{TINY}/{kept}")).json()
    query = {"actual": "coat", "predicted": "coat", "limit": 5}
    seen = []
    while True:
        page = (await lab.get(f"{TINY}/{kept}/cell", params=query)).json()
        assert len(page["items"]) <= 5
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert len(seen) == whole["confusion"][1][1] > 5
    assert len({each["image_id"] for each in seen}) == len(seen)
    picture = await lab.get(seen[0]["photo_url"])
    assert picture.status_code == 200 and picture.headers["content-type"] == "image/png"
    assert (await lab.get(f"/api/v1/garments/{seen[0]['garment_id']}")).json()["name"] == seen[0]["name"]


async def test_a_version_never_evaluated_has_an_empty_list(lab):
    answer = await lab.get("/api/v1/models/clothing/versions/shipped/evaluations")
    assert answer.json() == {"items": [], "next_cursor": None}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/models/tiny/versions/7/evaluations", 404, "MOD-1328"),
        ("/api/v1/models/nobody/versions/1/evaluations", 404, "MOD-1328"),
        ("/api/v1/models/tiny/versions/0/evaluations", 422, "MOD-2203"),
        (f"{TINY}/{NONE}", 404, "MOD-1103"),
        (f"{TINY}/..%2f..%2fmodels", 404, "MOD-2201"),
        (f"{TINY}/summary.json", 422, "MOD-2203"),
        (f"{TINY}?cursor=nonsense", 400, "MOD-2215"),
        (f"{TINY}?limit=0", 422, "MOD-2203"),
        (f"{TINY}/{NONE}/cell?actual=bag&predicted=bag", 404, "MOD-1103"),
        (f"{TINY}/{NONE}/cell?actual=bag", 422, "MOD-2203"),
        (f"{TINY}/{{kept}}/cell?actual=bag&predicted=hat", 422, "MOD-2011"),
        (f"{TINY}/{{kept}}/cell?actual=bag&predicted=bag&cursor=MTotMQ", 400, "MOD-2215"),
        (f"{TINY}/{{kept}}/cell?actual=bag&predicted=bag&cursor=MTp4", 400, "MOD-2215"),
    ],
)
async def test_what_is_no_evaluation_is_refused(lab, kept, check, path, status, code):
    check(await lab.get(path.replace("{kept}", kept)), status, code)


async def test_a_damaged_evaluation_is_said_so_and_hides_no_other(lab, trained_shop, kept, photos, check):
    second = str(trained_shop.evaluate("tiny", photos).extras["evaluation"])
    (trained_shop.root / "evaluations" / "tiny-1" / kept / "summary.json").write_bytes(b"{")
    items = (await lab.get(TINY)).json()["items"]
    assert [(each["id"], each["error"] and each["error"]["code"]) for each in items] == [
        (second, None),
        (kept, "MOD-2020"),
    ]
    check(await lab.get(f"{TINY}/{kept}"), 500, "MOD-2020")
