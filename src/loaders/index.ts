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
import { createNestedListLoader } from './nested-list.ts'
import { createRowLoaders, createShapedRowLoaders } from './rows.ts'

export type Loaders = ReturnType<typeof createAll> & {
  /** The same, which find users, attendees and chats put together in these shapes, by type. */
  inShapes(shapes: ReadonlyMap<string, Shape>): Loaders
}

/** A fresh set for each request: what one caller loaded is never shown to another. */
export function createLoaders({ sql, viewer }: { sql: Sql; viewer: Viewer }): Loaders {
  const scoped = scopedSql(sql, viewer)
  const loaders: Loaders = {
    ...createAll(scoped, viewer),
    inShapes: (shapes) => ({ ...loaders, ...createShapedRowLoaders(scoped, shapes) }),
  }
  return loaders
}

function createAll(scoped: ScopedSql, viewer: Viewer) {
  return {
    accountById: createAccountById(viewer),
    ...createRowLoaders(scoped),
    ...userLoaders(scoped),
    ...attendeeLoaders(scoped),
    ...chatLoaders(scoped),
    ...messageLoaders(scoped),
    ...changeLoaders(scoped),
    accountSync: createRowLoader(
      'accountSync',
      (accountIds: readonly number[]) => findAccountSyncs(scoped.sql, accountIds),
      ({ accountId }) => accountId,
    ),
    written: findWritten.bind(null, scoped.sql),
    replyTargetByChat: createRowLoader(
      'replyTargetByChat',
      (chatIds: readonly string[]) => findReplyTargets(scoped.sql, scoped.accountIds, chatIds),
      ({ chatId }) => chatId,
    ),
    deliveryPage: listDeliveries.bind(null, scoped),
    deliveryCount: countDeliveryList.bind(null, scoped),
    delivery: findDelivery.bind(null, scoped),
    deliveryCounts: () => countDeliveries(scoped),
  }
}

function userLoaders(scoped: ScopedSql) {
  return {
    identityLinksByUser: createRowsLoader(
      'identityLinksByUser',
      (userIds) => findIdentityLinks(scoped, userIds),
      ({ seedId }) => seedId,
    ),
    identifiersByUser: createRowsLoader(
      'identifiersByUser',
      (userIds) => findIdentifiersByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
    contactsByUser: createRowsLoader(
      'contactsByUser',
      (userIds) => findContactsByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
    profileFactsByUser: createRowsLoader(
      'profileFactsByUser',
      (userIds) => findProfileFacts(scoped, userIds),
      ({ userId }) => userId,
    ),
    attendeesByUser: createRowsLoader(
      'attendeesByUser',
      (userIds) => findAttendeesByUsers(scoped, userIds),
      ({ userId }) => userId,
    ),
    attendeesOfUser: createNestedListLoader(scoped, lists.attendeesOfUser),
    chatsOfUser: createNestedListLoader(scoped, lists.chatsOfUser),
  }
}

function attendeeLoaders(scoped: ScopedSql) {
  return {
    attendeeByAddress: createRowLoader(
      'attendeeByAddress',
      (addresses: readonly AttendeeAddress[]) => findAttendeesByAddress(scoped, addresses),
      (attendee) => attendee,
      ({ accountId, providerId }) => `${accountId}:${providerId}`,
    ),
    ownerOfAccount: createRowLoader(
      'ownerOfAccount',
      (accountIds: readonly number[]) => findOwners(scoped, accountIds),
      ({ accountId }) => accountId,
    ),
    attendeesOfAccount: createNestedListLoader(scoped, lists.attendeesOfAccount),
    chatsOfAttendee: createNestedListLoader(scoped, lists.chatsOfAttendee),
    listAttendees: listAttendees.bind(null, scoped),
    countAttendees: countAttendees.bind(null, scoped),
  }
}

function chatLoaders(scoped: ScopedSql) {
  const participantsOfChat = createNestedListLoader(scoped, lists.participantsOfChat)
  return {
    participantsOfChat,
    messagesOfChat: createNestedListLoader(scoped, lists.messagesOfChat),
    async listChats(asked: ChatListRequest): Promise<Page<Chat>> {
      const { page, participants } = await listChats(scoped, asked)
      if (asked.participants) {
        for (const [chatId, some] of participants) participantsOfChat.prime(chatId, asked.participants, some)
      }
      return page
    },
    countChats: countChats.bind(null, scoped),
  }
}

function changeLoaders(scoped: ScopedSql) {
  return {
    changesAfter: findSeenChanges.bind(null, scoped),
    countChangesAfter: countSeenChanges.bind(null, scoped),
    /** How far the workspace's change log reaches now; not remembered, as it grows while a request is served. */
    changeLogRange: () => findChangeLogRange(scoped.sql, scoped.workspaceId),
  }
}

function messageLoaders(scoped: ScopedSql) {
  return {
    messageById: createRowLoader(
      'messageById',
      (ids: readonly string[]) => findMessagesByIds(scoped, ids),
      ({ id }) => id,
    ),
    lastMessageByChat: createRowLoader(
      'lastMessageByChat',
      (chatIds: readonly string[]) => findLastMessages(scoped, chatIds),
      ({ chatId }) => chatId,
    ),
    messageByAddress: createRowLoader(
      'messageByAddress',
      (addresses: readonly MessageAddress[]) => findMessagesByAddress(scoped, addresses),
      (message) => message,
      ({ chatId, providerId }) => `${chatId}:${providerId}`,
    ),
  }
}
