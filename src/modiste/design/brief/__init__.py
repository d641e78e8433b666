"""From words or a picture to a garment that can be cut: a typed spec, its pattern."""
