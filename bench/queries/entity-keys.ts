import type { Random } from '../suite/random.ts'
import type { Sampler } from '../suite/sampler.ts'

export const keyKinds = [
  'userId',
  'userInternalId',
  'userPublicId',
  'attendeeId',
  'attendeeUnipileId',
  'chatId',
  'chatUnipileId',
  'accountId',
] as const

/** How another subgraph can name one of our entities. */
export type EntityKey = { readonly kind: (typeof keyKinds)[number]; readonly provider: string; readonly value: string }

type UserRow = { id: string; provider: string; internalId: string; publicId: string }
type Row = { id: string; unipileId: string }

/** So many lists of keys, each of this size, with all kinds of keys in it. */
export async function drawKeys(
  rows: Sampler,
  random: Random,
  count: number,
  size: number,
): Promise<readonly (readonly EntityKey[])[]> {
  const users = await rows.draw<UserRow>(
    'id, provider, internal_id as "internalId", public_id as "publicId"',
    'users',
    random,
    2000,
  )
  const attendees = await rows.draw<Row>('id, unipile_id as "unipileId"', 'attendee', random, 2000)
  const chats = await rows.draw<Row>('id, unipile_id as "unipileId"', 'chat', random, 2000)
  const one = (kind: EntityKey['kind']): EntityKey => {
    const user = random.pick(users)
    const provider = user.provider
    switch (kind) {
      case 'userId':
        return { kind, provider, value: user.id }
      case 'userInternalId':
        return { kind, provider, value: user.internalId }
      case 'userPublicId':
        return { kind, provider, value: user.publicId }
      case 'attendeeId':
        return { kind, provider, value: random.pick(attendees).id }
      case 'attendeeUnipileId':
        return { kind, provider, value: random.pick(attendees).unipileId }
      case 'chatId':
        return { kind, provider, value: random.pick(chats).id }
      case 'chatUnipileId':
        return { kind, provider, value: random.pick(chats).unipileId }
      case 'accountId':
        return { kind, provider, value: String(random.pick(rows.accountIds)) }
    }
  }
  return Array.from({ length: count }, () => Array.from({ length: size }, () => one(random.pick(keyKinds))))
}
