"""Every paper the branch prints: what there is, how it is ordered, and the writing of each from the store."""
