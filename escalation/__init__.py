"""Which step may follow which, when a body can be used, and by when it must answer. Pure functions on data."""
