"""The drape: cloth of a pattern, sewn and let fall on a body."""
