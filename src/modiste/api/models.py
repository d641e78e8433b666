"""Models over HTTP: which there are, their versions and cards, promote and roll back, and predicting with uploads.

The registry is learning's, running a model the workspace's; pictures go through the same limits as photos.
"""

from typing import Annotated, Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import Principal, allow
from modiste.api.paging import Page
from modiste.api.photos import Files, file_name, read_upload
from modiste.api.problems import documented, refused_files
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop
