"""Networks that paint a try-on anew, behind one protocol: what they are given, and by which licence."""
