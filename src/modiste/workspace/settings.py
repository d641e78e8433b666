"""What can be set, and where each value came from: defaults < `modiste.toml` < `MODISTE_*` < flags.

Knows names, types and sources; what a setting does is its reader's affair. Secrets are never shown.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from modiste.garment import ModisteError

FILE = "modiste.toml"
EDITABLE = ("threads", "decoders", "lease_seconds", "poll_seconds", "log_level", "log_bytes")
"""What a face may change: nothing that says where data are, or who can reach them."""

MAX_BYTES = 64 * 1024


class Settings(BaseSettings):
    """One shop's settings; `modiste config show --origin` lists them."""

    model_config = SettingsConfigDict(env_prefix="MODISTE_", extra="forbid", frozen=True)

    database_url: SecretStr | None = Field(None, description="PostgreSQL URL; without it SQLite files")
    pseudonym_salt: SecretStr | None = Field(
        None, min_length=16, description="Salt of customers' pseudonyms; without it a file of the shop's own"
    )
    threads: int = Field(1, ge=1, le=256, description="Threads for serving and for training")
    decoders: int = Field(1, ge=1, le=64, description="Processes that decode photos")
    lease_seconds: float = Field(20.0, ge=1.0, le=3600.0, description="How long a dead worker keeps its job")
    poll_seconds: float = Field(0.5, ge=0.05, le=60.0, description="How often an idle worker looks for work")
    currency: str = Field("", pattern=r"^([A-Z]{3})?$", description="ISO 4217 code of files that name none")
    import_origins: tuple[str, ...] = Field(
        (), max_length=100, description="Sites whose pages `import` may fetch, such as https://shop.example"
    )
    storefront_origins: tuple[str, ...] = Field(
        (), max_length=20, description="The shop's own sites whose pages may use the script tag, as above"
    )
    painters: tuple[str, ...] = Field(
        (), max_length=10, description="Networks that paint try-ons, and their weights: fashn=FOLDER"
    )
    subscription_origins: tuple[str, ...] = Field(
        (), max_length=20, description="Receivers of supply events within the network, or without TLS"
    )
    issuer_host: str = Field(
        "",
        max_length=253,
        description="Host that serves the shop's passports, by which their issuer is named",
    )
    issuer_name: str = Field("", max_length=200, description="Who issues the passports, as people say it")
    witnesses: tuple[str, ...] = Field(
        (), max_length=20, description="Who signs the log's size: URL, a space and the witness's key"
    )
    chain: Literal["embedded", "file", "json-rpc"] = Field(
        "embedded", description="Where the log's size is anchored; of these only JSON-RPC can be others'"
    )
    chain_urls: tuple[str, ...] = Field(
        (), max_length=10, description="Nodes of a JSON-RPC chain; two or more"
    )
    chain_contract: str = Field("", max_length=42, description="Address of the contract on that chain")
    chain_id: int = Field(0, ge=0, description="Which chain that is, by EIP-155")
    anchor_seconds: int = Field(
        3600, ge=60, le=2_592_000, description="The longest that an entry of the log waits for a paid anchor"
    )
    anchor_leaf_wei: float = Field(
        1e9, ge=0, description="What it is worth that an entry is anchored a second earlier, in wei"
    )
    envelope_days: int = Field(
        90, ge=1, le=36_500, description="How long what devices sealed is kept as it came"
    )
    impression_days: int = Field(
        400, ge=1, le=36_500, description="How long it is kept who was shown what, and why"
    )
    host: str = Field("127.0.0.1", max_length=255, description="Address that `serve` binds")
    port: int = Field(8321, ge=0, le=65_535, description="Port that `serve` binds; 0 picks a free one")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level logged")
    log_bytes: int = Field(5_000_000, ge=10_000, description="Size at which the log file is turned over")


@dataclass(frozen=True)
class Loaded:
    """Settings with the origin of each value: `default`, `modiste.toml`, `environment` or `flag`."""

    settings: Settings
    origins: Mapping[str, str]

    def shown(self) -> list[dict[str, object]]:
        """A row a setting: name, value (secrets masked), origin, description."""
        rows = []
        for name, field in Settings.model_fields.items():
            value = getattr(self.settings, name)
            plain = "********" if isinstance(value, SecretStr) else value
            rows.append(
                {"name": name, "value": plain, "origin": self.origins[name], "description": field.description}
            )
        return rows


def load_settings(root: Path | None, flags: Mapping[str, Any] | None = None) -> Loaded:
    """Read the settings of the shop in `root`, or only environment and flags when there is none.

    Raises:
        ModisteError: MOD-2009 for a file that is not TOML, an unknown name or a value out of range.
    """
    sources: list[tuple[str, Mapping[str, Any]]] = [
        (FILE, _file(root / FILE) if root else {}),
        ("environment", EnvSettingsSource(Settings)()),
        ("flag", {name: value for name, value in (flags or {}).items() if value is not None}),
    ]
    merged: dict[str, Any] = {}
    origins = dict.fromkeys(Settings.model_fields, "default")
    for origin, values in sources:
        merged |= values
        origins |= dict.fromkeys(values, origin)
    try:
        return Loaded(Settings(**merged), origins)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        # The value is left out: it may be a secret.
        raise ModisteError(
            "MOD-2009", origin=origins.get(name, FILE), name=name, reason=first["msg"].lower()
        ) from None


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ModisteError(
                "MOD-2009", origin=path, name="the file", reason=f"it is over {MAX_BYTES} bytes"
            )
        return dict(TomlConfigSettingsSource(Settings, path)())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise ModisteError("MOD-2009", origin=path, name="the file", reason=reason) from None
