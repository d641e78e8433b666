"""The studio's page and files: what a browser gets, what it may do with it, and what stays the API's."""

import gzip

import pytest

from modiste.api import create_app

pytestmark = pytest.mark.anyio
BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
PAGE = "<!doctype html><title>Studio</title>"


@pytest.fixture
def bundle(tmp_path):
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "shell-Ab3dEf9_.js").write_text("let a = 1\n")
    (folder / "assets" / "shell-Ab3dEf9_.js.gz").write_bytes(gzip.compress(b"let a = 1\n"))
    (tmp_path / "secret.txt").write_text("not yours")
    return folder


@pytest.fixture
def browser(shop, bundle, client_of, applications):
    with applications.of(shop, token="t", bundle=bundle) as app:
        yield client_of(app, **BROWSER)


@pytest.mark.parametrize("path", ["/", "/garments", "/garments/coat-01?tab=photos", "/lab/models/a/b"])
async def test_every_address_is_the_page_and_strangers_may_load_it(browser, path):
    answer = await browser.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert answer.headers["permissions-policy"].startswith("camera=(self)")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_only_the_mirror_may_compile_webassembly_and_nothing_runs_text(browser):
    mirror = (await browser.get("/fit/mirror?garment=a")).headers["content-security-policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in mirror
    assert "'unsafe-eval'" not in mirror
    for path in ("/", "/fit", "/fit/mirror/", "/fit/mirrors", "/icon.svg"):
        assert "wasm" not in (await browser.get(path)).headers["content-security-policy"], path


async def test_hashed_files_are_kept_for_good_and_packed(browser):
    name = "/assets/shell-Ab3dEf9_.js"
    packed = await browser.get(name, headers={"accept-encoding": "gzip"})
    plain = await browser.get(name, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for answer in (packed, plain):
        assert answer.text == "let a = 1\n"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
    assert (await browser.get("/icon.svg")).headers["cache-control"] == "no-cache"
    assert (await browser.head(name)).text == ""


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone-00000000.js",
        "/api/v1/nothing",
        "/assets/../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
    ],
)
async def test_what_is_no_page_is_a_problem(browser, path):
    answer = await browser.get(path)
    assert answer.status_code in (401, 404) or answer.text == PAGE
    assert "not yours" not in answer.text


async def test_programs_get_no_page_but_at_the_door(browser, check):
    assert (await browser.get("/", headers={"accept": "*/*"})).text == PAGE
    check(await browser.get("/garments", headers={"accept": "application/json"}), 404, "MOD-2201")
    check(await browser.post("/garments"), 404, "MOD-2201")


async def test_without_a_build_the_door_says_how(shop, tmp_path, client_of):
    answer = await client_of(create_app(shop, bundle=tmp_path / "none"), **BROWSER).get("/garments")
    assert answer.status_code == 503
    assert "./run demo" in answer.text
    assert "构建" in answer.text
    assert "<script" not in answer.text


async def test_only_the_fitting_page_stands_in_a_frame_and_only_in_the_shop_s_own(browser, shop):
    alone = await browser.get("/try-on?garment=a")
    assert "frame-ancestors 'none'" in alone.headers["content-security-policy"]
    origins = ("https://shop.example", "https://a.example; script-src *", "*", "http://[::1]:80")
    shop.settings = shop.settings.model_copy(update={"storefront_origins": origins})
    framed = await browser.get("/try-on?garment=a")
    policy = framed.headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://shop.example http://[::1]:80")
    # The mirror stands there, too: compiling WebAssembly is allowed, scripts made of text are not.
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy and "'unsafe-eval'" not in policy
    assert framed.headers["permissions-policy"].startswith("camera=(self)")
    assert "x-frame-options" not in framed.headers
    for path in ("/", "/fit", "/fit/photo", "/try-on/", "/try-ons", "/api/v1/openapi.json"):
        other = await browser.get(path)
        assert "frame-ancestors 'none'" in other.headers["content-security-policy"], path
        assert other.headers["x-frame-options"] == "DENY", path
