"""An item's link leads to what is wanted of it, or tells all that there is."""

import pytest

pytestmark = pytest.mark.anyio
LINK = "/01/09506000134352/21/7K3M"


async def test_a_link_leads_to_the_item_or_to_what_is_wanted(client):
    for asked, place in (
        ({}, "/api/v1/supply/journey?item="),
        ({"linkType": "gs1:epcis"}, "/api/v1/epcis/epcs/"),
    ):
        found = await client.get(LINK, params=asked)
        assert found.status_code == 307
        assert found.headers["location"].startswith(place)
        assert 'rel="linkset"' in found.headers["link"]


async def test_all_links_are_a_linkset(client):
    for found in (
        await client.get(LINK, params={"linkType": "all"}),
        await client.get(LINK, headers={"Accept": "application/linkset+json"}),
    ):
        assert found.headers["content-type"] == "application/linkset+json"
        (told,) = found.json()["linkset"]
        assert told["anchor"].endswith(LINK)
        assert told["https://ref.gs1.org/voc/defaultLink"] == told["https://ref.gs1.org/voc/traceability"]


async def test_what_is_no_items_link_is_refused(client, check):
    check(await client.get(LINK, params={"linkType": "gs1:recipeInfo"}), 404, "MOD-2582")
    check(await client.get("/01/09506000134353/21/7"), 422, "MOD-1001")
    check(await client.get("/01/09506000134352/21/%20"), 422, "MOD-2500")
