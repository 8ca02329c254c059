"""The optimal ascent: transcription, starting guess, solution, verification."""
