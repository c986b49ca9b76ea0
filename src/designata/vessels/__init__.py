"""What a ship did: AIS in, explained events out."""
