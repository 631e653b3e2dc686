"""支部班子: the committee in office, what the rules say of the branch's make-up, its groups, the committees before."""
