"""A folder that mosquitto can be started in: settings, access list and certificates as the intake needs them.

Knows mosquitto's files; starting it is the operator's, or a test's. Every client shows a certificate of the
shop's own authority, and its name there is its name here: it writes on its own topic, reads its own receipts,
and nothing else.
"""

from pathlib import Path

from modiste.store import write_whole
from modiste.supply.devices.certificates import Authority
from modiste.supply.devices.envelope import MOST_SEALED
from modiste.supply.devices.mqtt_link import DOWN, UP
from modiste.supply.intake.mqtt import INTAKE

_ACCESS = f"""# Devices, by the name in their certificate.
pattern write {UP.format("%u")}
pattern read {DOWN.format("%u")}

user {INTAKE}
topic read {UP.format("+")}
topic write {DOWN.format("+")}
"""


def mosquitto_folder(folder: Path, port: int, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> Path:
    """Write what mosquitto needs into a folder; returns the path of its settings.

    Args:
        folder: Made where there is none; certificates that are there stay.
        port: Where it listens.
        hosts: The names it is reached by.
    """
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(folder)
    server = authority.issue("broker", hosts)
    if not (folder / f"{INTAKE}.pem").exists():
        authority.issue(INTAKE)
    write_whole(folder / "access.acl", _ACCESS.encode(), 0o600)
    host = "127.0.0.1" if set(hosts) <= {"localhost", "127.0.0.1"} else ""
    settings = f"""per_listener_settings false
listener {port} {host}
cafile {authority.path}
certfile {server.certificate}
keyfile {server.key}
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {folder / "access.acl"}
persistence false
max_packet_size {MOST_SEALED + 1024}
max_queued_messages 20000
max_inflight_messages 1000
log_type error
log_type warning
"""
    path = folder / "mosquitto.conf"
    write_whole(path, settings.encode())
    return path
