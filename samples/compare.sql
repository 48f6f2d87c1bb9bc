-- Loads masked tables beside the real ones and shows a few invented rows of both.
\pset footer off
\pset border 1
CREATE SCHEMA masked;
CREATE TABLE masked.customers (LIKE public.customers INCLUDING INDEXES);
CREATE TABLE masked.orders (LIKE public.orders INCLUDING INDEXES);
CREATE TABLE masked.payments (LIKE public.payments INCLUDING INDEXES);
CREATE TABLE masked.patients (LIKE clinic.patients INCLUDING INDEXES);
CREATE TABLE masked.visits (LIKE clinic.visits INCLUDING INDEXES);
\copy masked.customers FROM 'customers.csv' CSV HEADER
\copy masked.orders FROM 'orders.csv' CSV HEADER
\copy masked.payments FROM 'payments.csv' CSV HEADER
\copy masked.patients FROM 'patients.csv' CSV HEADER
\copy masked.visits FROM 'visits.csv' CSV HEADER

CREATE FUNCTION pg_temp.short(content text, width integer) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN length(content) > width THEN left(content, width - 1) || '…' ELSE content END
$$;

\echo 'customers, before │ after'
SELECT pg_temp.short(b.first_name || ' ' || b.last_name, 17) AS name,
       pg_temp.short(a.first_name || ' ' || a.last_name, 17) AS "name′",
       pg_temp.short(b.email, 18) AS email, pg_temp.short(a.email, 18) AS "email′"
FROM (SELECT row_number() OVER (), * FROM public.customers) AS b
JOIN (SELECT row_number() OVER (), * FROM masked.customers) AS a USING (row_number)
ORDER BY row_number LIMIT 4;

\echo 'payments, before │ after'
SELECT b.card_number, a.card_number AS "card_number′", b.amount, a.amount AS "amount′"
FROM (SELECT row_number() OVER (), * FROM public.payments) AS b
JOIN (SELECT row_number() OVER (), * FROM masked.payments) AS a USING (row_number)
WHERE b.card_number IS NOT NULL ORDER BY row_number LIMIT 3;

\echo 'patients, before │ after'
SELECT b.ssn, a.ssn AS "ssn′", b.birth_date AS born, a.birth_date AS "born′"
FROM (SELECT row_number() OVER (), * FROM clinic.patients) AS b
JOIN (SELECT row_number() OVER (), * FROM masked.patients) AS a USING (row_number)
ORDER BY row_number LIMIT 3;

\echo 'joins survive'
SELECT (SELECT count(*) FROM public.customers c JOIN public.orders o ON o.customer_id = c.id
        JOIN public.payments p ON p.order_id = o.id) AS "rows joined, source",
       (SELECT count(*) FROM masked.customers c JOIN masked.orders o ON o.customer_id = c.id
        JOIN masked.payments p ON p.order_id = o.id) AS "rows joined, masked";
