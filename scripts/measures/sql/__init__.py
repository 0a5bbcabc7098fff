"""The same SQL without us: what the product asks of a database, asked again by the bare driver."""
