-- Sales as they were last seen. Azure is the truth: all that matters here is read again from the
-- list of apps when it is lost.
CREATE TABLE sale (
    app_name     text PRIMARY KEY,
    sale_id      text        NOT NULL,
    -- of the workflow that looks after it; empty when only the list has told of it
    run          text        NOT NULL,
    origin       text        NOT NULL,
    state        text        NOT NULL,
    -- why it failed, when it did
    failure      text        NOT NULL DEFAULT 'NONE',
    reason       text        NOT NULL,
    -- where its engine is reached, and what it runs, as far as is known
    fqdn         text,
    image        text,
    requested_at timestamptz NOT NULL,
    live_at      timestamptz,
    -- NULL when it ends only when somebody says so
    expires_at   timestamptz,
    warned_at    timestamptz,
    changed_at   timestamptz NOT NULL DEFAULT now(),
    -- since when there is nothing of it: until then it counts, and costs
    ended_at     timestamptz,
    -- probes in a row without an answer
    misses       integer     NOT NULL DEFAULT 0,
    probed_at    timestamptz,
    -- the last list that told of it
    listed_at    timestamptz,
    -- in what its app differs from what would be ordered today, in words
    drift        text,
    -- since when it has been ours with nobody to look after it
    orphan_since timestamptz
);

CREATE INDEX sale_active ON sale (sale_id) WHERE ended_at IS NULL;

CREATE TABLE sale_event (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    app_name text        NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),
    event    text        NOT NULL,
    detail   text        NOT NULL
);

CREATE INDEX sale_event_of ON sale_event (app_name, id DESC);
-- what is long ago is forgotten with every list
CREATE INDEX sale_event_old ON sale_event (at);

-- One row, if any: whether workers are set up for sales, and how the last look at the list went.
CREATE TABLE sale_census (
    only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    -- names of the settings that workers lack, between commas; empty when they have all
    missing    text        NOT NULL DEFAULT '',
    -- of the last list that was read whole
    listed_at  timestamptz,
    apps       integer     NOT NULL DEFAULT 0,
    -- why there has been none since; empty when the last one was read
    trouble    text        NOT NULL DEFAULT '',
    changed_at timestamptz NOT NULL DEFAULT now()
);
