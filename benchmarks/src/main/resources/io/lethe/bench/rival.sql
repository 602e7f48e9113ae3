-- An append-only log in four tables of one sequence. Commit order is not sequence order, so readers go by (transaction, number) and stay below every
-- transaction that still runs.
CREATE SEQUENCE numbers CACHE 500;
CREATE TABLE commands (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL DEFAULT nextval('numbers'),
    request uuid NOT NULL,
    subject text NOT NULL,
    PRIMARY KEY (xid, number)
);
CREATE TABLE tasks (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL DEFAULT nextval('numbers'),
    request uuid NOT NULL,
    service smallint NOT NULL,
    PRIMARY KEY (xid, number)
);
CREATE TABLE acks (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL DEFAULT nextval('numbers'),
    request uuid NOT NULL,
    service smallint NOT NULL,
    PRIMARY KEY (xid, number)
);
CREATE TABLE completions (
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL DEFAULT nextval('numbers'),
    request uuid NOT NULL,
    PRIMARY KEY (xid, number)
);
-- Which services answered, a bit each; room on each page keeps updates off the index.
CREATE TABLE requests (
    request uuid PRIMARY KEY,
    answered integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE cursors (
    reader text PRIMARY KEY,
    xid xid8 NOT NULL,
    number bigint NOT NULL
);
-- The other way to hand tasks out: rows that are claimed for a while and deleted when answered.
CREATE TABLE queue (
    id bigint PRIMARY KEY DEFAULT nextval('numbers'),
    request uuid NOT NULL,
    service smallint NOT NULL,
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 70);
