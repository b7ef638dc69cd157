-- What was shown of an entry of the directory, so that it can be taken back when it turns out to be wrong. A row belongs
-- to a case and goes with it; "body" is sealed under the key of the case. The digests are made for the person: equal
-- entries shown to two people have nothing in common here.
CREATE TABLE shown (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    record_index TEXT NOT NULL,
    sight_index TEXT NOT NULL,
    body TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    UNIQUE (case_id, sight_index)
);
CREATE INDEX shown_record ON shown (person_id, record_index);

-- Who was told of which correction: the row is what makes it once each.
CREATE TABLE recalls (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    told_index TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (person_id, told_index)
);
CREATE INDEX recalls_case ON recalls (case_id);
