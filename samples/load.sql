-- Loads everything: psql -v ON_ERROR_STOP=1 -f samples/load.sql
\set ON_ERROR_STOP on
BEGIN;
\ir schema.sql
\ir data.sql
\ir secrets.sql
REFRESH MATERIALIZED VIEW customer_totals;
COMMIT;
ANALYZE;
