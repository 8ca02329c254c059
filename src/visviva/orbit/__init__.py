"""What any body on an orbit does: elements, element sets, propagation, events, transfers."""
