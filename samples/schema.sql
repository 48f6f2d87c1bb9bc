-- A shop and a clinic, with what real schemas have: keys between tables, a composite unique key,
-- an enum, a domain, a partitioned table, a view, a materialised view, JSONB, free text, secrets,
-- and columns that only look sensitive.
CREATE SCHEMA clinic;

CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'returned');
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%_@_%');

CREATE TABLE customers (
    id integer PRIMARY KEY,
    public_id uuid NOT NULL UNIQUE,
    first_name text NOT NULL,
    last_name text NOT NULL,
    email email_address NOT NULL UNIQUE,
    email_verified boolean NOT NULL,
    phone text,
    gender char(1),
    date_of_birth date,
    username text NOT NULL,
    password_hash text NOT NULL,
    company text,
    signup_ip inet,
    login_count integer NOT NULL,
    created_at timestamp NOT NULL,
    remarks text
);

CREATE TABLE addresses (
    customer_id integer NOT NULL REFERENCES customers,
    kind text NOT NULL,
    street text NOT NULL,
    city text NOT NULL,
    state text,
    postal_code text NOT NULL,
    country text NOT NULL,
    latitude numeric(8, 5),
    UNIQUE (customer_id, kind)
);

CREATE TABLE products (
    id integer PRIMARY KEY,
    sku text NOT NULL,
    title text NOT NULL,
    colour text NOT NULL,
    barcode char(13) NOT NULL,
    firmware text NOT NULL,
    price numeric(8, 2) NOT NULL,
    weight_grams integer NOT NULL,
    image_digest text NOT NULL
);

CREATE TABLE orders (
    id integer PRIMARY KEY,
    reference text NOT NULL,
    customer_id integer NOT NULL REFERENCES customers,
    status order_status NOT NULL,
    ordered_at timestamp NOT NULL,
    total numeric(10, 2) NOT NULL,
    tracking_code text NOT NULL,
    contact_email text
);

CREATE TABLE order_items (
    order_id integer NOT NULL REFERENCES orders,
    line_number smallint NOT NULL,
    product_id integer NOT NULL REFERENCES products,
    quantity integer NOT NULL,
    unit_price numeric(8, 2) NOT NULL,
    PRIMARY KEY (order_id, line_number)
);

CREATE TABLE payments (
    id integer PRIMARY KEY,
    order_id integer NOT NULL REFERENCES orders,
    method text NOT NULL,
    card_number text,
    card_holder text,
    expires text,
    iban text,
    paid_at timestamp NOT NULL,
    amount numeric(10, 2) NOT NULL,
    currency char(3) NOT NULL
);

CREATE TABLE clinic.employees (
    id integer PRIMARY KEY,
    full_name text NOT NULL,
    work_email text NOT NULL,
    extension integer NOT NULL,
    ssn text NOT NULL,
    salary integer NOT NULL,
    hired_on date NOT NULL
);

CREATE TABLE clinic.patients (
    id integer PRIMARY KEY,
    mrn text NOT NULL UNIQUE,
    full_name text NOT NULL,
    birth_date date NOT NULL,
    sex char(1) NOT NULL,
    ssn text NOT NULL,
    phone text,
    email text,
    blood_type text NOT NULL
);

CREATE TABLE clinic.visits (
    id integer PRIMARY KEY,
    patient_id integer NOT NULL REFERENCES clinic.patients,
    doctor_id integer NOT NULL REFERENCES clinic.employees,
    visited_at timestamp NOT NULL,
    diagnosis_code text NOT NULL,
    room smallint NOT NULL,
    notes text
);

CREATE TABLE clinic.prescriptions (
    id integer PRIMARY KEY,
    visit_id integer NOT NULL REFERENCES clinic.visits,
    drug text NOT NULL,
    dose text NOT NULL,
    refills smallint NOT NULL,
    pharmacy_phone text
);

CREATE TABLE events (
    id uuid NOT NULL,
    happened_at timestamp NOT NULL,
    kind text NOT NULL,
    created_ms bigint NOT NULL,
    sequence bigint NOT NULL,
    payload jsonb NOT NULL
) PARTITION BY RANGE (happened_at);
CREATE TABLE events_2025_q1 PARTITION OF events
    FOR VALUES FROM ('2025-01-01') TO ('2025-04-01');
CREATE TABLE events_2025_q2 PARTITION OF events
    FOR VALUES FROM ('2025-04-01') TO ('2025-07-01');

CREATE TABLE api_credentials (
    id integer PRIMARY KEY,
    service text NOT NULL,
    owner_id integer NOT NULL REFERENCES customers,
    token text NOT NULL,
    signing_key text,
    rotated_on date
);

CREATE VIEW active_customers AS
    SELECT id, first_name || ' ' || last_name AS name, email, phone
    FROM customers WHERE login_count > 10;

CREATE MATERIALIZED VIEW customer_totals AS
    SELECT c.id AS customer_id, c.email, count(o.id) AS orders, sum(o.total) AS spent
    FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
    GROUP BY c.id, c.email
    WITH NO DATA;
