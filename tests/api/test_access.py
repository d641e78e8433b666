"""Who may do what: keys with scopes, the one-time token and its session, and callers without either."""

import shutil

import pytest

from modiste.api import SCOPES, create_app, issue_key
from modiste.api.access import LOCAL, Sessions, hash_key, new_key
from modiste.garment import ModisteError
from modiste.workspace import open_shop

pytestmark = pytest.mark.anyio
TOKEN = "one-time-token-for-this-test"
# method, path, what it needs; None where any known caller may, "" where everyone may
ROUTES = [
    ("GET", "/healthz", ""),
    ("GET", "/readyz", ""),
    ("GET", "/enter?token=x", ""),
    ("POST", "/api/v1/session", ""),
    ("DELETE", "/api/v1/session", ""),
    ("GET", "/api/v1/openapi.json", ""),
    ("GET", "/api/v1/session", None),
    ("GET", "/api/v1/garments", "garments:read"),
    ("POST", "/api/v1/garments", "garments:write"),
    ("GET", "/api/v1/garments/facets", "garments:read"),
    ("GET", "/api/v1/search", "garments:read"),
    ("POST", "/api/v1/search", "garments:read"),
    ("GET", "/api/v1/garments/a/similar", "garments:read"),
    ("POST", "/api/v1/garments/a/size", "fittings:write"),
    ("GET", "/api/v1/garments/a/outfits", "garments:read"),
    ("GET", "/api/v1/garments/a", "garments:read"),
    ("PATCH", "/api/v1/garments/a", "garments:write"),
    ("GET", "/api/v1/garments/a/cut", "garments:read"),
    ("PUT", "/api/v1/garments/a/cut", "garments:write"),
    ("DELETE", "/api/v1/garments/a/cut", "garments:write"),
    ("GET", "/api/v1/garments/a/pattern", "garments:read"),
    ("GET", "/api/v1/garments/a/ar", "garments:read"),
    ("GET", "/api/v1/garments/a/ar.glb", "garments:read"),
    ("GET", "/api/v1/garments/a/ar.json", "garments:read"),
    ("GET", "/api/v1/garments/a/ar.mirror.glb", "garments:read"),
    ("GET", "/api/v1/garments/a/ar.png", "garments:read"),
    ("GET", "/api/v1/garments/a/ar.usdz", "garments:read"),
    ("GET", "/api/v1/design/concepts", "garments:read"),
    ("GET", "/api/v1/design/concepts/picture", "garments:read"),
    ("GET", "/api/v1/design/concepts/directions", "garments:read"),
    ("POST", "/api/v1/design/concepts/resemblance", "garments:read"),
    ("POST", "/api/v1/design/pictures", "garments:write"),
    ("GET", "/api/v1/design/board", "garments:read"),
    ("GET", "/api/v1/design/board/palette", "garments:read"),
    ("POST", "/api/v1/design/board/pictures", "garments:write"),
    ("GET", f"/api/v1/design/board/pictures/{'0' * 24}", "garments:read"),
    ("DELETE", f"/api/v1/design/board/pictures/{'0' * 24}", "garments:write"),
    ("GET", f"/api/v1/design/designs/{'0' * 32}/techpack.svg", "garments:read"),
    ("POST", "/api/v1/design/prints/worn", "garments:read"),
    ("GET", "/api/v1/garments/a/techpack.svg", "garments:read"),
    ("POST", "/api/v1/design/briefs", "garments:read"),
    ("GET", "/api/v1/design/designs", "garments:read"),
    ("POST", "/api/v1/design/designs", "garments:write"),
    ("GET", f"/api/v1/design/designs/{'0' * 32}", "garments:read"),
    ("GET", f"/api/v1/design/designs/{'0' * 32}/pattern", "garments:read"),
    ("GET", "/api/v1/design/generators", "garments:read"),
    ("GET", "/api/v1/design/motifs", "garments:read"),
    ("POST", "/api/v1/design/colourways", "garments:read"),
    ("POST", "/api/v1/design/motifs", "garments:read"),
    ("POST", "/api/v1/design/palettes", "garments:read"),
    ("POST", "/api/v1/design/palettes/facts", "garments:read"),
    ("POST", "/api/v1/design/prints", "garments:read"),
    ("POST", "/api/v1/design/prints/facts", "garments:read"),
    ("GET", "/api/v1/bodies/measures", "garments:read"),
    ("POST", "/api/v1/bodies", "fittings:write"),
    ("GET", "/api/v1/patterns/programs", "garments:read"),
    ("POST", "/api/v1/patterns", "garments:read"),
    ("POST", "/api/v1/patterns/files/svg", "garments:read"),
    ("POST", "/api/v1/fittings", "fittings:write"),
    ("GET", "/api/v1/photo-try-ons/back-ends", "fittings:write"),
    ("POST", "/api/v1/photo-try-ons", "fittings:write"),
    ("POST", "/api/v1/photo-try-ons/followed", "fittings:write"),
    ("GET", f"/api/v1/fittings/{'0' * 32}", "fittings:write"),
    ("DELETE", f"/api/v1/fittings/{'0' * 32}", "fittings:write"),
    ("GET", f"/api/v1/fittings/{'0' * 32}/sizes/40", "fittings:write"),
    ("GET", f"/api/v1/fittings/{'0' * 32}/sizes/40/glb", "fittings:write"),
    ("GET", f"/api/v1/fittings/{'0' * 32}/sizes/40/picture", "fittings:write"),
    ("DELETE", "/api/v1/garments/a", "garments:write"),
    ("GET", "/api/v1/devices", "devices:read"),
    ("POST", "/api/v1/devices", "devices:write"),
    ("GET", "/api/v1/devices/aside", "devices:read"),
    ("GET", "/api/v1/devices/aside/a", "devices:read"),
    ("POST", "/api/v1/devices/aside/a/release", "devices:write"),
    ("POST", "/api/v1/devices/aside/a/dismiss", "devices:write"),
    ("POST", "/api/v1/devices/messages", "devices:send"),
    ("GET", "/api/v1/devices/a", "devices:read"),
    ("POST", "/api/v1/devices/a/gaps/explain", "devices:write"),
    ("POST", "/api/v1/devices/a/rotate", "devices:write"),
    ("POST", "/api/v1/devices/a/revoke", "devices:write"),
    ("GET", "/api/v1/garments/a/photos", "garments:read"),
    ("POST", "/api/v1/garments/a/photos", "garments:write"),
    ("GET", "/api/v1/photos/a", "garments:read"),
    ("GET", "/api/v1/garments/ids", "garments:read"),
    ("POST", "/api/v1/garments/edits", "garments:write"),
    ("GET", "/api/v1/changes", "garments:read"),
    ("GET", f"/api/v1/changes/{'0' * 32}", "garments:read"),
    ("POST", f"/api/v1/changes/{'0' * 32}/undo", "garments:write"),
    ("GET", "/api/v1/garments/a/tags", "garments:read"),
    ("POST", "/api/v1/garments/a/tags", "garments:write"),
    ("GET", "/api/v1/garments/a/look-alikes", "garments:read"),
    ("POST", "/api/v1/look-up", "garments:read"),
    ("POST", "/api/v1/descriptions", "models:read"),
    ("GET", "/api/v1/unsure-tags", "garments:read"),
    ("GET", "/api/v1/models", "models:read"),
    ("GET", "/api/v1/models/a", "models:read"),
    ("GET", "/api/v1/models/a/versions", "models:read"),
    ("GET", "/api/v1/models/a/versions/1", "models:read"),
    ("POST", "/api/v1/models/a/predictions", "models:read"),
    ("POST", "/api/v1/models/a/cutouts", "models:read"),
    ("POST", "/api/v1/models/a/promote", "models:write"),
    ("POST", "/api/v1/models/a/roll-back", "models:write"),
    ("GET", "/api/v1/models/a/versions/1/run", "models:read"),
    ("GET", "/api/v1/models/a/versions/1/compression", "models:read"),
    ("GET", "/api/v1/models/a/versions/1/evaluations", "models:read"),
    ("GET", "/api/v1/models/a/versions/1/evaluations/x", "models:read"),
    ("GET", "/api/v1/models/a/versions/1/evaluations/x/cell", "models:read"),
    ("POST", "/api/v1/models/a/versions/1/explanations", "models:write"),
    ("GET", "/api/v1/explanations/x/occlusion.png", "models:read"),
    ("GET", "/api/v1/recipes", "models:read"),
    ("GET", "/api/v1/recipes/a", "models:read"),
    ("GET", "/api/v1/study", "models:read"),
    ("GET", "/api/v1/settings", "settings:write"),
    ("PATCH", "/api/v1/settings", "settings:write"),
    ("GET", "/api/v1/doctor", "models:read"),
    ("GET", "/api/v1/jobs", "jobs:read"),
    ("GET", "/api/v1/cluster", "jobs:read"),
    ("POST", "/api/v1/jobs", "jobs:write"),
    ("GET", "/api/v1/jobs/a", "jobs:read"),
    ("GET", "/api/v1/jobs/a/events", "jobs:read"),
    ("GET", "/api/v1/jobs/a/epochs", "jobs:read"),
    ("GET", "/api/v1/jobs/a/log", "jobs:read"),
    ("POST", "/api/v1/jobs/a/cancel", "jobs:write"),
    ("POST", "/api/v1/jobs/a/resume", "jobs:write"),
    ("GET", "/api/v1/keys", "keys:write"),
    ("POST", "/api/v1/keys", "keys:write"),
    ("DELETE", "/api/v1/keys/00000000000000000000000000000000", "keys:write"),
    ("GET", "/api/v1/home", "shop:read"),
    ("GET", "/api/v1/shop", "shop:read"),
    ("GET", "/api/v1/quarantine", "shop:read"),
    ("POST", "/api/v1/quarantine/1/admit", "garments:write"),
    ("POST", "/api/v1/quarantine/1/give-up", "garments:write"),
    ("GET", "/api/v1/imports", "garments:read"),
    ("POST", "/api/v1/imports/uploads", "garments:write"),
    ("POST", f"/api/v1/imports/uploads/{'0' * 32}/preview", "garments:write"),
    ("POST", f"/api/v1/imports/uploads/{'0' * 32}/import", "garments:write"),
    ("GET", "/api/v1/quality", "garments:read"),
    ("GET", "/api/v1/catalogue/export", "garments:read"),
    ("GET", "/api/v1/augmentations/a", "models:read"),
    ("GET", "/api/v1/recommendations", "recommendations:read"),
    ("POST", "/api/v1/recommendations", "recommendations:read"),
    ("POST", "/api/v1/recommendations/preview", "recommendations:read"),
    ("GET", "/api/v1/recommendations/state", "recommendations:read"),
    ("GET", "/api/v1/recommendations/customers", "customers:read"),
    ("GET", "/api/v1/recommendations/customers/a/history", "customers:read"),
    ("GET", f"/api/v1/recommendations/{'0' * 32}/why", "recommendations:read"),
    ("POST", "/api/v1/events", "events:write"),
    ("GET", "/api/v1/rules", "recommendations:read"),
    ("POST", "/api/v1/rules", "rules:write"),
    ("PUT", "/api/v1/rules/order", "rules:write"),
    ("PUT", f"/api/v1/rules/{'0' * 32}", "rules:write"),
    ("DELETE", f"/api/v1/rules/{'0' * 32}", "rules:write"),
    ("GET", "/api/v1/experiments", "recommendations:read"),
    ("POST", "/api/v1/experiments", "experiments:write"),
    ("GET", "/api/v1/experiments/a", "recommendations:read"),
    ("POST", "/api/v1/experiments/a/stop", "experiments:write"),
    ("GET", "/api/v1/demand", "demand:read"),
    ("GET", "/api/v1/trends", "demand:read"),
    ("GET", "/api/v1/demand/state", "demand:read"),
    ("POST", "/api/v1/demand/what-if", "demand:read"),
    ("GET", "/api/v1/garments/a/demand", "demand:read"),
    ("GET", "/api/v1/stock", "demand:read"),
    ("GET", "/api/v1/trends", "demand:read"),
    ("GET", "/api/v1/trends/state", "demand:read"),
    ("GET", "/api/v1/trends/colour/red", "demand:read"),
    ("GET", "/api/v1/sales/returns", "demand:read"),
    ("POST", "/api/v1/passports/scans", ""),
    ("POST", "/api/v1/passports/claims", ""),
    ("POST", "/api/v1/passports/releases", "passports:write"),
    ("GET", "/api/v1/passports/suspicions", "passports:read"),
    ("POST", "/api/v1/epcis/capture", "supply:write"),
    ("GET", "/api/v1/epcis/capture", "supply:read"),
    ("GET", "/api/v1/epcis/capture/a", "supply:read"),
    ("POST", "/api/v1/epcis/events", "supply:write"),
    ("GET", "/api/v1/epcis/events", "supply:read"),
    ("GET", "/api/v1/epcis/events/a", "supply:read"),
    *(
        ("GET", f"/api/v1/epcis/{each}{more}", "supply:read")
        for each in ("eventTypes", "bizSteps", "dispositions", "readPoints", "bizLocations", "epcs")
        for more in ("", "/a/events")
    ),
    ("GET", "/api/v1/epcis/queries", "supply:read"),
    ("POST", "/api/v1/epcis/queries", "supply:write"),
    ("GET", "/api/v1/epcis/queries/a", "supply:read"),
    ("DELETE", "/api/v1/epcis/queries/a", "supply:write"),
    ("GET", "/api/v1/epcis/queries/a/events", "supply:read"),
    ("GET", "/api/v1/epcis/queries/a/subscriptions", "supply:read"),
    ("POST", "/api/v1/epcis/queries/a/subscriptions", "supply:write"),
    ("GET", "/api/v1/epcis/queries/a/subscriptions/a", "supply:read"),
    ("DELETE", "/api/v1/epcis/queries/a/subscriptions/a", "supply:write"),
    ("GET", "/api/v1/supply/journey?item=a", "supply:read"),
    ("GET", "/api/v1/supply/label?item=a", "supply:read"),
    ("GET", "/api/v1/supply/items?garment=a", "supply:read"),
    ("GET", "/api/v1/supply/contents?item=a", "supply:read"),
    ("GET", "/api/v1/supply/places", "supply:read"),
    ("PUT", "/api/v1/supply/places", "supply:write"),
    ("GET", "/api/v1/supply/alarms", "supply:read"),
    ("POST", "/api/v1/supply/alarms/a/acknowledge", "supply:write"),
    ("GET", "/api/v1/supply/readings", "supply:read"),
    ("GET", "/api/v1/supply/devices/a/series?quantity=Temperature", "supply:read"),
    ("GET", "/api/v1/supply/arrivals", "supply:read"),
    ("GET", "/api/v1/supply/control", "supply:read"),
    ("POST", "/api/v1/supply/control", "supply:write"),
    *(
        ("POST", f"/api/v1/supply/control/a/{each}", "supply:write")
        for each in ("approve", "refuse", "reverse")
    ),
    ("GET", "/api/v1/supply/limits", "supply:read"),
    ("PUT", "/api/v1/supply/limits", "supply:write"),
    ("GET", "/api/v1/supply/footprint", "supply:read"),
    ("GET", "/api/v1/supply/health", "supply:read"),
    ("GET", "/api/v1/wearables/sets", "models:read"),
    ("GET", "/api/v1/wearables/sets/a", "models:read"),
    ("GET", "/api/v1/wearables/sets/a/recordings/a", "models:read"),
    ("PUT", "/api/v1/wearables/sets/a/recordings/a/labels", "models:write"),
    ("GET", "/api/v1/wearables/sets/a/recordings/a/stream?model=c", "models:read"),
    ("GET", "/api/v1/wearables/sets/a/recordings/a/calls?model=c", "models:read"),
    ("GET", "/api/v1/wearables/sets/a/recordings/a/why?model=c&at=1", "models:read"),
    ("GET", "/api/v1/wearables/models", "models:read"),
    ("GET", "/api/v1/wearables/formats?model=a", "models:read"),
    ("GET", "/api/v1/wearables/export?model=a&form=c", "models:read"),
    ("POST", "/api/v1/wearables/personalise", "models:read"),
    ("POST", "/api/v1/wearables/personal-models", "models:write"),
    ("POST", "/api/v1/wearables/energy", "models:read"),
    ("GET", "/api/v1/wearables/placement?garment=none", "models:read"),
    ("GET", "/api/v1/wearables/placement/picture?garment=none", "models:read"),
    ("GET", "/api/v1/wearables/placement/body?garment=none", "models:read"),
    ("GET", "/api/v1/wearables/edge?model=a", "models:read"),
    ("GET", "/api/v1/wearables/devices", "models:read"),
    ("POST", "/api/v1/wearables/devices/a/install", "models:write"),
    ("POST", "/api/v1/wearables/devices/a/rollback", "models:write"),
    ("GET", "/api/v1/passports", "passports:read"),
    ("POST", "/api/v1/passports", "passports:write"),
    ("GET", "/api/v1/passports/log", "passports:read"),
    ("GET", "/api/v1/passports/labels.pdf?garment=a", "passports:read"),
    ("GET", "/api/v1/passports/anchors", "passports:read"),
    ("POST", "/api/v1/passports/anchors", "passports:write"),
    ("POST", "/api/v1/passports/verify", "passports:read"),
    ("GET", "/api/v1/passports/signers", "passports:read"),
    ("POST", "/api/v1/passports/signers", "passports:write"),
    ("POST", "/api/v1/passports/signers/end", "passports:write"),
    ("GET", "/api/v1/passports/statements", "passports:read"),
    ("POST", "/api/v1/passports/statements?garment=a", "passports:write"),
    ("POST", f"/api/v1/passports/statements/{'0' * 64}/withdraw?garment=a", "passports:write"),
    ("GET", f"/api/v1/passports/{'0' * 32}", "passports:read"),
    ("GET", f"/api/v1/passports/{'0' * 32}/content", "passports:read"),
    ("POST", f"/api/v1/passports/{'0' * 32}/revoke", "passports:write"),
    ("GET", "/verify", ""),
    ("GET", "/.well-known/did.json", ""),
    ("GET", "/passports/of?item=a", ""),
    ("GET", "/passports/status/0", ""),
    ("GET", f"/passports/{'0' * 32}", ""),
    ("GET", "/log/consistency?old=1&new=1", ""),
    ("GET", "/log/checkpoint", ""),
    ("GET", "/01/09506000134352/21/a", ""),
    ("GET", "/api/v1/fabrics", "fabrics:read"),
    ("POST", "/api/v1/fabrics/predict", "fabrics:read"),
    ("POST", "/api/v1/fabrics/footprint", "fabrics:read"),
    ("POST", "/api/v1/fabrics/draw", "fabrics:read"),
    ("POST", "/api/v1/fabrics/hold", "fabrics:read"),
    ("POST", "/api/v1/fabrics/render", "fabrics:read"),
    ("POST", "/api/v1/fabrics/comfort", "fabrics:read"),
    ("POST", "/api/v1/fabrics/comforts", "fabrics:write"),
    ("GET", "/api/v1/fabrics/comforts/a", "fabrics:read"),
    ("POST", "/api/v1/fabrics/functions/adapt", "fabrics:read"),
    ("POST", "/api/v1/fabrics/circuits/sheet", "fabrics:read"),
    ("POST", "/api/v1/fabrics/circuits/heat", "fabrics:read"),
    ("POST", "/api/v1/fabrics/circuits/draw", "fabrics:read"),
    ("GET", "/api/v1/fabrics/measured/published", "fabrics:read"),
    ("GET", "/api/v1/fabrics/a", "fabrics:read"),
    ("PUT", "/api/v1/fabrics/a", "fabrics:write"),
    ("DELETE", "/api/v1/fabrics/a", "fabrics:write"),
    ("POST", "/api/v1/fabrics/a/send", "fabrics:write"),
    ("GET", "/api/v1/fabrics/a/sheet", "fabrics:read"),
    ("GET", "/api/v1/fabrics/a/sheet.pdf", "fabrics:read"),
    ("GET", "/api/v1/fabrics/a/drawing", "fabrics:read"),
    ("GET", "/api/v1/fabrics/a/rendering", "fabrics:read"),
    ("GET", "/api/v1/fabric-searches", "fabrics:read"),
    ("POST", "/api/v1/fabric-searches/wishes", "fabrics:read"),
    ("PUT", "/api/v1/fabric-searches/a", "fabrics:write"),
    ("GET", "/api/v1/fabric-searches/a", "fabrics:read"),
    ("POST", "/api/v1/fabric-searches/a/runs", "fabrics:write"),
    ("GET", "/api/v1/fabric-searches/a/members/0", "fabrics:read"),
    ("POST", "/api/v1/fabric-searches/a/samples", "fabrics:write"),
    ("GET", "/api/v1/fabric-searches/a/taste", "fabrics:read"),
    ("POST", "/api/v1/fabric-searches/a/choices", "fabrics:write"),
    ("GET", "/api/v1/plans", "demand:read"),
    ("POST", "/api/v1/plans", "plans:write"),
    ("GET", f"/api/v1/plans/{'0' * 32}", "demand:read"),
    ("POST", f"/api/v1/plans/{'0' * 32}/approve", "plans:write"),
    ("POST", f"/api/v1/plans/{'0' * 32}/refuse", "plans:write"),
    ("GET", "/api/v1/embed.js", ""),
    ("POST", "/api/v1/storefront/events", "storefront:use"),
    ("POST", "/api/v1/storefront/recommendations", "storefront:use"),
    ("GET", "/api/v1/storefront/size-advice", "storefront:use"),
    ("GET", "/api/v1/storefront/garments/a/try-on", "storefront:use"),
    ("GET", "/api/v1/storefront/garments/a/mirror.glb", "storefront:use"),
    ("POST", "/api/v1/storefront/fit-advice", "storefront:use"),
    ("POST", "/api/v1/storefront/photo-try-ons", "storefront:use"),
]


