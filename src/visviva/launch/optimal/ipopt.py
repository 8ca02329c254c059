"""How IPOPT is set up: every option but those of the start is shared."""

from typing import Any, Final, Literal

#: Where a solve begins: anywhere, at a guess that is kept near, at a neighbour's optimum.
Begin = Literal["cold", "near", "warm"]

COMMON: Final[dict[str, Any]] = {
    "print_time": False,
    "show_eval_warnings": False,
    "ipopt.print_level": 0,
    "ipopt.sb": "yes",
    "ipopt.linear_solver": "mumps",
    "ipopt.tol": 1e-9,
    "ipopt.acceptable_iter": 0,
}
BEGINS: Final[dict[Begin, dict[str, Any]]] = {
    # The barrier is free to rise again: it finds a way from far, and may leave a good guess for
    # another valley.
    "cold": {"ipopt.mu_strategy": "adaptive", "ipopt.max_iter": 200},
    # A small barrier that may only fall: it finds the optimum beside the guess in three quarters of
    # the time, or ends soon.
    "near": {"ipopt.mu_strategy": "monotone", "ipopt.mu_init": 1e-5, "ipopt.max_iter": 80},
    # The neighbour and its multipliers are trusted.
    "warm": {
        "ipopt.warm_start_init_point": "yes",
        "ipopt.mu_init": 1e-8,
        "ipopt.warm_start_bound_push": 1e-8,
        "ipopt.warm_start_slack_bound_push": 1e-8,
        "ipopt.warm_start_bound_frac": 1e-8,
        "ipopt.warm_start_slack_bound_frac": 1e-8,
        "ipopt.warm_start_mult_bound_push": 1e-8,
        "ipopt.max_iter": 50,
    },
}
