-- What persons did on the dashboard, written before it was done. Only the outcome is ever changed.
CREATE TABLE operator_action (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    who     text        NOT NULL,
    action  text        NOT NULL,
    subject text        NOT NULL,
    -- the page it was done from, and where it is told
    path    text        NOT NULL,
    reason  text        NOT NULL,
    outcome text        NOT NULL,
    detail  text        NOT NULL DEFAULT ''
);

CREATE INDEX operator_action_of ON operator_action (subject, id DESC);
