"""A garment known by a picture alone: where its front lies in the picture, and that front laid on its pattern."""
