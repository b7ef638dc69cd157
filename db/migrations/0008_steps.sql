-- Steps of a case. "body" is sealed under the key of the case: which rung, how it was handed in, what happened to it. In
-- clear stand only the state and the days that the clock has to find. A step goes with its case.
CREATE TABLE steps (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    status TEXT NOT NULL CHECK (status IN (
        'planned', 'filed', 'more_asked', 'overdue', 'answered', 'disowned', 'withdrawn', 'closed'
    )),
    body TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    -- The days that the person was told, ISO; equal where the day is certain, null where no time runs.
    earliest TEXT,
    latest TEXT,
    remind_at TEXT,
    muted BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX steps_case ON steps (case_id, opened_at, id);
CREATE INDEX steps_remind ON steps (remind_at, id) WHERE remind_at IS NOT NULL;

-- Which reminder was sent: the row is what makes it once each. A key holds the id of the step, a moment and a day.
CREATE TABLE reminded (
    step_id TEXT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    reminder TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (step_id, reminder)
);

-- What happens to a step, and the state in which something about one is typed. Neither dialect lets a CHECK be changed
-- in a way that the other one knows, so the rows wait outside while the tables are made again.
CREATE TABLE events_before AS SELECT case_id, number, kind, at, body, previous, digest FROM events;
DROP TABLE events;
CREATE TABLE events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'opened', 'item_received', 'item_edited', 'answered', 'consent_given', 'consent_withdrawn', 'role_said',
        'receiver_said', 'sender_said', 'platform_said', 'denial_said', 'correction_said', 'moved_in',
        'moved_out', 'merged', 'closed', 'original_kept', 'item_read', 'reading_confirmed', 'step_planned',
        'step_filed', 'step_noted', 'step_taken', 'step_more_asked', 'step_supplied', 'step_extended',
        'step_overdue', 'step_answered', 'step_withdrawn', 'step_closed', 'step_due_changed', 'step_undone'
    )),
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
);
INSERT INTO events (case_id, number, kind, at, body, previous, digest)
    SELECT case_id, number, kind, at, body, previous, digest FROM events_before;
DROP TABLE events_before;

CREATE TABLE dialogs_before AS SELECT person_id, state, case_id, payload, version, updated_at FROM dialogs;
DROP TABLE dialogs;
CREATE TABLE dialogs (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN (
        'idle', 'asked_sender', 'asked_correction', 'asked_proposal', 'asked_words', 'asked_receiver',
        'asked_call', 'asked_fact', 'asked_step'
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
