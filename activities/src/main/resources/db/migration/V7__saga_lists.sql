-- What people look sagas up by. Every saga pays for its indexes twice, when it starts and when it
-- ends, so there is one for each question that would otherwise be answered by reading all of them,
-- and none besides: what is left of a question is checked on the rows these lead to.

-- Newest first, by type; and how many started in each minute.
CREATE INDEX saga_newest ON saga (type, started_at DESC, id DESC);

-- Those that run, by type; the oldest of them.
CREATE INDEX saga_running ON saga (type, started_at DESC, id DESC) WHERE ended_at IS NULL;

-- How many ended in each minute, and how they did.
CREATE INDEX saga_ended ON saga (ended_at);

-- Of one client of the shop, or one user of the store.
CREATE INDEX saga_of_client
    ON saga (coalesce(facts ->> 'client_id', facts ->> 'user_id'), started_at DESC, id DESC);

-- By the state they ended in.
CREATE INDEX saga_end_state ON saga ((report ->> 'state'), started_at DESC, id DESC)
 WHERE ended_at IS NOT NULL;

-- Few are not confirmed: by how they ended instead, and by the step that failed.
CREATE INDEX saga_unconfirmed ON saga ((report ->> 'ending'), started_at DESC, id DESC)
 WHERE report ->> 'ending' <> 'CONFIRMED';
CREATE INDEX saga_failed_step ON saga ((report ->> 'failedStep'), started_at DESC, id DESC)
 WHERE report ->> 'failedStep' IS NOT NULL;
