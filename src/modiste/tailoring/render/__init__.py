"""The picture: a draped garment on its body, drawn without a graphics card."""
