-- What the migrations add up to. Written by `python -m db.schema`; a test holds it to them.

CREATE TABLE answers (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    case_id TEXT REFERENCES cases (id),
    template TEXT NOT NULL,
    directory_digest TEXT NOT NULL,
    lexicon_digest TEXT NOT NULL,
    params TEXT,
    at TEXT NOT NULL
);

CREATE TABLE calls (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE case_keys (
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('platform', 'signature', 'number')),
    key_index TEXT NOT NULL,
    PRIMARY KEY (case_id, kind, key_index)
);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    number BIGINT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('answer_only', 'draft', 'kept')),
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    facts TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    burst BIGINT NOT NULL,
    burst_opened_at TEXT NOT NULL,
    burst_closes_at TEXT NOT NULL,
    expires_at TEXT,
    noticed BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (person_id, number)
);

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

CREATE TABLE files (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    item_id TEXT NOT NULL REFERENCES items (id),
    body TEXT NOT NULL
);

CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE inbox (
    update_id BIGINT NOT NULL PRIMARY KEY,
    lane TEXT,
    state TEXT NOT NULL CHECK (state IN ('new', 'done')),
    body TEXT,
    received_at TEXT
);

CREATE TABLE items (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    number BIGINT NOT NULL,
    burst BIGINT NOT NULL,
    received_at TEXT NOT NULL,
    receiver TEXT NOT NULL
        CHECK (receiver IN ('me', 'parent', 'spouse', 'child', 'friend', 'colleague', 'other', 'unknown')),
    body TEXT NOT NULL,
    text_index TEXT,
    message_index TEXT NOT NULL,
    previous TEXT,
    erased BOOLEAN NOT NULL, same_as TEXT,
    UNIQUE (case_id, number)
);

CREATE TABLE keys (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    wrapped TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE letter_marks (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    digest TEXT,
    at TEXT NOT NULL
);

CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    body TEXT NOT NULL,
    handed_at TEXT NOT NULL,
    UNIQUE (case_id, number)
);

CREATE TABLE likeness (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    alike TEXT NOT NULL CHECK (alike IN ('bytes', 'text', 'words')),
    band TEXT NOT NULL,
    PRIMARY KEY (case_id, band, item_id)
);

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    case_id TEXT REFERENCES cases (id),
    slot TEXT,
    message TEXT NOT NULL,
    message_index TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    UNIQUE (person_id, message_index)
);

CREATE TABLE originals (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL UNIQUE REFERENCES items (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    media TEXT NOT NULL CHECK (media IN ('photo', 'document', 'voice', 'audio', 'video', 'video_note')),
    size BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    case_id TEXT REFERENCES cases (id),
    slot TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
    body TEXT,
    not_before TEXT NOT NULL,
    created_at TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    sent_at TEXT,
    sequence BIGINT NOT NULL,
    UNIQUE (sequence, person_id)
);

CREATE TABLE pairs (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    alike TEXT NOT NULL CHECK (alike IN ('bytes', 'text', 'words', 'picture')),
    state TEXT NOT NULL CHECK (state IN ('asked', 'same', 'different')),
    PRIMARY KEY (item_id, other_id)
);

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    telegram_index TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL,
    locale TEXT CHECK (locale IN ('zh-Hans', 'zh-Hant', 'en')),
    answer_only BOOLEAN NOT NULL,
    blocked BOOLEAN NOT NULL,
    -- How many cases were ever opened: a number is not given twice, or an old button could act on a new case.
    last_case BIGINT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE proposals (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
    reason TEXT CHECK (reason IN ('no_source', 'unclear', 'known')),
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    decided_at TEXT
);

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

CREATE TABLE recalls (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    told_index TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (person_id, told_index)
);

CREATE TABLE reminded (
    step_id TEXT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    reminder TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (step_id, reminder)
);

CREATE TABLE removals (
    id TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE schema_migrations (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL
);

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

CREATE INDEX answers_case ON answers (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX answers_person ON answers (person_id);

CREATE INDEX calls_case ON calls (case_id, created_at, id);

CREATE INDEX case_keys_found ON case_keys (person_id, key_index);

CREATE INDEX cases_expire ON cases (expires_at) WHERE expires_at IS NOT NULL;

CREATE INDEX dialogs_case ON dialogs (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX files_case ON files (case_id);

CREATE INDEX files_item ON files (item_id);

CREATE INDEX imports_case ON imports (case_id);

CREATE INDEX imports_old ON imports (created_at);

CREATE INDEX imports_person ON imports (person_id);

CREATE INDEX inbox_new ON inbox (update_id) WHERE state = 'new';

CREATE INDEX items_message ON items (case_id, message_index);

CREATE INDEX items_text ON items (case_id, text_index);

CREATE INDEX letter_marks_digest ON letter_marks (digest, at) WHERE digest IS NOT NULL;

CREATE INDEX letter_marks_person ON letter_marks (person_id, at);

CREATE INDEX likeness_item ON likeness (item_id, alike);

CREATE INDEX messages_case ON messages (case_id) WHERE case_id IS NOT NULL;

CREATE UNIQUE INDEX messages_slot ON messages (person_id, slot) WHERE slot IS NOT NULL;

CREATE INDEX originals_case ON originals (case_id);

CREATE INDEX originals_person ON originals (person_id);

CREATE INDEX outbox_case ON outbox (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX outbox_person ON outbox (person_id);

CREATE INDEX outbox_waiting ON outbox (person_id, sequence) WHERE state = 'waiting';

CREATE INDEX pairs_other ON pairs (other_id);

CREATE INDEX proposals_open ON proposals (created_at, id) WHERE state = 'open';

CREATE INDEX proposals_person ON proposals (person_id);

CREATE INDEX readings_case ON readings (case_id);

CREATE INDEX readings_done ON readings (done_at) WHERE took_ms IS NOT NULL;

CREATE INDEX readings_open ON readings (state, place, asked_at) WHERE state IN ('waiting', 'fetched');

CREATE INDEX readings_person ON readings (person_id);

CREATE INDEX recalls_case ON recalls (case_id);

CREATE INDEX shown_record ON shown (person_id, record_index);

CREATE INDEX steps_case ON steps (case_id, opened_at, id);

CREATE INDEX steps_remind ON steps (remind_at, id) WHERE remind_at IS NOT NULL;
