-- Copies of sagas that were really made: a tenth of them undone, the others confirmed; half of each kind.
-- psql -v sagas=10000 -v newest='0 minutes' -v span='55 minutes'

CREATE TEMP TABLE original AS
SELECT *, report ->> 'ending' <> 'CONFIRMED' AS undone, dense_rank() OVER (ORDER BY type) AS kind
  FROM saga
 WHERE id::text = ANY (string_to_array(:'originals', ','));

CREATE TEMP TABLE copy AS
SELECT gen_random_uuid() AS id, n, original.id AS of,
       now() - :'newest'::interval - n * :'span'::interval / :sagas - ended_at AS later
  FROM generate_series(1, :sagas) AS n
  JOIN original ON undone = (n % 10 = 0) AND kind = 1 + n / 10 % 2;

CREATE INDEX ON copy (of);
ANALYZE copy;

INSERT INTO saga (id, type, facts, started_at, turned, report, ended_at)
SELECT copy.id, type,
       facts || jsonb_build_object(
           CASE WHEN facts ? 'client_id' THEN 'client_id' ELSE 'user_id' END, n % 1000),
       started_at + later, turned, report, ended_at + later
  FROM copy
  JOIN saga ON saga.id = of;

INSERT INTO saga_state (saga_id, state, visit, seq, entered_at)
SELECT copy.id, state, visit, seq, entered_at + later
  FROM copy
  JOIN saga_state ON saga_id = of;

INSERT INTO saga_reading (saga_id, step, value)
SELECT copy.id, step, value
  FROM copy
  JOIN saga_reading ON saga_id = of;

-- as the journal counts them, by which open pages tell that something has changed
INSERT INTO saga_state_total (type, state, shard, total)
SELECT type, state, 0, count(*)
  FROM copy
  JOIN saga ON saga.id = copy.id
  JOIN saga_state ON saga_id = copy.id
 GROUP BY type, state
    ON CONFLICT (type, state, shard) DO UPDATE SET total = saga_state_total.total + excluded.total;
