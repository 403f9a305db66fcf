-- Nodes that tenants rent. What probes tell of a node and what an operator says of it are apart:
-- a cordoned node may be alive, a dead one is not cordoned.
CREATE TABLE node (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin          text        NOT NULL CHECK (origin IN ('static', 'dynamic')),
    host            text        NOT NULL,
    port            integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
    -- the one key it may show; without one it is never connected to
    host_key        text,
    failure_domain  text        NOT NULL,
    status          text        NOT NULL DEFAULT 'UNKNOWN',
    misses          integer     NOT NULL DEFAULT 0,
    answers         integer     NOT NULL DEFAULT 0,
    reason          text        NOT NULL DEFAULT 'never probed',
    -- since when it has been silent; NULL while it answers
    silent_since    timestamptz,
    latency_micros  bigint,
    added_at        timestamptz NOT NULL DEFAULT now(),
    changed_at      timestamptz NOT NULL DEFAULT now(),
    -- of the last probe that counted
    checked_at      timestamptz,
    -- an operator's word: no new tenants; and the one there is has to go
    cordoned        boolean     NOT NULL DEFAULT false,
    draining        boolean     NOT NULL DEFAULT false,
    -- a person vouches that nothing runs there any more, as when the machine was switched off
    fenced_at       timestamptz,
    -- provisioning failed there: nobody gets it before
    set_aside_until timestamptz,
    -- taken out of the inventory; drained, then never seen again
    removed_at      timestamptz
);

CREATE UNIQUE INDEX node_address ON node (host, port) WHERE removed_at IS NULL;

CREATE TABLE rental (
    id           uuid PRIMARY KEY,
    client_id    text        NOT NULL,
    status       text        NOT NULL,
    -- why it failed, when it did
    failure      text        NOT NULL DEFAULT 'NONE',
    reason       text        NOT NULL,
    username     text        NOT NULL,
    -- given with the first node, in order, and never twice: no tenant finds another's leftovers
    uid          integer UNIQUE,
    public_key   text        NOT NULL,
    epoch        integer     NOT NULL DEFAULT 0,
    requested_at timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL DEFAULT now(),
    lease_end_at timestamptz NOT NULL,
    ended_at     timestamptz
);

CREATE INDEX rental_newest ON rental (requested_at DESC, id);
CREATE INDEX rental_of_client ON rental (client_id, requested_at DESC, id);
CREATE INDEX rental_running ON rental (requested_at) WHERE ended_at IS NULL;

-- Where a tenant's own service is told of moves. Kept out of Temporal's history: it may hold a
-- secret. Written before the rental is, by the API.
CREATE TABLE rental_notice (
    rental_id uuid PRIMARY KEY,
    url       text NOT NULL
);

-- One stay of one rental on one node. A stay holds its node until the node has been cleaned of it,
-- not just until the tenant has moved: that is what keeps two tenants, or a tenant and the remains
-- of another, off one node.
CREATE TABLE placement (
    rental_id     uuid        NOT NULL REFERENCES rental,
    epoch         integer     NOT NULL,
    node_id       bigint      NOT NULL REFERENCES node,
    why           text        NOT NULL,
    started_at    timestamptz NOT NULL DEFAULT now(),
    -- the tenant was told to log in here
    active_at     timestamptz,
    -- the tenant belongs elsewhere from now on
    left_at       timestamptz,
    left_why      text,
    -- since when the node had been silent when it was left
    silent_since  timestamptz,
    cleaned_at    timestamptz,
    PRIMARY KEY (rental_id, epoch)
);

CREATE UNIQUE INDEX placement_one_per_node ON placement (node_id) WHERE cleaned_at IS NULL;
CREATE UNIQUE INDEX placement_one_per_rental ON placement (rental_id) WHERE left_at IS NULL;

-- Nodes that a tenant may be given now.
CREATE VIEW free_node AS
SELECT id, failure_domain
  FROM node
 WHERE status = 'ALIVE'
   AND NOT cordoned
   AND NOT draining
   AND removed_at IS NULL
   AND fenced_at IS NULL
   AND (set_aside_until IS NULL OR set_aside_until <= now())
   AND NOT EXISTS (SELECT FROM placement WHERE node_id = node.id AND cleaned_at IS NULL);

-- Who waits for a node. Those whose node died (rank 0) go before those who never had one (rank 1).
CREATE TABLE rental_queue (
    rental_id uuid PRIMARY KEY REFERENCES rental,
    rank      smallint    NOT NULL,
    since     timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX rental_queue_order ON rental_queue (rank, since, rental_id);

-- What happened to nodes and rentals, by whom and why. Never changed.
CREATE TABLE fleet_audit (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    node_id   bigint,
    rental_id uuid,
    who       text        NOT NULL,
    event     text        NOT NULL,
    detail    text        NOT NULL
);

CREATE INDEX fleet_audit_node ON fleet_audit (node_id, id);
CREATE INDEX fleet_audit_rental ON fleet_audit (rental_id, id);

-- One row: whether deaths are believed, and when the whole fleet was last looked at.
CREATE TABLE fleet_breaker (
    one_row    boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    open_since timestamptz,
    reason     text NOT NULL DEFAULT '',
    swept_at   timestamptz,
    -- the start of the last look at the whole fleet, or of one that is under way
    began_at   timestamptz
);

INSERT INTO fleet_breaker DEFAULT VALUES;
