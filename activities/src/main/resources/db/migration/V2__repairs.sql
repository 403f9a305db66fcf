-- A saga may need repair, go on, and need repair again: the same state, visited twice.
ALTER TABLE saga_state
    ADD COLUMN visit integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT saga_state_pkey,
    ADD PRIMARY KEY (saga_id, state, visit);

-- Leave to send a call that its peer would do twice: only the holder of the last ticket may go on.
ALTER TABLE saga_call
    ADD COLUMN ticket text;

-- What persons are asked to repair, one row a saga, as of the last time that changed.
CREATE TABLE saga_repair (
    saga_id    uuid PRIMARY KEY,
    type       text        NOT NULL,
    repair     jsonb       NOT NULL,
    opened_at  timestamptz NOT NULL,
    settled_at timestamptz
);

CREATE INDEX saga_repair_open ON saga_repair (opened_at) WHERE settled_at IS NULL;

-- The audit: who decided what, when and why. Written before the decision is acted on, never changed.
CREATE TABLE saga_repair_decision (
    saga_id    uuid        NOT NULL,
    id         text        NOT NULL,
    action     text        NOT NULL,
    steps      text[]      NOT NULL,
    found      text,
    who        text        NOT NULL,
    reason     text        NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (saga_id, id)
);

-- Sagas that have waited for a person since before there was anything to decide by.
INSERT INTO saga_repair (saga_id, type, repair, opened_at)
SELECT saga.id,
       saga.type,
       '{"open": [], "undone": [], "amounts": {}, "steps": []}',
       saga_state.entered_at
  FROM saga
  JOIN saga_state ON saga_state.saga_id = saga.id
 WHERE saga_state.state = 'A_REPARER'
   AND saga.ended_at IS NULL;

-- An execution that starts over counts its states from 0: the report tells how a saga ended, and
-- time which state came last.
CREATE OR REPLACE VIEW commande AS
SELECT id,
       (facts ->> 'client_id')::bigint  AS client_id,
       (facts ->> 'magasin_id')::bigint AS magasin_id,
       coalesce(
           report ->> 'state',
           (SELECT state
              FROM saga_state
             WHERE saga_id = saga.id
             ORDER BY entered_at DESC, seq DESC
             LIMIT 1))                  AS etat_actuel,
       (report -> 'amounts' ->> 'montant')::numeric AS montant,
       report ->> 'failedStep'          AS etape_en_echec,
       report ->> 'reason'              AS raison,
       started_at                       AS debut,
       ended_at                         AS fin
  FROM saga
 WHERE type = 'checkout';
