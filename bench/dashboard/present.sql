-- What is going on: some of the sagas of the last hour run or wait for a person; 500 nodes, half of them rented; 200 sales.

CREATE TEMP TABLE open AS
SELECT id, report ->> 'state' AS last
  FROM saga
 WHERE report ->> 'ending' <> 'CONFIRMED' AND id::text <> ALL (string_to_array(:'originals', ','))
 ORDER BY started_at DESC
 LIMIT 60;

UPDATE saga SET report = NULL, ended_at = NULL WHERE id IN (SELECT id FROM open);

DELETE FROM saga_state USING open WHERE saga_id = id AND state = last;

INSERT INTO saga_repair (saga_id, type, repair, opened_at)
SELECT id, type,
       jsonb_build_object(
           'open', jsonb_build_array(jsonb_build_object(
               'step', turned ->> 'failedStep', 'need', 'UNDO', 'since', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               'problem', 'the service did not answer within 5 s', 'actions', '["RETRY", "SKIP", "RESOLVE"]'::jsonb)),
           'undone', '[]'::jsonb, 'cause', turned, 'amounts', '{}'::jsonb, 'steps', '[]'::jsonb),
       started_at + interval '1 minute'
  FROM saga
 WHERE ended_at IS NULL
 ORDER BY started_at
 LIMIT 20;

INSERT INTO node (origin, host, port, host_key, failure_domain, status, misses, reason, silent_since, latency_micros,
                  recent_latency_micros, checked_at, cordoned)
SELECT 'static', '10.9.' || n / 250 || '.' || 1 + n % 250, 22, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI' || md5('node ' || n),
       'rack-' || n % 10, status, CASE WHEN status = 'DEAD' THEN 3 ELSE 0 END,
       CASE WHEN status = 'ALIVE' THEN '' ELSE 'TIMED_OUT: no answer within 5 s' END,
       CASE WHEN status = 'DEAD' THEN now() - interval '5 minutes' END,
       CASE WHEN status <> 'DEAD' THEN 800 + n END,
       array(SELECT CASE WHEN look % 20 <> 0 THEN 800 + (n * 37 + look * 131) % 900 END FROM generate_series(1, 60) AS look),
       now(), n % 50 = 7
  FROM generate_series(1, 500) AS n,
       LATERAL (SELECT CASE WHEN n % 25 = 0 THEN 'DEAD' WHEN n % 40 = 1 THEN 'SUSPECT' WHEN n % 100 = 3 THEN 'QUARANTINED'
                            ELSE 'ALIVE' END AS status) AS seen;

INSERT INTO rental (id, client_id, status, reason, username, uid, public_key, epoch, requested_at, lease_end_at)
SELECT gen_random_uuid(), 'client-' || id % 80, 'ACTIVE', 'ready', 'tenant-' || id, 20000 + id,
       'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI' || md5('tenant ' || id), 1,
       now() - id * interval '20 seconds', now() + interval '1 hour' + id * interval '10 seconds'
  FROM node
 WHERE id % 2 = 0;

INSERT INTO placement (rental_id, epoch, node_id, why, started_at, active_at)
SELECT id, 1, uid - 20000, 'asked for', requested_at, requested_at + interval '2 seconds'
  FROM rental;

INSERT INTO sale (app_name, sale_id, run, origin, state, reason, fqdn, image, requested_at, live_at, expires_at, probed_at, listed_at)
SELECT 'market-' || n || '-' || substr(md5(n::text), 1, 6), 'Sale ' || n, 'none', 'SPAWNED',
       CASE WHEN n % 40 = 0 THEN 'DEGRADED' WHEN n % 25 = 0 THEN 'STARTING' ELSE 'LIVE' END,
       'its engine answers', 'market-' || n || '.example.azurecontainerapps.io', 'registry.example/engine:1.0',
       now() - n * interval '3 minutes', now() - n * interval '3 minutes' + interval '40 seconds',
       now() + n * interval '5 minutes', now(), now()
  FROM generate_series(1, 200) AS n;
