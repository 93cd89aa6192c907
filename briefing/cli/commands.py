"""The names of the commands, known before what they do is loaded."""

COMMANDS = (
    *("open", "manual", "analyse", "show"),
    *("import", "check", "search", "list"),
    *("entity", "issue", "wording"),
    *("compare", "positions", "redline"),
    *("notes", "export", "config", "paths"),
    *("doctor", "completion", "man"),
)
