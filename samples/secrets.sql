-- Tokens in the providers' formats, put together here from parts and a digest: none was ever valid,
-- their checksums don't hold, and no file of this repository contains one.
CREATE FUNCTION pg_temp.noise(seed text, width integer) RETURNS text LANGUAGE sql AS $$
    SELECT left(string_agg(translate(encode(sha256((seed || part)::bytea), 'base64'),
                                     E'+/=\n', 'kQ'), ''), width)
    FROM generate_series(1, width / 40 + 1) AS part
$$;
CREATE FUNCTION pg_temp.url64(content text) RETURNS text LANGUAGE sql AS $$
    SELECT translate(encode(content::bytea, 'base64'), E'+/=\n', '-_')
$$;

INSERT INTO api_credentials (id, service, owner_id, token, signing_key, rotated_on)
SELECT n, service, 1 + (n * 37) % 1200,
    CASE service
        WHEN 'github' THEN 'gh' || 'p_' || pg_temp.noise('g' || n, 36)
        WHEN 'aws' THEN 'AK' || 'IA' || translate(upper(pg_temp.noise('a' || n, 16)), '0189', 'WXYZ')
        WHEN 'slack' THEN 'xo' || 'xb-' || 100000000000 + n * 7919 || '-'
            || 200000000000 + n * 104729 || '-' || pg_temp.noise('s' || n, 24)
        WHEN 'stripe' THEN 'sk' || '_live_' || pg_temp.noise('t' || n, 24)
        WHEN 'google' THEN 'AI' || 'za' || pg_temp.noise('o' || n, 35)
        ELSE 'ey' || substr(pg_temp.url64('{"alg":"HS256","typ":"JWT"}'), 3) || '.'
            || pg_temp.url64('{"sub":"' || n || '","iat":1735689600}') || '.'
            || pg_temp.noise('j' || n, 43)
    END,
    CASE WHEN n % 5 = 0 THEN
        '-----BEGIN ' || 'PRIVATE KEY-----' || E'\n' || pg_temp.noise('k' || n, 64) || E'\n'
        || pg_temp.noise('l' || n, 64) || E'\n' || '-----END ' || 'PRIVATE KEY-----'
    END,
    date '2024-01-01' + n * 3
FROM generate_series(1, 120) AS n,
    LATERAL (SELECT (ARRAY['github', 'aws', 'slack', 'stripe', 'google', 'jwt'])[1 + n % 6]
             AS service) AS picked;
