"""What a fact holds, field by field."""
