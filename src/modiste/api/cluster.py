"""What a large job by partitions can be asked for over HTTP: the jobs, their settings, and who can do them.

Submitting, following and stopping one is `/api/v1/jobs`, kind `cluster`.
"""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from modiste.api.access import JobReader
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import cluster_executors, list_cluster_jobs


class ClusterJobShown(BaseModel):
    """A job: the `job` of a request's `params`, and what its `settings` are when they are left out."""

    model_config = ConfigDict(title="ClusterJob")

    job: str
    title: str
    settings: dict[str, str]


class ClusterOfferShown(BaseModel):
    """The jobs, the executors that this machine can use, and its cores."""

    model_config = ConfigDict(title="ClusterOffer")

    jobs: list[ClusterJobShown]
    executors: list[Literal["serial", "pool", "ray"]]
    cores: int


def cluster_routes() -> APIRouter:
    """What there is to ask for."""
    router = APIRouter(prefix="/api/v1/cluster", tags=["cluster"], route_class=StrictRoute)

    @router.get(
        "",
        summary="What can be done by partitions",
        responses=documented("MOD-2203", "MOD-2209", "MOD-2210"),
    )
    def offer(_: JobReader) -> ClusterOfferShown:
        executors, cores = cluster_executors()
        jobs = [ClusterJobShown.model_validate(each) for each in list_cluster_jobs()]
        return ClusterOfferShown(jobs=jobs, executors=list(executors), cores=cores)

    return router
