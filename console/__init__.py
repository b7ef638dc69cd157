"""The command line: reads arguments and files, prints lines, returns exit statuses. No rules, no SQL, no wording."""
