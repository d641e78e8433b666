"""A garment as other programs show it: glTF and USDZ, with its cloth."""
