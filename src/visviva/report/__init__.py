"""The answer page: templates, pictures, languages."""
