"""What several checks of a mission share: payload, planes, budgets of velocity."""
