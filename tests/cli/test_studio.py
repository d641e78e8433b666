"""`modiste studio` prints a link that lets one browser in, once."""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx


def test_the_studio_prints_a_link_that_lets_one_browser_in(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "modiste", "studio", "--shop", str(tmp_path / "shop"), "--port", "0"]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, "--json", "--no-work"], **piped) as child:
        try:
            said = ""
            while not said.rstrip().endswith("}"):
                line = child.stdout.readline()
                assert line, child.stderr.read()
                said += line
            address = json.loads(said)["address"]
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=[\w-]{43}", address)
            with httpx.Client(base_url=address.partition("/enter")[0]) as browser:
                assert browser.get("/api/v1/session").status_code == 401
                assert browser.get(address).headers["location"] == "/"
                assert browser.get("/api/v1/session").json()["name"] == "studio"
                assert browser.get("/").status_code in (200, 503)  # the studio may not be built here
                browser.cookies.clear()
                assert browser.get(address).status_code == 401
        finally:
            child.terminate()
            errors = child.communicate(timeout=20)[1]
    assert "Traceback" not in errors