@pytest.fixture(scope="module")
def locked(steady_shop, client_of, applications):
    with applications.of(steady_shop, token=TOKEN) as app:
        yield client_of(app)


@pytest.fixture
def shop(steady_shop):
    return steady_shop


def bearer(secret):
    return {"authorization": f"Bearer {secret}"}


def test_every_route_stands_in_the_table_above(shop):
    named = {(method, path.partition("?")[0]) for method, path, _ in ROUTES}
    for path, operations in create_app(shop).openapi()["paths"].items():
        plain = path.replace("{version}", "1").replace("{key_id}", "0" * 32)
        plain = plain.replace("{method}", "occlusion").replace("{held_id}", "1").replace("{recipe}", "a")
        plain = (
            plain.replace("{form}", "svg")
            .replace("{number}", "0")
            .replace("{path}", "checkpoint")
            .replace("{size}", "40")
        )
        plain = plain.replace("{customer_id}", "a").replace("{what}", "returns")
        plain = plain.replace("{function}", "adapt")
        plain = plain.replace("{attribute}", "colour").replace("{value}", "red")
        for name in (
            "change_id",
            "fitting_id",
            "upload_id",
            "rule_id",
            "recommendation_id",
            "plan_id",
            "passport_id",
            "design_id",
        ):
            plain = plain.replace(f"{{{name}}}", "0" * 32)
        plain = plain.replace("{picture_id}", "0" * 24).replace("{sha256}", "0" * 64)
        plain = plain.replace("{gtin_}", "09506000134352")
        names = ("garment_id", "photo_id", "name", "job_id", "capture_id", "event_id", "member", "id_", "id")
        for name in (*names, "serial", "device_id", "recording", "recording"):
            plain = plain.replace(f"{{{name}}}", "a")
        for name in ("evaluation_id", "explanation_id"):
            plain = plain.replace(f"{{{name}}}", "x")
        for method in operations:
            assert (method.upper(), plain) in named, (method, path)


