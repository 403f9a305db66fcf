-- Keys of callers. A key is told once, when it is made; what is kept of its secret opens nothing.
CREATE TABLE api_key (
    id           text PRIMARY KEY,
    role         text        NOT NULL CHECK (role IN ('operator', 'viewer', 'client')),
    name         text        NOT NULL,
    -- whose rentals and orders it opens, and no others
    client_id    text CHECK ((role = 'client') = (client_id IS NOT NULL)),
    -- SHA-256, in hexadecimal
    secret_hash  text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    created_by   text        NOT NULL,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    -- to the minute
    last_used_at timestamptz
);

CREATE INDEX api_key_newest ON api_key (created_at DESC, id);

-- Which client a saga was started by; none for those that no client's key started. Written before
-- the saga is, by the API.
CREATE TABLE saga_owner (
    saga_id   uuid PRIMARY KEY,
    client_id text NOT NULL
);
