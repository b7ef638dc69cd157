-- Letters as they were handed out. "body" is sealed under the key of the case: kind, words, what they were made from. A
-- letter goes with its case, or when it is taken back.
CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    handed_at TEXT NOT NULL,
    UNIQUE (case_id, number)
);

-- One more state of a conversation. Neither dialect lets this CHECK be changed in a way that the other one knows, so the
-- rows wait outside while the table is made again.
CREATE TABLE dialogs_before AS SELECT person_id, state, case_id, payload, version, updated_at FROM dialogs;
DROP TABLE dialogs;
CREATE TABLE dialogs (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN (
        'idle', 'asked_sender', 'asked_correction', 'asked_proposal', 'asked_words', 'asked_receiver', 'asked_call',
        'asked_fact'
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
