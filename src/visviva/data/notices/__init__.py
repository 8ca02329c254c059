"""Published warnings (NAVAREA, HYDROPAC, NOTAM …) read into areas and windows."""
