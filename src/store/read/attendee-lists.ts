import type { Attendee, AttendeeFilter, AttendeeOrder } from '../../domain/attendee.ts'
import { type ListPageRequest, type Page, toPage } from '../../domain/page.ts'
import { type Source, selectRows } from '../rendered/selection.ts'
import { attendeeColumns } from './attendee-columns.ts'
import { type Scan, scansOf, textConditions } from './attendee-conditions.ts'
import { keyset, type ListOrder, readingOrder } from './keyset.ts'
import { ofAccounts } from './of-accounts.ts'
import { createParameters, type Parameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** The orders of the indexes `attendee_by_name` and `attendee_by_interaction`, and of the same for each reason. */
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
  scoped: ScopedSql,
  { filter, orderBy, page, ...rows }: AttendeeListRequest,
): Promise<Page<Attendee>> {
  const { sql, workspaceId } = scoped
  const scans = scansOf(filter)
  if (scans.length === 0) return toPage<Attendee>([], page)
  const parameters = createParameters()
  const selected = selectRows(attendeeColumns, rows, parameters, scoped)
  const seek = keyset(orders[orderBy], page, parameters, selected.looksFurther)
  const order = readingOrder(orders[orderBy], page)
  const { key } = orders[orderBy]
  const texts = textConditions(filter, workspaceId, parameters)
  const isOneScan = scans.length === 1 && scans[0]?.accountIds.length === 1 && texts.length === 1
  // Where several are put together, columns that nobody reads would cost more than to find the rows.
  const selectList = isOneScan ? 'attendee.*' : `attendee.id, ${key.expression} as key`
  const found = scans.flatMap(({ accountIds, condition }) =>
    texts.map((text) =>
      ofAccounts(
        'attendee',
        accountIds,
        parameters,
        (accountId) => `
          select ${selectList} from attendee
          where attendee.account_id = ${accountId}${condition} and ${text}${seek.condition}
          order by ${order} limit ${seek.limit}`,
      ),
    ),
  )
  const [only] = found
  // How many tells which: all that are asked for, or the one that some accounts alone have need of.
  const alone = found.filter(({ isOrdered }) => isOrdered).length
  const source = only && isOneScan ? only : mergedOf(found.map(({ sql }) => sql))
  const statement = {
    ...namesAndPlans(orderBy, scans, filter, `${alone || ''}${seek.name}${selected.name}`),
    text: selected.from(source, orders[orderBy], page),
    slow: filter.text !== null,
  }
  return selected.read(await sql<Attendee>(statement, parameters.values), page)

  function mergedOf(scanned: readonly string[]): Source {
    const order = readingOrder({ ...orders[orderBy], key: { ...key, expression: 'found.key' }, id: 'found.id' }, page)
    const all = scanned.map((one) => `select attendee.id, attendee.key from ${one}`).join(' union ')
    return {
      sql: `
        (select * from (${all}) found order by ${order} limit ${seek.limit}) found
        join attendee on attendee.id = found.id`,
      isOrdered: false,
    }
  }
}

/** How many attendees the whole list has. */
export async function countAttendees({ sql, workspaceId }: ScopedSql, filter: AttendeeFilter): Promise<number> {
  const scans = scansOf(filter)
  if (scans.length === 0) return 0
  const parameters = createParameters()
  const kept = [scans.map((scan) => within(scan, parameters)), textConditions(filter, workspaceId, parameters)]
  const text = `select count(*)::int from attendee where ${kept.map((some) => `(${some.join(' or ')})`).join(' and ')}`
  const statement = { ...namesAndPlans('count', scans, filter), text, slow: true }
  const [row] = await sql<{ count: number }>(statement, parameters.values)
  return row?.count ?? 0
}

function within({ accountIds, condition }: Scan, { bind }: Parameters): string {
  return `(attendee.account_id = any (${bind(accountIds)}::int[])${condition})`
}

/**
 * PostgreSQL cuts names after 63 characters, so these are short. How common the text is decides whether names are best
 * looked up by it or read in order until enough contain it.
 */
function namesAndPlans(what: AttendeeOrder | 'count', scans: readonly Scan[], { text }: AttendeeFilter, end = '') {
  const prefix = { NAME: 'by_name', LAST_INTERACTION: 'by_time', count: 'count' }[what]
  const hasText = text !== null
  const name = `${prefix}${scans.map((scan) => scan.name).join('')}${hasText ? '_text' : ''}${end}`
  return { name, replanned: hasText }
}
