-- What was read from a handed-in export and waits for the person to pick from it. "body" is sealed under the key of the
-- case: the senders that were offered, their rows, what is picked. A row lives a day and goes with its case and person.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX imports_case ON imports (case_id);
CREATE INDEX imports_person ON imports (person_id);
CREATE INDEX imports_old ON imports (created_at);
