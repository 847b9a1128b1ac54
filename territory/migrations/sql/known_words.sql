-- The words of titles and summaries, each once, as they are compared (territory/search/text.py).
create function territory_words_in(texts text) returns setof text
language sql immutable set search_path = public, pg_temp as $$
  select distinct word from regexp_split_to_table(search_text(texts), '[^[:alnum:]]+') as word
  where length(word) between 4 and 40 and word ~ '[^0-9]'
$$;

-- In one order, so that two writers wait for each other instead of locking each other out.
create function territory_note_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into territory_knownword (word)
  select distinct word from new_rows r, lateral territory_words_in(concat_ws(' ', r.title_de, r.title_fr, r.title_en,
    r.title_lb, r.summary_de, r.summary_fr, r.summary_en, r.summary_lb)) as word
  order by word
  on conflict do nothing;
  return null;
end $$;

do $$
declare
  name text;
  written text;
begin
  foreach name in array array['territory_localinitiative', 'territory_cooperationproject', 'territory_pooledservice'] loop
    execute format('create trigger words_of_new after insert on %I referencing new table as new_rows
      for each statement execute function territory_note_words()', name);
    execute format('create trigger words_of_changed after update on %I referencing new table as new_rows
      for each statement execute function territory_note_words()', name);
    -- What was written before, and what it said once.
    foreach written in array array[name, name || 'event'] loop
      execute format('insert into territory_knownword (word) select distinct word from %I r,
        lateral territory_words_in(concat_ws('' '', r.title_de, r.title_fr, r.title_en, r.title_lb, r.summary_de,
        r.summary_fr, r.summary_en, r.summary_lb)) as word on conflict do nothing', written);
    end loop;
  end loop;
end $$;

alter table territory_knownword enable row level security;
create policy read_all on territory_knownword for select using (true);
