"""The use cases: one function per thing a person can do, one transaction each. Joins the other rooms together."""
