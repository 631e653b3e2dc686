"""制度规则: the rule book as it holds in this branch."""
