-- Nodes that tenants rent. What probes tell of a node and what an operator says of it are apart:
-- a cordoned node may be alive, a dead one is not cordoned.
CREATE TABLE node (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin         text        NOT NULL CHECK (origin IN ('static', 'dynamic')),
    host           text        NOT NULL,
    port           integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
    host_key       text        NOT NULL,
    failure_domain text        NOT NULL,
    status         text        NOT NULL DEFAULT 'UNKNOWN',
    misses         integer     NOT NULL DEFAULT 0,
    answers        integer     NOT NULL DEFAULT 0,
    reason         text        NOT NULL DEFAULT 'never probed',
    cordoned       boolean     NOT NULL DEFAULT false,
    latency_micros bigint,
    added_at       timestamptz NOT NULL DEFAULT now(),
    changed_at     timestamptz NOT NULL DEFAULT now(),
    checked_at     timestamptz,
    answered_at    timestamptz,
    -- taken out of the inventory; drained, then never seen again
    removed_at     timestamptz
);

CREATE UNIQUE INDEX node_address ON node (host, port) WHERE removed_at IS NULL;

-- Accounts are never given a number twice, so that no tenant finds another's leftovers.
CREATE SEQUENCE tenant_uid MINVALUE 20000 MAXVALUE 2000000000 NO CYCLE;

CREATE TABLE rental (
    id           uuid PRIMARY KEY,
    client_id    text        NOT NULL,
    status       text        NOT NULL,
    username     text        NOT NULL,
    uid          integer     NOT NULL UNIQUE DEFAULT nextval('tenant_uid'),
    public_key   text        NOT NULL,
    notify_url   text,
    epoch        integer     NOT NULL DEFAULT 0,
    reason       text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    changed_at   timestamptz NOT NULL DEFAULT now(),
    lease_end_at timestamptz NOT NULL,
    ended_at     timestamptz
);

CREATE INDEX rental_running ON rental (requested_at) WHERE ended_at IS NULL;

-- One stay of one rental on one node. A stay holds its node until the node has been cleaned of it,
-- not just until the tenant has moved: that is what keeps two tenants, or a tenant and the remains
-- of another, off one node.
CREATE TABLE placement (
    rental_id  uuid        NOT NULL REFERENCES rental,
    epoch      integer     NOT NULL,
    node_id    bigint      NOT NULL REFERENCES node,
    why        text        NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    -- the tenant was told to log in here
    active_at  timestamptz,
    -- the tenant belongs elsewhere from now on
    left_at    timestamptz,
    left_why   text,
    cleaned_at timestamptz,
    PRIMARY KEY (rental_id, epoch)
);

CREATE UNIQUE INDEX placement_one_per_node ON placement (node_id) WHERE cleaned_at IS NULL;
CREATE UNIQUE INDEX placement_one_per_rental ON placement (rental_id) WHERE left_at IS NULL;

-- Who waits for a node. Those whose node died go before those who never had one.
CREATE TABLE rental_queue (
    rental_id uuid PRIMARY KEY REFERENCES rental,
    rank      smallint    NOT NULL,
    since     timestamptz NOT NULL DEFAULT now()
);

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

-- One row: whether verdicts of death are believed.
CREATE TABLE fleet_breaker (
    only       boolean PRIMARY KEY DEFAULT true CHECK (only),
    open_since timestamptz,
    reason     text NOT NULL DEFAULT '',
    swept_at   timestamptz
);

INSERT INTO fleet_breaker DEFAULT VALUES;
