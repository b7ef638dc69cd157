-- By what a likeness is found: keyed digests of the bytes, of the text and of parts of its signature. The key is made
-- for the person, so that equal texts of two people have nothing in common and none can be guessed from here.
CREATE TABLE likeness (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    alike TEXT NOT NULL CHECK (alike IN ('bytes', 'text', 'words')),
    band TEXT NOT NULL,
    PRIMARY KEY (case_id, band, item_id)
);
CREATE INDEX likeness_item ON likeness (item_id, alike);

-- Two items that may be one: asked, and what the person said. What she did not answer is counted twice.
CREATE TABLE pairs (
    item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
    alike TEXT NOT NULL CHECK (alike IN ('bytes', 'text', 'words', 'picture')),
    state TEXT NOT NULL CHECK (state IN ('asked', 'same', 'different')),
    PRIMARY KEY (item_id, other_id)
);
CREATE INDEX pairs_other ON pairs (other_id);

-- The item that this one is counted with, as the person said. Both are kept.
ALTER TABLE items ADD COLUMN same_as TEXT;
