import { tellOfAttendees } from '../changes/relationships.ts'
import type { Sql } from '../sql.ts'
import { evidenceColumns, evidenceOf } from './evidence-columns.ts'
import { keepInferredContacts } from './inferred-contacts.ts'

const refresh = {
  name: 'refresh_evidence',
  text: `
    update attendee a set (${evidenceColumns}) = row(${evidenceColumns.map((column) => `new.${column}`)})
    from (
      select x.id, evidence.* from unnest($1::bigint[]) as given (id) join attendee x on x.id = given.id
      ${evidenceOf(`
        select c.id, p.evidence, p.observed_at, p.source, c.last_activity_at
        from participant p join chat c on c.id = p.chat_id where p.attendee_id = x.id`)}
    ) new
    where a.id = new.id and (${evidenceColumns.map((column) => `a.${column}`)})
      is distinct from (${evidenceColumns.map((column) => `new.${column}`)})`,
}

/** Brings the evidence columns of these attendees up to date with what they are computed from, and tells what changed. */
export async function refreshEvidence(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  await computeEvidence(sql, attendeeIds)
  await tellOfAttendees(sql, attendeeIds)
}

/** The same for changes that the log explains otherwise. */
export async function computeEvidence(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  if (attendeeIds.length === 0) return
  await keepInferredContacts(sql, attendeeIds)
  await sql(refresh, [attendeeIds])
}

const participantsOf = {
  name: 'evidence_participants',
  text: `select distinct attendee_id as id from participant where chat_id = any ($1::bigint[])`,
}

/** The same for everybody in these chats. */
export async function refreshEvidenceOfChats(sql: Sql, chatIds: readonly string[]): Promise<void> {
  if (chatIds.length === 0) return
  const rows = await sql<{ id: string }>(participantsOf, [chatIds])
  await refreshEvidence(
    sql,
    rows.map(({ id }) => id),
  )
}
