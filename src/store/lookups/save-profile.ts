import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { Profile } from '../../domain/lookup.ts'
import type { ProfileObservation } from '../../domain/observation.ts'
import { tellOfUsers } from '../changes/relationships.ts'
import { json } from '../ingest/columns.ts'
import { computeEvidence } from '../ingest/evidence.ts'
import { ingestUsers } from '../ingest/users.ts'
import type { Sql } from '../sql.ts'

/** A part that a throttled answer leaves out is not a part that is gone: an earlier answer's stays. */
const kept = (column: string, absent: string) => `
  ${column} = case when excluded.missing_sections <> '{}' and excluded.${column} ${absent}
    then p.${column} else excluded.${column} end`

const singles = ['contact', 'is_private', 'is_self', 'summary', 'location', 'follower_count']
const lists = ['websites', 'emails', 'phones']

const upsert = {
  name: 'lookups_save_profile',
  text: `
    insert into lookup_profile as p
      (account_id, user_id, fetched_at, revision, contact, is_private, is_self, summary, location, websites, emails,
       phones, follower_count, missing_sections)
    select $1, $2, $3, 1, given.*
    from jsonb_to_record($4::jsonb) as given (contact boolean, is_private boolean, is_self boolean, summary text,
      location text, websites text[], emails text[], phones text[], follower_count int, missing_sections text[])
    on conflict (account_id, user_id) do update set
      fetched_at = excluded.fetched_at, revision = p.revision + 1, missing_sections = excluded.missing_sections,
      ${singles.map((name) => kept(name, 'is null')).join(',')},
      ${lists.map((name) => kept(name, `= '{}'`)).join(',')}
    returning account_id as "accountId", fetched_at as "fetchedAt", revision, contact, is_private as "isPrivate",
      is_self as "isSelf", summary, location, websites, emails, phones, follower_count as "followerCount",
      missing_sections as "missingSections"`,
}

const becameContact = {
  name: 'lookups_became_contact',
  text: `
    insert into contact_relation as r (account_id, user_id, observed_at, source)
    values ($1, $2, $3, 'PROFILE')
    on conflict (account_id, user_id) do update set
      observed_at = excluded.observed_at, source = excluded.source, ended_at = null
    where r.ended_at is not null or r.source = 'PROFILE'`,
}

/** What only an earlier profile said, a later one can take back; the account's own contact list it can't. */
const ceasedToBeContact = {
  name: 'lookups_ceased_contact',
  text: `
    update contact_relation set ended_at = $3
    where account_id = $1 and user_id = $2 and source = 'PROFILE' and ended_at is null`,
}

const attendeesOf = {
  name: 'lookups_attendees',
  text: `select id from attendee where account_id = $1 and user_id = $2`,
}

const noLongerMissing = {
  name: 'lookups_no_longer_missing',
  text: `
    delete from lookup_missing
    where account_id = $1 and (key = $2 or key in (
      select 'acquaint:' || provider || ':' || user_kind || ':' || kind || ':' || scope || ':' || value
      from user_identifier where user_id = $3))`,
}

export type FetchedProfile = {
  readonly workspaceId: number
  readonly accountId: number
  /** The name that the provider was asked about, and that it answered for. */
  readonly askedFor: Identifier
  readonly observation: ProfileObservation
  readonly fetchedAt: Date
}

/**
 * Takes in what a provider answered: the user with all names of theirs, the profile, and whether they are a contact.
 * Must run inside a transaction.
 */
export async function saveProfile(
  sql: Sql,
  { workspaceId, accountId, askedFor, observation, fetchedAt }: FetchedProfile,
): Promise<{ readonly userId: string; readonly profile: Profile }> {
  const at = fetchedAt.toISOString()
  const userId = await ingestUser(sql, workspaceId, askedFor, observation, fetchedAt)
  const { contact, isPrivate, isSelf, summary, location, websites, emails, phones, followerCount } = observation
  const [profile] = await sql<Profile>(upsert, [
    accountId,
    userId,
    at,
    json({
      contact,
      is_private: isPrivate,
      is_self: isSelf,
      summary,
      location,
      websites,
      emails,
      phones,
      follower_count: followerCount,
      missing_sections: observation.throttledSections,
    }),
  ])
  if (!profile) throw new Error('A saved profile gave no row')
  if (contact !== null) await saveContact(sql, accountId, userId, { contact, at })
  await sql(noLongerMissing, [accountId, identifierKey(askedFor), userId])
  return { userId, profile }
}

/** The name asked for is one of the user's too, unless the answer shows another of its kind: then it is an older one. */
async function ingestUser(
  sql: Sql,
  workspaceId: number,
  askedFor: Identifier,
  { user }: ProfileObservation,
  fetchedAt: Date,
): Promise<string> {
  const [internalId] = user.identifiers
  const options = { workspaceId, nameSource: 'PROFILE' } as const
  if (!user.identifiers.some((name) => identifierKey(name) === identifierKey(askedFor))) {
    const alias = { ...user, identifiers: [internalId, askedFor] as const, declaredUrls: [] }
    const observedAt = new Date(fetchedAt.getTime() - 1).toISOString()
    await ingestUsers(sql, { ...options, users: [alias], origin: { source: 'PROFILE', observedAt } })
  }
  const origin = { source: 'PROFILE', observedAt: fetchedAt.toISOString() } as const
  const [userId] = await ingestUsers(sql, { ...options, users: [user], origin })
  if (userId === undefined) throw new Error('An ingested user has no id')
  return userId
}

async function saveContact(
  sql: Sql,
  accountId: number,
  userId: string,
  { contact, at }: { contact: boolean; at: string },
): Promise<void> {
  await sql(contact ? becameContact : ceasedToBeContact, [accountId, userId, at])
  const attendees = await sql<{ id: string }>(attendeesOf, [accountId, userId])
  await computeEvidence(
    sql,
    attendees.map(({ id }) => id),
  )
  // Who has no attendee on the account may be its contact too.
  await tellOfUsers(sql, accountId, [userId])
}
