-- Letters that were handed out, for two questions only: how many of a person today, and how many people handed in the
-- same paragraph. "digest" is keyed and made from the person's own paragraph; null where it is too short to tell anything.
-- A row goes with its person, and after 90 days.
CREATE TABLE letter_marks (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    digest TEXT,
    at TEXT NOT NULL
);
CREATE INDEX letter_marks_person ON letter_marks (person_id, at);
CREATE INDEX letter_marks_digest ON letter_marks (digest, at) WHERE digest IS NOT NULL;
