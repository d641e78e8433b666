"""What wearers and buyers want of a fabric: from their choices and from their reviews."""
