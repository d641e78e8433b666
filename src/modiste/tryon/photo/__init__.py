"""A garment on somebody's photograph: the body as it stands, the light, the old clothes, the picture."""
