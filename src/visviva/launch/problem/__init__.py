"""Problems of ascent and control stated in a file."""
