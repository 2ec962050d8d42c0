"""The functions of the database that complete leases: all steps in one call, which is a transaction of its own.

A program of this version calls them even if a newer one has migrated the tables: a change of them gets new names.
"""

COMPLETE = """
CREATE FUNCTION complete(results jsonb, lines bytea[], sources text[]) RETURNS integer[] LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan  -- rows are few and found by their keys, however large the tables are
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    leased integer[] := ARRAY(  -- locked in the order in which all transactions lock tasks
        SELECT place FROM tasks
        JOIN jsonb_to_recordset(results->'ended') AS lease (id bigint, fence bigint, place integer) USING (id, fence)
        ORDER BY id FOR UPDATE OF tasks
    );
    changed bigint[] := ARRAY(  -- tasks of lists that were named with another version meanwhile: they are pending again
        SELECT id FROM lists
        JOIN jsonb_to_recordset(results->'ended') AS lease (id bigint, key bigint, version text) USING (key)
        WHERE lists.version <> lease.version
    );
BEGIN
    IF cardinality(leased) < jsonb_array_length(results->'ended') THEN
        RETURN leased;
    END IF;
    INSERT INTO outbox (line, source)
    SELECT line, source FROM unnest(lines, sources) WITH ORDINALITY AS new (line, source, place) ORDER BY place;
    IF results ? 'articles' THEN
        INSERT INTO articles
        SELECT * FROM jsonb_to_recordset(results->'articles')
            AS new (key bigint, revision integer, body_hash bytea, parts bytea, address bigint)
        ORDER BY key ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, body_hash = excluded.body_hash,
            parts = excluded.parts, address = excluded.address WHERE excluded.revision > articles.revision;
    END IF;
    IF results ? 'revisions' THEN
        INSERT INTO revisions
        SELECT * FROM jsonb_to_recordset(results->'revisions') AS new (article bigint, revision integer, at bigint)
        ORDER BY article, revision ON CONFLICT (article, revision) DO UPDATE SET at = excluded.at;
    END IF;
    IF results ? 'validators' THEN
        INSERT INTO validators
        SELECT * FROM jsonb_to_recordset(results->'validators') AS new (key bigint, etag text, last_modified text)
        ORDER BY key ON CONFLICT (key) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified;
    END IF;
    IF results ? 'without_validators' THEN
        DELETE FROM validators USING jsonb_to_recordset(results->'without_validators') AS gone (key bigint)
        WHERE validators.key = gone.key;
    END IF;
    IF results ? 'failures' THEN
        INSERT INTO failures
        SELECT * FROM jsonb_to_recordset(results->'failures') AS new (key bigint, url text, at bigint, message text)
        ORDER BY key ON CONFLICT (key) DO UPDATE SET url = excluded.url, at = excluded.at, message = excluded.message;
    END IF;
    IF results ? 'without_failures' THEN
        DELETE FROM failures USING jsonb_to_recordset(results->'without_failures') AS gone (key bigint)
        WHERE failures.key = gone.key;
    END IF;
    IF results ? 'lists' THEN
        PERFORM complete_lists(results->'lists', results->'redirects');
    END IF;
    IF results ? 'done' THEN
        DELETE FROM tasks USING jsonb_to_recordset(results->'done') AS done (id bigint)
        WHERE tasks.id = done.id AND done.id <> ALL(changed);
    END IF;
    UPDATE tasks SET fence = 0, until = NULL, due = CASE WHEN ended.id = ANY(changed) THEN 0 ELSE ended.due END,
        tries = ended.tries, visits = ended.visits, first = ended.first, held = ended.held,
        pending = ended.pending OR ended.id = ANY(changed)
    FROM jsonb_to_recordset(results->'ended') AS ended
        (id bigint, due bigint, tries integer, visits integer, first bigint, held boolean, pending boolean)
    WHERE tasks.id = ended.id;
    UPDATE seen SET state = ended.state, at = ended.at, article = coalesce(ended.article, seen.article),
        task = CASE WHEN ended.due IS NOT NULL OR ended.id = ANY(changed) THEN ended.id END
    FROM jsonb_to_recordset(results->'ended') AS ended
        (id bigint, key bigint, state smallint, at bigint, due bigint, article bigint)
    WHERE seen.key = ended.key;
    IF results ? 'aliases' THEN
        INSERT INTO seen (key, state, at, article)
        SELECT * FROM jsonb_to_recordset(results->'aliases')
            AS new (key bigint, state smallint, at bigint, article bigint)
        ORDER BY key ON CONFLICT DO NOTHING;
    END IF;
    IF results ? 'counts' THEN  -- last, because other workers wait for these rows
        INSERT INTO counts
        SELECT * FROM jsonb_to_recordset(results->'counts') AS new (source text, day bigint, what text, number bigint)
        ORDER BY source, day, what
        ON CONFLICT (source, day, what) DO UPDATE SET number = counts.number + excluded.number;
    END IF;
    RETURN leased;
END
$$;

CREATE FUNCTION complete_lists(ended jsonb, redirects jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO lists
    SELECT key, seconds, '', '', '' FROM jsonb_to_recordset(ended) AS list (key bigint, seconds bigint)
    WHERE seconds > 0 ORDER BY key ON CONFLICT (key) DO UPDATE SET seconds = excluded.seconds;
    INSERT INTO edges
    SELECT child, parent, fence FROM jsonb_to_recordset(redirects) AS new (child bigint, parent bigint, fence bigint)
    JOIN lists ON lists.key = parent
    ORDER BY child, parent ON CONFLICT (child, parent) DO UPDATE SET fence = excluded.fence;
    DELETE FROM edges  -- a list that is no longer named is dropped once it has been answered
    USING jsonb_to_recordset(ended) AS list (key bigint, fence bigint, complete boolean) JOIN lists USING (key)
    WHERE complete AND parent = list.key AND edges.fence <> list.fence AND NOT EXISTS (
        SELECT 1 FROM seen JOIN tasks ON tasks.id = task
        WHERE seen.key = child AND pending AND (visits = 0 OR tries > 0)
    );
    UPDATE lists SET read_version = list.read_version
    FROM jsonb_to_recordset(ended) AS list (key bigint, read_version text)
    WHERE lists.key = list.key AND list.read_version <> '';
END
$$;
"""
