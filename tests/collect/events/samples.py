"""Events of each tracker in its own form, written by us from the documentation; no real person."""

import json
from typing import Any

US = 1767225600_000_000  # 2026-01-01T00:00:00Z in microseconds


def ga4(number: int = 0, **changes: Any) -> dict[str, Any]:
    """One event of the GA4 BigQuery export, as `bq extract` writes it in newline-delimited JSON."""
    event: dict[str, Any] = {
        "event_date": "20260101",
        "event_timestamp": str(US + number * 1_000_000),
        "event_name": "add_to_cart",
        "event_params": [
            {"key": "ga_session_id", "value": {"int_value": "1767225599"}},
            {
                "key": "page_location",
                "value": {"string_value": "https://shop.example/coat?utm_source=x&email=a@b.c"},
            },
            {"key": "currency", "value": {"string_value": "EUR"}},
            {"key": "value", "value": {"double_value": 259.9}},
            {"key": "engagement_time_msec", "value": {"int_value": "1200"}},
        ],
        "event_bundle_sequence_id": str(number),
        "user_id": f"ann{number}@example.com",
        "user_pseudo_id": f"18446744.{number}",
        "privacy_info": {"analytics_storage": "Yes", "ads_storage": "No", "uses_transient_token": "No"},
        "user_properties": [],
        "device": {"category": "mobile", "operating_system": "iOS", "language": "de-de"},
        "geo": {"continent": "Europe", "country": "Germany", "city": "Berlin"},
        "ecommerce": {"total_item_quantity": "2", "transaction_id": "(not set)"},
        "items": [
            {
                "item_id": "COAT-1-M",
                "item_name": "Coat",
                "item_variant": "M",
                "price": 199.95,
                "quantity": "1",
            },
            {"item_id": "SCARF-2", "item_name": "Scarf", "price": 59.95, "quantity": "1"},
        ],
        "platform": "WEB",
    }
    return event | changes


def segment(number: int = 0, **changes: Any) -> dict[str, Any]:
    """One track call as Segment's spec shows it."""
    call: dict[str, Any] = {
        "type": "track",
        "event": "Product Viewed",
        "messageId": f"ajs-{number}",
        "anonymousId": "507f191e810c19729de860ea",
        "userId": f"user-{number}",
        "timestamp": "2026-01-01T10:00:00.000Z",
        "context": {
            "ip": "203.0.113.7",
            "page": {"url": "https://shop.example/dress?x=1"},
            "traits": {"email": "ann@example.com", "name": "Ann"},
            "consent": {"categoryPreferences": {"Analytics": True, "Advertising": False}},
        },
        "properties": {
            "product_id": "DRESS-9",
            "sku": "DRESS-9-S",
            "price": 89.0,
            "quantity": 1,
            "currency": "usd",
        },
    }
    return call | changes


def snowplow(number: int = 0, **changes: str) -> str:
    """One enriched event line: 131 columns, by their positions in Snowplow's documentation."""
    cells = [""] * 131
    product = {
        "schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0",
        "data": {"id": "BAG-3", "variant": "BAG-3-RED", "price": 120.5, "currency": "GBP", "quantity": 2},
    }
    gdpr = {
        "schema": "iglu:com.snowplowanalytics.snowplow/gdpr/jsonschema/1-0-0",
        "data": {"basisForProcessing": "consent"},
    }
    contexts = "iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0"
    action = {
        "schema": "iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2",
        "data": {"type": "add_to_cart"},
    }
    unstruct = "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0"
    given = {
        "app_id": (0, "shop"),
        "platform": (1, "web"),
        "collector_tstamp": (3, "2026-01-01 10:00:01.000"),
        "event": (5, "unstruct"),
        "event_id": (6, f"c6ef3124-b53a-4b13-a233-{number:012d}"),
        "user_id": (12, "ann@example.com"),
        "user_ipaddress": (13, "203.0.113.7"),
        "domain_userid": (15, "bc2e92ec6c204a14"),
        "page_url": (29, "https://shop.example/bag?utm=1"),
        "contexts": (52, json.dumps({"schema": contexts, "data": [product, gdpr]})),
        "unstruct_event": (58, json.dumps({"schema": unstruct, "data": action})),
        "domain_sessionid": (123, "2b15e5c8-d3b1-11e4-b9d6-1681e6b88ec1"),
        "derived_tstamp": (124, "2026-01-01 10:00:00.000"),
        "event_name": (126, "snowplow_ecommerce_action"),
    }
    for name, (place, value) in given.items():
        cells[place] = changes.get(name, value)
    return "\t".join(cells)
