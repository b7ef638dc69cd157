-- What people say about an entry of the directory. "body" is sealed: which entry, what is wrong, one sentence. There is
-- no column and no field for a number. A person who is forgotten takes her proposals along.
CREATE TABLE proposals (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
    reason TEXT CHECK (reason IN ('no_source', 'unclear', 'known')),
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    decided_at TEXT
);
CREATE INDEX proposals_open ON proposals (created_at, id) WHERE state = 'open';
CREATE INDEX proposals_person ON proposals (person_id);

-- One more state of a conversation. Neither dialect lets this CHECK be changed in a way that the other one knows, so the
-- rows wait outside while the table is made again.
CREATE TABLE dialogs_before AS SELECT person_id, state, case_id, payload, version, updated_at FROM dialogs;
DROP TABLE dialogs;
CREATE TABLE dialogs (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN (
        'idle', 'asked_sender', 'asked_correction', 'asked_proposal'
    )),
    case_id TEXT,
    payload TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at TEXT
);
INSERT INTO dialogs (person_id, state, case_id, payload, version, updated_at)
    SELECT person_id, state, case_id, payload, version, updated_at FROM dialogs_before;
DROP TABLE dialogs_before;
CREATE INDEX dialogs_case ON dialogs (case_id) WHERE case_id IS NOT NULL;
