-- How long a node took to answer the latest looks that counted, the newest last; NULL for one that it
-- did not answer. Kept in the row itself: a look writes that row anyway, and it never grows past its bound.
ALTER TABLE node ADD COLUMN recent_latency_micros bigint[] NOT NULL DEFAULT '{}';
