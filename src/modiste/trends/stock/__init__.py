"""What to buy, where to put it, when to reorder and at what price to clear it."""
