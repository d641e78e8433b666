"""The API put together: layers, routers and the OpenAPI document that the studio's types are made from.

Each router knows its resource; running a server is serving.py's.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

import modiste
from modiste.api.access import Gate, Sessions
from modiste.api.ar import ar_routes
from modiste.api.augmentations import augmentation_routes
from modiste.api.catalogue import catalogue_routes
from modiste.api.cluster import cluster_routes
from modiste.api.demand import demand_routes
from modiste.api.descriptions import description_routes
from modiste.api.design import design_routes
from modiste.api.design_board import design_board_routes
from modiste.api.design_briefs import design_brief_routes
from modiste.api.design_pictures import design_picture_routes
from modiste.api.design_print import design_print_routes
from modiste.api.design_worn import design_worn_routes
from modiste.api.devices import device_routes
from modiste.api.doctor import doctor_routes
from modiste.api.edits import edit_routes
from modiste.api.epcis import epcis_routes
from modiste.api.evaluations import evaluation_routes
from modiste.api.events import event_routes
from modiste.api.experiments import experiment_routes
from modiste.api.explanations import ExplanationShown, explanation_routes
from modiste.api.fabric import fabric_routes
from modiste.api.fabric_comfort import fabric_comfort_routes
from modiste.api.fabric_search import fabric_search_routes
from modiste.api.garments import garment_routes
from modiste.api.health import health_routes
from modiste.api.home import home_routes
from modiste.api.idempotency import Idempotency, is_kept
from modiste.api.imports import import_routes
from modiste.api.jobs import JobEventShown, job_routes
from modiste.api.keys import key_routes
from modiste.api.models import model_routes
from modiste.api.outfits import outfit_routes
from modiste.api.pages import Pages
from modiste.api.passport import passport_routes, public_passport_routes
from modiste.api.passport_scans import passport_scan_routes
from modiste.api.passport_statements import passport_statement_routes
from modiste.api.photos import photo_routes
from modiste.api.plans import plan_routes
from modiste.api.problems import MEDIA_TYPE, ProblemDetails, documented, install_problems
from modiste.api.quality import quality_routes
from modiste.api.recipes import recipe_routes
from modiste.api.recommend import recommend_routes
from modiste.api.resolver import resolver_routes
from modiste.api.rules import rule_routes
from modiste.api.runs import run_routes
from modiste.api.search import search_routes
from modiste.api.sessions import session_routes
from modiste.api.settings import setting_routes
from modiste.api.shield import LOOPBACK_NAMES, Shield, SizeLimits
from modiste.api.sizes import size_routes
from modiste.api.stock import stock_routes
from modiste.api.storefront import storefront_routes
from modiste.api.storefront_tryon import storefront_tryon_routes
from modiste.api.study import study_routes
from modiste.api.supply import supply_routes
from modiste.api.supply_control import supply_control_routes
from modiste.api.supply_insight import supply_insight_routes
from modiste.api.tags import tag_routes
from modiste.api.tailoring import tailoring_routes
from modiste.api.trends import trend_routes
from modiste.api.tryon import tryon_routes
from modiste.api.tryon_photo import FittingDesk, tryon_photo_routes
from modiste.api.vision import vision_routes
from modiste.api.wearables import wearable_routes
from modiste.api.wearables_edge import wearable_edge_routes
from modiste.api.wearables_models import wearable_model_routes
from modiste.studio import BUNDLE
from modiste.workspace import Shop, open_shop

_SHOWN = re.compile(r"(?P<page>Page[_\[])?(?P<name>\b[A-Z][A-Za-z]+|(?<=_)[A-Z][A-Za-z]+)Shown(?(page)[_\]])")
_ABOUT = """The house over HTTP. Lists come in cursor pages. Errors are `application/problem+json` with
a stable `code` and a `remedy`. Any POST takes an `Idempotency-Key` (unless its answer holds a secret or
somebody's measures)."""


def create_app(
    shop: Shop,
    *,
    token: str | None = None,
    unlocked: bool | None = None,
    hosts: Collection[str] = LOOPBACK_NAMES,
    limits: SizeLimits | None = None,
    bundle: Path = BUNDLE,
) -> FastAPI:
    """Build the ASGI application of one shop.

    Args:
        shop: what is served; it stays the caller's to close.
        token: the one-time token that opens the studio. With it, every caller needs a session or a key.
        unlocked: callers from this machine need no credentials; by default when there is no token.
        hosts: the names the server answers to, without port.
        limits: how much a request may bring.
        bundle: the studio's built files.
    """
    app = FastAPI(
        title="Modiste",
        version=modiste.__version__,
        description=_ABOUT,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        # For every route, in place of FastAPI's own shape of a validation error.
        responses=documented("MOD-2203", "MOD-2211", "MOD-2217"),
        generate_unique_id_function=lambda route: f"{route.tags[0]}_{route.name}",
    )
    install_problems(app)
    sessions = Sessions(token)

    def find(hash_: str) -> tuple[str, Iterable[str]] | None:
        key = shop.store.keys.find(hash_)
        return (f"key:{key.id}", key.scopes) if key else None

    desk = FittingDesk()
    for router in (
        photo_routes(shop),  # they are tried in turn; a wall asks for hundreds of photos
        garment_routes(shop),
        health_routes(shop),
        session_routes(sessions),
        edit_routes(shop),
        quality_routes(shop),
        model_routes(shop),
        augmentation_routes(shop),
        run_routes(shop),
        evaluation_routes(shop),
        explanation_routes(shop),
        recipe_routes(shop),
        study_routes(),
        vision_routes(shop),
        tag_routes(shop),
        description_routes(shop),
        search_routes(shop),
        recommend_routes(shop),
        event_routes(shop),
        rule_routes(shop),
        experiment_routes(shop),
        storefront_routes(shop),
        storefront_tryon_routes(shop, desk),
        demand_routes(shop),
        stock_routes(shop),
        plan_routes(shop),
        trend_routes(shop),
        epcis_routes(shop),
        supply_routes(shop),
        supply_control_routes(shop),
        supply_insight_routes(shop),
        # Before the passports: theirs takes any name.
        passport_scan_routes(shop),
        passport_statement_routes(shop),
        passport_routes(shop),
        public_passport_routes(shop),
        resolver_routes(shop),
        fabric_comfort_routes(shop),
        fabric_routes(shop),
        fabric_search_routes(shop),
        device_routes(shop),
        tailoring_routes(shop),
        tryon_routes(shop),
        tryon_photo_routes(shop, desk),
        size_routes(shop),
        outfit_routes(shop),
        ar_routes(shop),
        design_routes(shop),
        design_print_routes(),
        design_worn_routes(),
        design_board_routes(shop),
        design_picture_routes(shop),
        design_brief_routes(shop),
        wearable_routes(shop),
        wearable_edge_routes(shop),
        wearable_model_routes(shop),
        home_routes(shop),
        job_routes(shop),
        cluster_routes(),
        setting_routes(shop),
        doctor_routes(shop),
        import_routes(shop),
        catalogue_routes(shop),
        key_routes(shop),
    ):
        app.include_router(router)
    # The last one added is the first one passed.
    app.add_middleware(Pages, bundle=bundle, origins=lambda: shop.settings.storefront_origins)
    app.add_middleware(Idempotency, replies=shop.store.replies)
    app.add_middleware(
        Gate, find=find, sessions=sessions, unlocked=token is None if unlocked is None else unlocked
    )
    app.add_middleware(
        Shield, hosts=hosts, limits=limits or SizeLimits(), origins=lambda: shop.settings.storefront_origins
    )
    app.openapi = _described(app)  # type: ignore[method-assign] # FastAPI's documented way
    return app


def openapi_text() -> str:
    """The OpenAPI document as the studio's types are made from it: the same text as long as the API is."""
    with TemporaryDirectory() as place, open_shop(Path(place) / "shop") as shop:
        return json.dumps(create_app(shop).openapi(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """FastAPI's document with the problem's schema, the events' schema and the idempotency header added."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            schemas = made["components"]["schemas"]
            for model in (ProblemDetails, JobEventShown, ExplanationShown):
                schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
                schemas.update(schema.pop("$defs", {}))
                schemas[schema["title"]] = schema
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            for path, operations in made["paths"].items():
                if "post" in operations and is_kept(path):
                    _take_idempotency_key(operations["post"])
            app.openapi_schema = json.loads(_SHOWN.sub(_plain_name, json.dumps(made)))
        return app.openapi_schema

    return openapi


def _plain_name(match: re.Match[str]) -> str:
    """The names the studio's types get: `GarmentShown` is Garment, `Page_GarmentShown_` GarmentPage."""
    return f"{match['name']}Page" if match["page"] else match["name"]


def _take_idempotency_key(operation: dict[str, Any]) -> None:
    operation.setdefault("parameters", []).append(
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "Draw a UUID for each new request; sent again with the same, it is done once.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        }
    )
    for status, entry in documented("MOD-2214", "MOD-2218", "MOD-2220").items():
        answers = operation["responses"].setdefault(
            str(status), {"description": "", "content": {MEDIA_TYPE: {}}}
        )
        examples = answers["content"].setdefault(MEDIA_TYPE, {}).setdefault("examples", {})
        if not answers["description"]:
            answers["description"] = entry["description"]
            answers["content"][MEDIA_TYPE]["schema"] = entry["content"][MEDIA_TYPE]["schema"]
        for code, example in entry["content"][MEDIA_TYPE]["examples"].items():
            examples.setdefault(code, example)
