"""What arrives: checked, put in order, kept once or set aside with a reason."""
