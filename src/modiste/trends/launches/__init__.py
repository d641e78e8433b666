"""New garments: what will sell of what has never been sold, and what its first weeks change."""
