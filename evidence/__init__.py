"""What makes something that was received an exhibit: its digest, and bytes that are the same for the same content."""
