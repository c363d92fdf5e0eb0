import type { Viewer } from '../domain/account.ts'
import type { Chat } from '../domain/chat.ts'
import type { Page } from '../domain/page.ts'
import type { Shape } from '../domain/shape.ts'
import { countSeenChanges, findChangeLogRange, findSeenChanges } from '../store/changes/read-changes.ts'
import { findProfileFacts } from '../store/lookups/profile-facts.ts'
import { findAccountSyncs } from '../store/read/account-sync.ts'
import { countAttendees, listAttendees } from '../store/read/attendee-lists.ts'
import { type AttendeeAddress, findAttendeesByAddress, findAttendeesByUsers } from '../store/read/attendees.ts'
import { type ChatListRequest, countChats, listChats } from '../store/read/chat-lists.ts'
import { findContactsByUsers } from '../store/read/contacts.ts'
import { countDeliveries, countDeliveryList, findDelivery, listDeliveries } from '../store/read/deliveries.ts'
import { findIdentityLinks } from '../store/read/identity-links.ts'
import {
  findLastMessages,
  findMessagesByAddress,
  findMessagesByIds,
  type MessageAddress,
} from '../store/read/messages.ts'
import * as lists from '../store/read/nested-lists.ts'
import { findOwners } from '../store/read/owners.ts'
import { type ScopedSql, scopedSql } from '../store/read/scoped-sql.ts'
import { findIdentifiersByUsers } from '../store/read/user-identifiers.ts'
import { findWritten } from '../store/read/written.ts'
import type { Sql } from '../store/sql.ts'
import { findReplyTargets } from '../store/writes/reply-targets.ts'
import { createAccountById } from './accounts.ts'
import { createRowLoader, createRowsLoader } from './by-key.ts'
import { madeWhenAsked } from './made-when-asked.ts'
import { createNestedListLoader } from './nested-list.ts'
import { attendeeRows, chatRows, createShapedRowLoaders, userRows } from './rows.ts'

/** What loaders are made of, for one request. */
class Given {
  readonly scoped: ScopedSql
  readonly viewer: Viewer
  #chatLists: ReturnType<typeof createChatLists> | undefined

  constructor(sql: Sql, viewer: Viewer) {
    this.scoped = scopedSql(sql, viewer)
    this.viewer = viewer
  }

  get chatLists() {
    this.#chatLists ??= createChatLists(this.scoped)
    return this.#chatLists
  }
}

const ofUsers = {
  userById: ({ scoped }: Given) => userRows(scoped).userById,
  identifierOwner: ({ scoped }: Given) => userRows(scoped).identifierOwner,
  identityLinksByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'identityLinksByUser',
      (userIds) => findIdentityLinks(scoped, userIds),
      ({ seedId }) => seedId,
    ),
  identifiersByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'identifiersByUser',
      (userIds) => findIdentifiersByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
  contactsByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'contactsByUser',
      (userIds) => findContactsByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
  profileFactsByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'profileFactsByUser',
      (userIds) => findProfileFacts(scoped, userIds),
      ({ userId }) => userId,
    ),
  attendeesByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'attendeesByUser',
      (userIds) => findAttendeesByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
  attendeesOfUser: ({ scoped }: Given) => createNestedListLoader(scoped, lists.attendeesOfUser),
  chatsOfUser: ({ scoped }: Given) => createNestedListLoader(scoped, lists.chatsOfUser),
}

const ofAttendees = {
  attendeeById: ({ scoped }: Given) => attendeeRows(scoped).attendeeById,
  attendeeByUnipileId: ({ scoped }: Given) => attendeeRows(scoped).attendeeByUnipileId,
  attendeeByAddress: ({ scoped }: Given) =>
    createRowLoader(
      'attendeeByAddress',
      (addresses: readonly AttendeeAddress[]) => findAttendeesByAddress(scoped, addresses),
      (attendee) => attendee,
      ({ accountId, providerId }) => `${accountId}:${providerId}`,
    ),
  ownerOfAccount: ({ scoped }: Given) =>
    createRowLoader(
      'ownerOfAccount',
      (accountIds: readonly number[]) => findOwners(scoped, accountIds),
      ({ accountId }) => accountId,
    ),
  attendeesOfAccount: ({ scoped }: Given) => createNestedListLoader(scoped, lists.attendeesOfAccount),
  chatsOfAttendee: ({ scoped }: Given) => createNestedListLoader(scoped, lists.chatsOfAttendee),
  listAttendees: ({ scoped }: Given) => listAttendees.bind(null, scoped),
  countAttendees: ({ scoped }: Given) => countAttendees.bind(null, scoped),
}

const ofChats = {
  chatById: ({ scoped }: Given) => chatRows(scoped).chatById,
  chatByUnipileId: ({ scoped }: Given) => chatRows(scoped).chatByUnipileId,
  participantsOfChat: ({ chatLists }: Given) => chatLists.participantsOfChat,
  messagesOfChat: ({ scoped }: Given) => createNestedListLoader(scoped, lists.messagesOfChat),
  listChats: ({ chatLists }: Given) => chatLists.listChats,
  countChats: ({ scoped }: Given) => countChats.bind(null, scoped),
}

const ofMessages = {
  messageById: ({ scoped }: Given) =>
    createRowLoader(
      'messageById',
      (ids: readonly string[]) => findMessagesByIds(scoped, ids),
      ({ id }) => id,
    ),
  lastMessageByChat: ({ scoped }: Given) =>
    createRowLoader(
      'lastMessageByChat',
      (chatIds: readonly string[]) => findLastMessages(scoped, chatIds),
      ({ chatId }) => chatId,
    ),
  messageByAddress: ({ scoped }: Given) =>
    createRowLoader(
      'messageByAddress',
      (addresses: readonly MessageAddress[]) => findMessagesByAddress(scoped, addresses),
      (message) => message,
      ({ chatId, providerId }) => `${chatId}:${providerId}`,
    ),
}

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
  const loaders: Loaders = Object.assign(makeAll(given), {
    inShapes(shapes: ReadonlyMap<string, Shape>): Loaders {
      const shaped = createShapedRowLoaders(given.scoped, shapes)
      return Object.create(loaders, Object.getOwnPropertyDescriptors(shaped))
    },
  })
  return loaders
}

function createChatLists(scoped: ScopedSql) {
  const participantsOfChat = createNestedListLoader(scoped, lists.participantsOfChat)
  return {
    participantsOfChat,
    async listChats(asked: ChatListRequest): Promise<Page<Chat>> {
      const { page, participants } = await listChats(scoped, asked)
      if (asked.participants) {
        for (const [chatId, some] of participants) participantsOfChat.prime(chatId, asked.participants, some)
      }
      return page
    },
  }
}
