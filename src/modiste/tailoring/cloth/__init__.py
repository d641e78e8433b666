"""What cloth looks like: its weave or knit, its colours and prints, at true scale."""
