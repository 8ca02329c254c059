"""The stage: time, frames, bodies, air, gravity. Nothing here knows a rocket or a satellite."""
