"""What was sold: customers, cohorts, baskets, sell-through, returns and elasticity."""