@pytest.mark.parametrize(("method", "path", "scope"), ROUTES)
async def test_a_stranger_sees_only_what_everyone_may(locked, check, method, path, scope):
    answer = await locked.request(method, path)
    if scope == "":
        assert answer.status_code in (200, 204, 307, 401, 404, 422)
        return
    check(answer, 401, "MOD-2209")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path", "scope"), [route for route in ROUTES if route[2]])
async def test_a_key_opens_what_its_scope_says_and_nothing_else(shop, locked, check, method, path, scope):
    body = {"POST": {"files": {"x": b""}} if "ph" in path or "pred" in path else {"json": {}}}.get(method, {})
    _, others = issue_key(shop, "others", [each for each in SCOPES if each != scope])
    refused = await locked.request(method, path, headers=bearer(others), **body)
    if refused.status_code != 422:  # where the body does not fit, FastAPI says so first
        check(refused, 403, "MOD-2210")
        assert scope in refused.json()["detail"]
    _, right = issue_key(shop, "right", [scope])
    answer = await locked.request(method, path, headers=bearer(right), **body)
    assert answer.status_code not in (401, 403, 500), answer.text


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer mod_wrong",
        "Basic YTpi",
        "Bearer x",
        "mod_x",
        "Bearer mod_" + "x" * 5000,
    ],
)
async def test_wrong_credentials_are_refused_even_where_none_are_needed(steady, locked, check, sent):
    check(await locked.get("/api/v1/garments", headers={"authorization": sent}), 401, "MOD-2209")
    if sent:
        check(await steady.get("/api/v1/garments", headers={"authorization": sent}), 401, "MOD-2209")


