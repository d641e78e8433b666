"""The folder mosquitto is started in: a certificate from everybody, and for each its own topic alone."""

from pathlib import Path

from modiste.supply import INTAKE, mosquitto_folder


def test_the_folder_is_made_once_and_lets_nobody_in_without_a_certificate(tmp_path: Path) -> None:
    settings = mosquitto_folder(tmp_path / "broker", 8883)
    said = settings.read_text().splitlines()
    assert "listener 8883 127.0.0.1" in said
    assert {"require_certificate true", "use_identity_as_username true", "allow_anonymous false"} <= set(said)
    access = (tmp_path / "broker/access.acl").read_text()
    assert "pattern write m1/%u/ev\npattern read m1/%u/ack\n" in access
    assert f"user {INTAKE}\ntopic read m1/+/ev\ntopic write m1/+/ack\n" in access
    kept = [tmp_path / "broker" / name for name in ("authority.pem", f"{INTAKE}.pem")]
    before = [path.read_bytes() for path in kept]
    elsewhere = mosquitto_folder(tmp_path / "broker", 8884, ("broker.example",)).read_text()
    assert "listener 8884 \n" in elsewhere
    assert [path.read_bytes() for path in kept] == before
