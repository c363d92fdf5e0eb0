import type { Client } from 'pg'
import { inboxAccountId, type WorldAccount } from './accounts.ts'

/** What benches and tests ask a world about. Ids are those of rows. */
export type World = {
  readonly workspaceId: number
  readonly accounts: readonly WorldAccount[]
  /** Has a tenth of all attendees. */
  readonly largeAccountId: number
  /** Has the newest chats of all, which are groups of ten. */
  readonly inboxAccountId: number
  /** In one of a hundred groups of the large account. */
  readonly busyAttendeeId: string
  /** Of some attendee and some chat. */
  readonly unipileIds: { readonly attendee: string; readonly chat: string }
  /** Users whom several accounts know, up to fifty. */
  readonly sharedUserIds: readonly string[]
  /** The place in the list of all attendees by name after which the thousand and first page of fifty begins; null when there are fewer. */
  readonly deepPosition: { readonly key: string; readonly id: string } | null
}

const DEEP = 50_000

export async function readFacts(client: Client, accounts: readonly WorldAccount[]): Promise<World> {
  const [large] = accounts
  const { rows: deep } = await client.query<{ key: string; id: string }>(`
    select found.sort_name as key, found.id::text as id
    from account cross join lateral (
      select sort_name, attendee.id from attendee where account_id = account.id and not is_self
      order by sort_name, attendee.id limit ${DEEP}
    ) found
    order by found.sort_name, found.id offset ${DEEP - 1} limit 1`)
  const { rows: named } = await client.query<World['unipileIds']>(`
    select (select unipile_id from attendee where id = 5) as attendee, (select unipile_id from chat where id = 5) as chat`)
  const [unipileIds] = named
  if (!large || !unipileIds) throw new Error('The world is empty')
  const shared = Array.from({ length: 50 }, (_, index) => (index + 1) * 4).filter((place) => place < large.attendees)
  return {
    workspaceId: 1,
    accounts,
    largeAccountId: large.id,
    inboxAccountId,
    busyAttendeeId: String(large.firstAttendeeId + 1),
    sharedUserIds: shared.map((place) => String(large.firstAttendeeId + place)),
    unipileIds,
    deepPosition: deep[0] ?? null,
  }
}
