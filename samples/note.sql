-- A visit's note before and after, on one line each.
SELECT translate(b.notes, E'\n', ' ') || E'\n  becomes\n' || translate(a.notes, E'\n', ' ')
FROM (SELECT row_number() OVER (), * FROM clinic.visits) AS b
JOIN (SELECT row_number() OVER (), * FROM masked.visits) AS a USING (row_number)
WHERE b.notes LIKE '%Verified identity%' ORDER BY row_number LIMIT 1;
