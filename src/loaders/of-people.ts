import { findProfileFacts } from '../store/lookups/profile-facts.ts'
import { countAttendees, listAttendees } from '../store/read/attendee-lists.ts'
import { type AttendeeAddress, findAttendeesByAddress, findAttendeesByUsers } from '../store/read/attendees.ts'
import { findContactsByUsers, findEndedContactsByUsers } from '../store/read/contacts.ts'
import { findIdentityLinks } from '../store/read/identity-links.ts'
import * as lists from '../store/read/nested-lists.ts'
import { findOwners } from '../store/read/owners.ts'
import { findIdentifiersByUsers } from '../store/read/user-identifiers.ts'
import { createRowLoader, createRowsLoader } from './by-key.ts'
import type { Given } from './given.ts'
import { createNestedListLoader } from './nested-list.ts'
import { attendeeRows, userRows } from './rows.ts'

export const ofUsers = {
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
  endedContactsByUser: ({ scoped }: Given) =>
    createRowsLoader(
      'endedContactsByUser',
      (userIds) => findEndedContactsByUsers(scoped, userIds),
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

export const ofAttendees = {
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
