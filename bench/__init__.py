"""What is fast and what it is held against. Run by `make bench`; never part of the tests."""
