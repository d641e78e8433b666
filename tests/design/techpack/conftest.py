"""A skirt and a shirt that all tests of the tech pack look at: drafted, and the skirt draped once."""

import pytest

from modiste import tailoring
from modiste.design import Colouring, Flat, Said, Style, Subject, flats


def subject_of(program: str, cloth: str) -> Subject:
    people = tailoring.program_named(program).people
    patterns = {
        size: tailoring.draft_size(program, people, size)
        for size in tuple(tailoring.size_chart(people).sizes)[2:5]
    }
    base = list(patterns)[1]
    style = Style(
        garment_id=f"{program}-001",
        name=Said(en="Test", zh="测试"),
        brand="Orsel & Vane",
        season="SS25",
        department=people,
        category=program,
        program=program,
        options={"fit": "regular"},
        chart=people,
        base_size=base,
        sizes=tuple(patterns),
        is_synthetic=True,
    )
    ways = (Colouring(id="a", name="navy and white", colours=("#232f4b", "#f4f3ef")),)
    fabric = tailoring.house_fabric(cloth).fabric
    return Subject(style, patterns, fabric, ways, ("check", 2.0, 1.0), "2025-01-06")


@pytest.fixture(scope="session")
def skirt() -> Subject:
    return subject_of("skirt-straight", "denim")


@pytest.fixture(scope="session")
def shirt() -> Subject:
    return subject_of("shirt", "poplin")


@pytest.fixture(scope="session")
def sides(skirt: Subject) -> tuple[Flat, Flat]:
    """The skirt's flats from a coarse drape."""
    body = {name: skirt.base.body[name] for name in ("height", "bust", "waist", "hip")}
    figure = tailoring.posed(tailoring.solve_body(body, "women"), "down")
    drape = tailoring.drape_garment(skirt.base, figure, "denim", edge=0.03)
    return flats(drape, skirt.base)
