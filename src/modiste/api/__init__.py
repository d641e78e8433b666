"""The house over HTTP: `/api/v1`, thin over the workspace.

Knows routes, problems, keys and sessions; what is done is the workspace's, what is shown the studio's.
"""

from modiste.api.access import SCOPES
from modiste.api.app import create_app, openapi_text
from modiste.api.keys import issue_key
from modiste.api.serving import DEFAULT_PORT, serve

__all__ = ["DEFAULT_PORT", "SCOPES", "create_app", "issue_key", "openapi_text", "serve"]
