-- What lets a node in that nobody listed. The secret itself is shown once and kept nowhere.
CREATE TABLE join_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    secret_hash  text        NOT NULL UNIQUE,
    name         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    -- nodes it may still let in; NULL for any number
    uses_left    integer CHECK (uses_left >= 0),
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- Of nodes that joined by themselves (origin 'dynamic'). Their secrets are kept as SHA-256 hashes: each has 256
-- bits of its own, so there is nothing to guess.
ALTER TABLE node
    ADD COLUMN hostname          text,
    ADD COLUMN token_hash        text UNIQUE,
    -- what it named its first registration by: a repeat of that is known as one
    ADD COLUMN registration_hash text,
    ADD COLUMN join_token_id     bigint REFERENCES join_token,
    ADD COLUMN heartbeat_at      timestamptz,
    -- since when its heartbeats are known to be missing; told of once
    ADD COLUMN missed_at         timestamptz,
    -- it said that it goes away
    ADD COLUMN leaving_at        timestamptz,
    -- when a probe found it alive for the first time: before, it is only somebody's word
    ADD COLUMN proven_at         timestamptz,
    -- another identity that it told of itself; nothing of it counts until a person accepts it
    ADD COLUMN claimed_host      text,
    ADD COLUMN claimed_port      integer,
    ADD COLUMN claimed_host_key  text,
    ADD COLUMN claimed_at        timestamptz;

-- Two nodes with one key are one node, or one of them lies.
CREATE UNIQUE INDEX node_own_host_key ON node (host_key) WHERE origin = 'dynamic' AND removed_at IS NULL;
CREATE UNIQUE INDEX node_own_registration ON node (registration_hash) WHERE removed_at IS NULL;

CREATE OR REPLACE VIEW free_node AS
SELECT id, failure_domain
  FROM node
 WHERE status = 'ALIVE'
   AND NOT cordoned
   AND NOT draining
   AND removed_at IS NULL
   AND fenced_at IS NULL
   AND leaving_at IS NULL
   AND (set_aside_until IS NULL OR set_aside_until <= now())
   AND NOT EXISTS (SELECT FROM placement WHERE node_id = node.id AND cleaned_at IS NULL);
