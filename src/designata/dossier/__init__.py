"""All that is known of one entity: what every list says of it, on one time line, with its ties."""
