"""What a fact is: claims, the entities they speak of, dates as sources give them, identifiers."""
