"""The nouns that every room shares: frozen dataclasses and enums, without effects."""
