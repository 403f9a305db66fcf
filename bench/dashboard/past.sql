-- What is over: repairs, rentals on today's nodes, nodes that were taken out, sales, and what was written down about all of them.

INSERT INTO saga_repair (saga_id, type, repair, opened_at, settled_at)
SELECT id, type, '{"open": [], "undone": [], "amounts": {}, "steps": []}', started_at, ended_at
  FROM saga
 WHERE ended_at < now() - interval '1 hour' AND report ->> 'ending' <> 'CONFIRMED'
 LIMIT 5000;

INSERT INTO node (origin, host, port, failure_domain, status, reason, added_at, changed_at, removed_at)
SELECT 'dynamic', '10.8.' || n / 250 || '.' || 1 + n % 250, 22, 'default', 'DEAD', 'TIMED_OUT: no answer within 5 s', at, at, at
  FROM generate_series(1, 2000) AS n, LATERAL (SELECT now() - n * interval '2 hours' AS at) AS time;

INSERT INTO rental (id, client_id, status, reason, username, public_key, epoch, requested_at, changed_at, lease_end_at, ended_at)
SELECT gen_random_uuid(), 'client-' || n % 80, CASE WHEN n % 20 = 0 THEN 'FAILED' ELSE 'RELEASED' END, 'its lease ended',
       'tenant-past-' || n, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI' || md5('past ' || n), 1, at, at + interval '2 hours',
       at + interval '2 hours', at + interval '2 hours'
  FROM generate_series(1, 20000) AS n, LATERAL (SELECT now() - interval '3 hours' - n * interval '10 minutes' AS at) AS time;

INSERT INTO placement (rental_id, epoch, node_id, why, started_at, active_at, left_at, left_why, cleaned_at)
SELECT id, 1, (SELECT min(id) FROM node) + abs(hashtext(id::text)) % 500, 'asked for', requested_at, requested_at, ended_at,
       'its lease ended', ended_at
  FROM rental
 WHERE ended_at IS NOT NULL;

INSERT INTO fleet_audit (at, node_id, rental_id, who, event, detail)
SELECT started_at, node_id, rental_id, 'cordee', event, 'epoch ' || epoch
  FROM placement, unnest(ARRAY['asked for', 'active', 'left', 'cleaned', 'released']) AS event
 ORDER BY started_at;

INSERT INTO sale (app_name, sale_id, run, origin, state, reason, requested_at, live_at, expires_at, changed_at, ended_at)
SELECT 'market-past-' || n, 'Past sale ' || n, 'none', 'SPAWNED', 'STOPPED', 'its time was over', at, at, at + interval '1 hour',
       at + interval '1 hour', at + interval '1 hour'
  FROM generate_series(1, 20000) AS n, LATERAL (SELECT now() - interval '3 hours' - n * interval '10 minutes' AS at) AS time;

INSERT INTO sale_event (app_name, at, event, detail)
SELECT app_name, requested_at, event, 'as it should'
  FROM sale, unnest(ARRAY['asked for', 'live', 'stopped']) AS event
 WHERE ended_at IS NOT NULL;

INSERT INTO operator_action (at, who, action, subject, path, reason, outcome)
SELECT now() - n * interval '5 minutes', 'anybody', 'node.cordon', '1', '/ui/nodes/1', 'maintenance', 'DONE'
  FROM generate_series(1, 20000) AS n;
