"""What people do with the features around contributions, each act with its rule and its way through every door."""