async def test_a_stranger_is_turned_away_before_the_body_is_read(locked, check):
    read = 0

    async def body():
        nonlocal read
        read += 1
        yield b"x"

    check(await locked.post("/api/v1/garments/a/photos", content=body()), 401, "MOD-2209")
    assert read == 0


async def test_a_revoked_key_stops_at_once(shop, locked, check):
    key, secret = issue_key(shop, "till", ["garments:read"])
    assert (await locked.get("/api/v1/garments", headers=bearer(secret))).status_code == 200
    assert shop.store.keys.remove(key.id)
    check(await locked.get("/api/v1/garments", headers=bearer(secret)), 401, "MOD-2209")


async def test_without_a_token_only_programs_of_this_machine_need_no_key(shop, client_of, check):
    app = create_app(shop)
    assert (await client_of(app, "127.0.0.1").get("/api/v1/garments")).status_code == 200
    assert (await client_of(app, "::1").get("/api/v1/garments")).status_code == 200
    check(await client_of(app, "192.168.1.7").get("/api/v1/garments"), 401, "MOD-2209")
    check(await client_of(create_app(shop, unlocked=False)).get("/api/v1/garments"), 401, "MOD-2209")


def test_a_key_is_random_and_only_its_hash_is_kept(empty_shop, tmp_path):
    shop = open_shop(shutil.copytree(empty_shop, tmp_path / "shop"))
    row, secret = issue_key(shop, "till", ["garments:read", "garments:read"])
    assert secret.startswith("mod_") and len(secret) == 47 and new_key()[0] != secret
    assert row.scopes == ("garments:read",)
    shop.store.close()
    files = [path for path in shop.root.rglob("*") if path.is_file()]
    assert any(hash_key(secret).encode() in path.read_bytes() for path in files)
    assert not any(secret.encode() in path.read_bytes() for path in files)


def test_a_token_works_once():
    sessions = Sessions("t" * 20)
    for wrong in ("", "x", "t" * 21, "\udcff"):
        with pytest.raises(ModisteError, match="MOD-2213"):
            sessions.enter(wrong)
    session = sessions.enter("t" * 20)
    assert sessions.knows(session) and not sessions.knows("other")
    with pytest.raises(ModisteError, match="MOD-2213"):
        sessions.enter("t" * 20)
    sessions.leave(session)
    assert not sessions.knows(session)


def test_a_session_ends_after_a_day():
    now = [0.0]
    sessions = Sessions("t" * 20, clock=lambda: now[0])
    session = sessions.enter("t" * 20)
    now[0] = 24 * 3600 - 1
    assert sessions.knows(session)
    now[0] = 24 * 3600
    assert not sessions.knows(session)


def test_without_a_token_nobody_enters():
    with pytest.raises(ModisteError, match="MOD-2213"):
        Sessions(None).enter("")
    assert LOCAL.scopes == set(SCOPES)
