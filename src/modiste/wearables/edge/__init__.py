"""Models on the garment's own processor: whole numbers, C, what they cost, and their way to a device."""
