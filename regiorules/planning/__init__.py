"""Plans: the shortest way from where a region stands to the goals of the rule set, by its recommendations."""
