"""The blocks: the drafts of torso, sleeve, skirt and trousers that programs share."""
