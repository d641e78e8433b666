"""A model's forms: measured here, estimated for a microcontroller, or refused with a reason."""

from tests.wearables.edge.small_motion import framed, motions

from modiste.workspace.flows import model_formats


def test_forms_are_measured_or_estimated(tmp_path):
    onnx, litert, c = model_formats(None, str(framed().folder(tmp_path / "model", motions(8), 24)))
    assert (onnx["how"], onnx["refused"], onnx["macs"]) == ("measured", None, None)
    assert onnx["size_bytes"] > c["size_bytes"] > 0 < c["ram_bytes"]
    assert (c["how"], c["precision"]) == ("estimated", "int8") and 0 < c["ms_low"] < c["ms_high"]
    assert c["assumptions"]["megahertz"] == 64 and c["assumptions"]["cycles_a_mac"][0] == 1.7
    assert (litert["format"], litert["how"], litert["macs"]) == ("tflite", "measured", c["macs"])
    assert onnx["size_bytes"] > litert["size_bytes"] > c["size_bytes"] and litert["ms_low"] > 0
