import type { Attendee, AttendeeFilter, AttendeeOrder } from '../../domain/attendee.ts'
import { type ListPageRequest, type Page, toPage } from '../../domain/page.ts'
import { attendeeColumns } from './attendee-columns.ts'
import { type Scan, scansOf, textCondition } from './attendee-conditions.ts'
import { keyset, type ListOrder, readingOrder } from './keyset.ts'
import { createParameters, type Parameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** The orders of the indexes `attendee_by_name` (and its partial ones) and `attendee_by_interaction`. */
const orders = {
  NAME: { key: { expression: 'attendee.sort_name', type: 'text' }, id: 'attendee.id', direction: 'asc' },
  LAST_INTERACTION: {
    key: {
      expression: `coalesce(attendee.last_interaction_at, timestamptz '1970-01-01 00:00:00+00')`,
      type: 'timestamptz',
    },
    id: 'attendee.id',
    direction: 'desc',
  },
} as const satisfies Readonly<Record<AttendeeOrder, ListOrder>>

export type AttendeeListRequest = ListPageRequest<AttendeeFilter, Attendee> & { readonly orderBy: AttendeeOrder }

/** Attendees of several accounts as one list. */
export async function listAttendees(
  { sql, workspaceId }: ScopedSql,
  { filter, orderBy, page, fields }: AttendeeListRequest,
): Promise<Page<Attendee>> {
  const scans = scansOf(filter)
  if (scans.length === 0) return toPage<Attendee>([], page)
  const columns = attendeeColumns.only(fields)
  const parameters = createParameters()
  const seek = keyset(orders[orderBy], page, parameters)
  const order = readingOrder(orders[orderBy], page)
  const { key } = orders[orderBy]
  const conditions = textCondition(filter, workspaceId, parameters) + seek.condition
  const found = scans.map(
    (scan) => `
      select attendee.id, attendee.key
      from unnest(${parameters.bind(scan.accountIds)}::int[]) as account (id) cross join lateral (
        select attendee.id, ${key.expression} as key from attendee
        where attendee.account_id = account.id${scan.condition}${conditions}
        order by ${order} limit ${seek.limit}
      ) attendee`,
  )
  const merged = readingOrder({ ...orders[orderBy], key: { ...key, expression: 'found.key' }, id: 'found.id' }, page)
  const text = `
    select ${columns.select}
    from (select * from (${found.join(' union ')}) found order by ${merged} limit ${seek.limit}) found
    join attendee on attendee.id = found.id
    order by ${order}`
  const rows = await sql<Attendee>(
    { name: `${statementName(orderBy, scans, filter)}${seek.name}${columns.name}`, text, slow: filter.text !== null },
    parameters.values,
  )
  return toPage(rows, page)
}

/** How many attendees the whole list has. */
export async function countAttendees({ sql, workspaceId }: ScopedSql, filter: AttendeeFilter): Promise<number> {
  const scans = scansOf(filter)
  if (scans.length === 0) return 0
  const parameters = createParameters()
  const text = `
    select count(*)::int from attendee
    where (${scans.map((scan) => within(scan, parameters)).join(' or ')})${textCondition(filter, workspaceId, parameters)}`
  const [row] = await sql<{ count: number }>(
    { name: statementName('count', scans, filter), text, slow: true },
    parameters.values,
  )
  return row?.count ?? 0
}

function within({ accountIds, condition }: Scan, { bind }: Parameters): string {
  return `(attendee.account_id = any (${bind(accountIds)}::int[])${condition})`
}

/** PostgreSQL cuts names after 63 characters, so these are short. */
function statementName(what: AttendeeOrder | 'count', scans: readonly Scan[], { text, includeSelf }: AttendeeFilter) {
  const prefix = { NAME: 'by_name', LAST_INTERACTION: 'by_time', count: 'count' }[what]
  return `${prefix}${scans.map(({ name }) => name).join('')}${includeSelf ? '_self' : ''}${text === null ? '' : '_text'}`
}
