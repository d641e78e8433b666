"""eutex documents held against the SHACL shapes that OpenEPCIS publishes for 0.9.9.

The shapes of textiles lie with the other outside data. Where the whole repository lies there, its core shapes
and context are taken, too; without them only what the textile shapes take from the core stands in here.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.passport.profile.facts_of_a_tee import tee
from tests.passport.profile.test_exporting import written

pyshacl = pytest.importorskip("pyshacl")
rdflib = pytest.importorskip("rdflib")

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyshacl"),
]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
CORE_CONTEXT = {
    "id": "@id",
    "type": "@type",
    "oec": "https://ref.openepcis.io/extensions/common/core/",
    "gs1": "https://ref.gs1.org/voc/",
}
CORE_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://ref.openepcis.io/extensions/common/core/shapes/TranslatableText> a sh:NodeShape ;
    sh:or ([sh:datatype xsd:string] [sh:datatype rdf:langString]) .
"""
Violations = Callable[[dict[str, Any]], set[str]]


@pytest.fixture(scope="module")
def violations(modiste_data: Path) -> Violations:
    """What the shapes find wrong with a document: the last step of each place."""
    extensions = modiste_data / "trace" / "openepcis-dpp-ready" / "extensions"
    textile, core = extensions / "eu" / "textile", extensions / "common" / "core"
    shapes = rdflib.Graph().parse(textile / "validation" / "textile-shapes.ttl")
    known = rdflib.Graph().parse(textile / "ontology" / "textile.ttl")
    context: Any = CORE_CONTEXT
    if core.is_dir():
        shapes.parse(core / "validation" / "dpp-core-shapes.ttl")
        known.parse(core / "ontology" / "dpp-core.ttl")
        context = json.loads((core / "context" / "dpp-core-context.jsonld").read_text())["@context"]
    else:
        shapes.parse(data=CORE_SHAPES, format="turtle")
    own = json.loads((textile / "context" / "textile-context.jsonld").read_text())["@context"][1]

    def look(document: dict[str, Any]) -> set[str]:
        # Its contexts are read from here: nothing is fetched.
        text = json.dumps({**document, "@context": [context, own]})
        graph = rdflib.Graph().parse(data=text, format="json-ld")
        assert len(graph) > 10
        _, found, _ = pyshacl.validate(graph + known, shacl_graph=shapes, inference="none")
        return {
            str(found.value(each, SH.resultPath)).rpartition("/")[2]
            for each in found.subjects(rdflib.RDF.type, SH.ValidationResult)
        }

    return look


def test_what_we_write_holds_against_the_published_shapes(violations: Violations) -> None:
    assert violations(written("eutex").document) == set()
    few = tee(composition__fibres=None, certificates__held=None, footprint__carbon=None, weight__net="160")
    assert violations(written("eutex", few).document) == set()


def test_the_shapes_find_what_is_wrong(violations: Violations) -> None:
    document = copy.deepcopy(written("eutex").document)
    document["eutex:pfasFree"] = "perhaps"
    document["eutex:hasFabricType"] = {"@id": "eutex:Wash40"}
    document["eutex:hasMicroplasticInfo"]["eutex:syntheticFiberContent"] = 5.5
    del document["gs1:textileMaterial"][0]["gs1:textileMaterialPercentage"]
    document["gs1:textileMaterial"][1]["gs1:textileMaterialPercentage"] = 105
    assert violations(document) == {
        "pfasFree",
        "hasFabricType",
        "syntheticFiberContent",
        "textileMaterialPercentage",
    }
