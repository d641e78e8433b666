"""The person in a photograph: landmarks, mask, and whether a photograph will do."""
