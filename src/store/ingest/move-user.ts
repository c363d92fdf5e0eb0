import type { Sql } from '../sql.ts'

/** Where both were contacts, the survivor's row stays, unless it has ended and the other has not. */
const move = {
  name: 'move_user',
  text: `
    with names as (
      update user_identifier set user_id = $2::bigint where user_id = $3::bigint
      returning provider, user_kind, kind, scope, value
    ), people as (
      update attendee set user_id = $2::bigint where user_id = $3::bigint returning id
    ), contacts as (
      delete from contact_relation where user_id = $3::bigint
      returning account_id, since, observed_at, source, ended_at
    ), ended as (
      select account_id, since, observed_at, source, ended_at from contact_relation
      where user_id = $2::bigint and ended_at is not null
    ), kept_contacts as (
      insert into contact_relation as own (account_id, user_id, since, observed_at, source, ended_at)
      select account_id, $2::bigint, since, observed_at, source, ended_at from contacts
      on conflict (account_id, user_id) do update set
        since = excluded.since, observed_at = excluded.observed_at, source = excluded.source, ended_at = null
      where own.ended_at is not null and excluded.ended_at is null
      returning account_id
    ), links as (
      delete from declared_profile where user_id = $3::bigint
      returning provider, user_kind, kind, value, url, observed_at
    ), kept_links as (
      insert into declared_profile (user_id, workspace_id, provider, user_kind, kind, value, url, observed_at)
      select $2::bigint, $1, provider, user_kind, kind, value, url, observed_at from links
      on conflict do nothing returning provider, user_kind, kind, value
    ), redirects as (
      update users set redirect_to_id = $2::bigint where redirect_to_id = $3::bigint or id = $3::bigint returning id
    ), phone as (
      update users u set phone = l.phone, phone_key = l.phone_key, phone_observed_at = l.phone_observed_at
      from users l where u.id = $2::bigint and l.id = $3::bigint and u.phone is null and l.phone is not null
      returning u.id
    )
    select jsonb_build_object(
      'identifiers', (select coalesce(jsonb_agg(names), '[]') from names),
      'attendees', (select coalesce(jsonb_agg(id), '[]') from people),
      'contacts', (select coalesce(jsonb_agg(to_jsonb(contacts)
        || jsonb_build_object('kept', account_id in (select account_id from kept_contacts),
          'own', (select to_jsonb(ended) from ended where ended.account_id = contacts.account_id))), '[]') from contacts),
      'declared', (select coalesce(jsonb_agg(to_jsonb(links)
        || jsonb_build_object('kept', (provider, user_kind, kind, value) in (select * from kept_links))), '[]') from links),
      'redirects', (select coalesce(jsonb_agg(id) filter (where id <> $3::bigint), '[]') from redirects),
      'phone', exists (select from phone))::text as moved`,
}

/** Moves all that is the loser's to the survivor, and gives a list of it as JSON: `moveUserBack` moves back just that. */
export async function moveUser(
  sql: Sql,
  { workspaceId, survivor, loser }: { workspaceId: number; survivor: string; loser: string },
): Promise<string> {
  const [row] = await sql<{ moved: string }>(move, [workspaceId, survivor, loser])
  if (!row) throw new Error(`Nothing tells what was moved from user ${loser}`)
  return row.moved
}

/**
 * Moves back what the join moved and the survivor still has, a contact as it is by now; whatever came later stays where it
 * is.
 */
const moveBack = {
  name: 'move_user_back',
  text: `
    with j as (
      select moved, loser_id from identity_join where id = $1::bigint
    ), names as (
      update user_identifier i set user_id = j.loser_id
      from j, jsonb_to_recordset(j.moved -> 'identifiers')
        as row (provider text, user_kind text, kind text, scope text, value text)
      where i.user_id = $2::bigint and (i.provider, i.user_kind, i.kind, i.scope, i.value)
        = (row.provider, row.user_kind, row.kind, row.scope, row.value)
    ), people as (
      update attendee a set user_id = j.loser_id
      from j where a.user_id = $2::bigint and j.moved -> 'attendees' @> to_jsonb(a.id)
    ), contacts as (
      select row.*, r.since as since_now, r.observed_at as observed_now, r.source as source_now, r.ended_at as ended_now
      from j, jsonb_to_recordset(j.moved -> 'contacts') as row (
        account_id int, since timestamptz, observed_at timestamptz, source text, ended_at timestamptz,
        kept boolean, own jsonb)
      left join contact_relation r on r.user_id = $2::bigint and r.account_id = row.account_id
    ), kept_contacts as (
      delete from contact_relation r using contacts
      where r.user_id = $2::bigint and r.account_id = contacts.account_id and contacts.kept and contacts.own is null
    ), ended_contacts as (
      update contact_relation r
      set since = own.since, observed_at = own.observed_at, source = own.source, ended_at = own.ended_at
      from contacts, jsonb_to_record(contacts.own)
        as own (since timestamptz, observed_at timestamptz, source text, ended_at timestamptz)
      where r.user_id = $2::bigint and r.account_id = contacts.account_id and contacts.kept and own.ended_at is not null
    ), lost_contacts as (
      insert into contact_relation (account_id, user_id, since, observed_at, source, ended_at)
      select account_id, j.loser_id, since, observed_at, source, coalesce(ended_at, ended_now) from j, contacts
      where kept is not true
      union all
      select account_id, j.loser_id, since_now, observed_now, source_now, ended_now from j, contacts
      where kept and source_now is not null
      on conflict do nothing
    ), links as (
      delete from declared_profile d using j, jsonb_to_recordset(j.moved -> 'declared')
        as row (provider text, user_kind text, kind text, value text, kept boolean)
      where d.user_id = $2::bigint and row.kept
        and (d.provider, d.user_kind, d.kind, d.value) = (row.provider, row.user_kind, row.kind, row.value)
    ), lost_links as (
      insert into declared_profile (user_id, workspace_id, provider, user_kind, kind, value, url, observed_at)
      select j.loser_id, u.workspace_id, row.* from j join users u on u.id = j.loser_id,
        jsonb_to_recordset(j.moved -> 'declared')
          as row (provider text, user_kind text, kind text, value text, url text, observed_at timestamptz)
      on conflict do nothing
    ), redirects as (
      update users u set redirect_to_id = case when u.id = j.loser_id then null else j.loser_id end
      from j where u.redirect_to_id = $2::bigint and (u.id = j.loser_id or j.moved -> 'redirects' @> to_jsonb(u.id))
    )
    update users s set phone = null, phone_key = null, phone_observed_at = null
    from j join users l on l.id = j.loser_id
    where s.id = $2::bigint and (j.moved -> 'phone')::boolean and s.phone = l.phone`,
}

/** Moves back to the loser of a join, by id, what is its own of all that its survivor has. */
export async function moveUserBack(sql: Sql, joinId: string, survivor: string): Promise<void> {
  await sql(moveBack, [joinId, survivor])
}
