import type { Viewer } from '../domain/account.ts'
import type { Shape } from '../domain/shape.ts'
import { countSeenChanges, findChangeLogRange, findSeenChanges } from '../store/changes/read-changes.ts'
import { findAccountSyncs } from '../store/read/account-sync.ts'
import { countDeliveries, countDeliveryList, findDelivery, listDeliveries } from '../store/read/deliveries.ts'
import { findWritten } from '../store/read/written.ts'
import type { Sql } from '../store/sql.ts'
import { findReplyTargets } from '../store/writes/reply-targets.ts'
import { createAccountById } from './accounts.ts'
import { createRowLoader } from './by-key.ts'
import { Given } from './given.ts'
import { madeWhenAsked } from './made-when-asked.ts'
import { ofChats, ofMessages } from './of-chats.ts'
import { ofAttendees, ofUsers } from './of-people.ts'
import { createShapedRowLoaders } from './rows.ts'

const ofChanges = {
  changesAfter: ({ scoped }: Given) => findSeenChanges.bind(null, scoped),
  countChangesAfter: ({ scoped }: Given) => countSeenChanges.bind(null, scoped),
  /** How far the workspace's change log reaches now; not remembered, as it grows while a request is served. */
  changeLogRange:
    ({ scoped }: Given) =>
    () =>
      findChangeLogRange(scoped.sql, scoped.workspaceId),
}

const makeAll = madeWhenAsked<Given>()({
  ...ofUsers,
  ...ofAttendees,
  ...ofChats,
  ...ofMessages,
  ...ofChanges,
  accountById: ({ viewer }: Given) => createAccountById(viewer),
  accountSync: ({ scoped }: Given) =>
    createRowLoader(
      'accountSync',
      (accountIds: readonly number[]) => findAccountSyncs(scoped.sql, accountIds),
      ({ accountId }) => accountId,
    ),
  written: ({ scoped }: Given) => findWritten.bind(null, scoped.sql),
  replyTargetByChat: ({ scoped }: Given) =>
    createRowLoader(
      'replyTargetByChat',
      (chatIds: readonly string[]) => findReplyTargets(scoped.sql, scoped.accountIds, chatIds),
      ({ chatId }) => chatId,
    ),
  deliveryPage: ({ scoped }: Given) => listDeliveries.bind(null, scoped),
  deliveryCount: ({ scoped }: Given) => countDeliveryList.bind(null, scoped),
  delivery: ({ scoped }: Given) => findDelivery.bind(null, scoped),
  deliveryCounts: ({ scoped }: Given) => countDeliveries.bind(null, scoped),
})

export type Loaders = ReturnType<typeof makeAll> & {
  /** The same, which find users, attendees and chats put together in these shapes, by type. */
  inShapes(shapes: ReadonlyMap<string, Shape>): Loaders
}

/** A fresh set for each request: what one caller loaded is never shown to another. */
export function createLoaders({ sql, viewer }: { sql: Sql; viewer: Viewer }): Loaders {
  const given = new Given(sql, viewer)
  const all = makeAll(given)
  const inShapes = (shapes: ReadonlyMap<string, Shape>): Loaders =>
    Object.assign(all.having(createShapedRowLoaders(given.scoped, shapes)), { inShapes })
  return Object.assign(all, { inShapes })
}
