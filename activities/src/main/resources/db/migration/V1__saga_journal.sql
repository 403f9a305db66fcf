-- The journal of every saga. Rows are inserted, hardly ever updated: a saga's current state is its
-- latest state row, so two writers can never disagree about it.

CREATE TABLE saga (
    id         uuid PRIMARY KEY,
    type       text        NOT NULL,
    facts      jsonb       NOT NULL,
    started_at timestamptz NOT NULL,
    -- why it turned back, recorded before anything is undone: from then on no further step is begun
    turned     jsonb,
    report     jsonb,
    ended_at   timestamptz
);

-- A state is entered once per saga: the key makes a repeated write harmless.
-- No foreign keys: one writer, one statement, and each check would lock the saga's row again.
CREATE TABLE saga_state (
    saga_id    uuid        NOT NULL,
    state      text        NOT NULL,
    seq        integer     NOT NULL,
    entered_at timestamptz NOT NULL,
    PRIMARY KEY (saga_id, state)
);

-- Calls that may have been sent, written before they are: what an execution that died leaves behind.
CREATE TABLE saga_call (
    saga_id  uuid        NOT NULL,
    step     text        NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (saga_id, step)
);

-- What a step that only reads has read. The first reading stands: an execution that starts over must
-- act on the cart that was reserved and charged, not on the one the shop shows by then.
CREATE TABLE saga_reading (
    saga_id uuid  NOT NULL,
    step    text  NOT NULL,
    value   jsonb NOT NULL,
    PRIMARY KEY (saga_id, step)
);

-- Running totals behind the Prometheus counters, moved in the same statement as the rows they count,
-- so they are exact across crashes. Sharded, so that sagas do not queue for one row.
CREATE TABLE saga_state_total (
    type  text     NOT NULL,
    state text     NOT NULL,
    shard smallint NOT NULL,
    total bigint   NOT NULL,
    PRIMARY KEY (type, state, shard)
) WITH (fillfactor = 50);

-- The checkout's wire contract with people who read the database.
CREATE VIEW commande AS
SELECT id,
       (facts ->> 'client_id')::bigint  AS client_id,
       (facts ->> 'magasin_id')::bigint AS magasin_id,
       (SELECT state
          FROM saga_state
         WHERE saga_id = saga.id
         ORDER BY seq DESC, entered_at DESC
         LIMIT 1)                       AS etat_actuel,
       (report -> 'amounts' ->> 'montant')::numeric AS montant,
       report ->> 'failedStep'          AS etape_en_echec,
       report ->> 'reason'              AS raison,
       started_at                       AS debut,
       ended_at                         AS fin
  FROM saga
 WHERE type = 'checkout';

CREATE VIEW etat_saga AS
SELECT saga_state.saga_id,
       saga_state.state      AS etat,
       saga_state.entered_at AS "timestamp",
       saga_state.seq        AS rang
  FROM saga_state
  JOIN saga ON saga.id = saga_state.saga_id
 WHERE saga.type = 'checkout'
 ORDER BY saga_state.saga_id, saga_state.seq, saga_state.entered_at;
