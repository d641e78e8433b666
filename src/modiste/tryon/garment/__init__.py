"""A garment known by a picture alone: where its front lies in it, and that front laid on its pattern."""
