"""What is followed through a whole library: an entity, an issue, a formula."""
