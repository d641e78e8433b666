"""The tech pack: what a factory needs to cost, sew and check a garment."""
