"""How Luxembourgish and British English write numbers and days; Django itself knows the other languages."""
