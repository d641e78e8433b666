"""The physics of cloth: geometry, heat, vapour, air, water, hand and wear, over arrays of cloths."""
