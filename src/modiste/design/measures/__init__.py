"""What generated pictures are worth: how near to real ones, how many kinds of them, and whether copied."""
