-- The files that were handed in. The bytes lie sealed in the folder `originals`, in a file that is named by the id of the
-- row. "body" is sealed under the key of the case and holds the key of the file: a file whose case is gone opens nowhere.
CREATE TABLE originals (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL UNIQUE REFERENCES items (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    media TEXT NOT NULL CHECK (media IN ('photo', 'document', 'voice', 'audio', 'video', 'video_note')),
    size BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX originals_case ON originals (case_id);
CREATE INDEX originals_person ON originals (person_id);

-- Files whose row has gone and that are still to be taken from the disk, once what removed the row is committed.
CREATE TABLE removals (
    id TEXT NOT NULL PRIMARY KEY
);

-- Files to be fetched and read. waiting: with the chat server; fetched: an original; then read, failed, or only kept.
-- "body" is sealed: what was read. "place" is the place among what one person has waiting, from 1.
CREATE TABLE readings (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL UNIQUE REFERENCES items (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'read', 'failed', 'kept')),
    trouble TEXT CHECK (trouble IN ('gone', 'too_big', 'full', 'unreadable', 'slow')),
    -- Whether there may be something in it that is read; a recording is only fetched and kept.
    reads BOOLEAN NOT NULL,
    place BIGINT NOT NULL,
    size BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    asked_at TEXT NOT NULL,
    not_before TEXT NOT NULL,
    claimed_until TEXT,
    -- Whether the person was told that it takes longer than a minute until her turn comes.
    late BOOLEAN NOT NULL,
    took_ms BIGINT,
    done_at TEXT,
    body TEXT
);
CREATE INDEX readings_open ON readings (state, place, asked_at) WHERE state IN ('waiting', 'fetched');
CREATE INDEX readings_case ON readings (case_id);
CREATE INDEX readings_person ON readings (person_id);
CREATE INDEX readings_done ON readings (done_at) WHERE took_ms IS NOT NULL;

-- Three more things that happen to a case, and two more states of a conversation. Neither dialect lets a CHECK be changed
-- in a way that the other one knows, so the rows wait outside while the table is made again.
CREATE TABLE events_before AS SELECT case_id, number, kind, at, body, previous, digest FROM events;
DROP TABLE events;
CREATE TABLE events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'opened', 'item_received', 'item_edited', 'answered', 'consent_given', 'consent_withdrawn', 'role_said',
        'receiver_said', 'sender_said', 'platform_said', 'denial_said', 'correction_said', 'moved_in', 'moved_out',
        'merged', 'closed', 'original_kept', 'item_read', 'reading_confirmed'
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
        'idle', 'asked_sender', 'asked_correction', 'asked_proposal', 'asked_words', 'asked_receiver'
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
