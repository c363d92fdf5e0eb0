import { unipileIdOf } from '../domain/attendee.ts'
import { knownStatus } from '../domain/known-status.ts'
import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { chatFilterArguments, readChatFilter } from './chat-filter.ts'
import { ProviderEnum, UserKindEnum } from './enums.ts'
import { IdentifierUnion } from './identifier.ts'
import { KnownStatusUnion } from './known-status.ts'
import { attendeesById, chatsByActivity } from './lists.ts'
import { rowsAhead } from './look-ahead.ts'
import { nestedConnection } from './paging.ts'
import { AttendeeConnection, AttendeeType, ChatConnection, ChatType, UserType } from './refs.ts'
import { toldByStore } from './shape-of.ts'
import { pageOf, phoneNumberOf } from './shown-identifiers.ts'

builder.node(UserType, {
  id: { resolve: ({ id }) => id },
  description:
    'A person or company as a provider shows it, known or not. One in a workspace, whichever accounts see it.',
  fields: (t) => ({
    provider: t.expose('provider', { type: ProviderEnum, description: 'The network that shows the user.' }),
    kind: t.expose('kind', { type: UserKindEnum, description: 'Person or company.' }),
    internalId: t.exposeString('internalId', {
      nullable: true,
      description:
        'The provider internal ID to show first: `ACoAAQnMbrN1NLJoAA0A2pdTTrQBBBBBB3sviru`. Null when none was seen yet.',
    }),
    publicId: t.exposeString('publicId', {
      nullable: true,
      description: 'The provider public ID to show first: `ada-lovelace`. Null when none was seen.',
    }),
    phoneNumber: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description:
        'The phone number that `publicId` or `internalId` is, on WhatsApp and Telegram. Null when neither is one; for ' +
        'numbers that a profile shows see `Profile.phoneNumbers`.',
      resolve: phoneNumberOf,
    }),
    identifiers: t.field({
      type: [IdentifierUnion],
      description:
        'Every name for the user: internal IDs, public IDs, then a Unipile ID for each account that knows them.',
      extensions: toldByStore,
      resolve: async (user, _arguments, { loaders }) => {
        const [own, attendees] = await Promise.all([
          loaders.identifiersByUser.load(user.id),
          loaders.attendeesByUser.load(user.id),
        ])
        return [
          ...own,
          ...attendees.map((attendee) => unipileIdOf(attendee, { provider: user.provider, userKind: user.kind })),
        ]
      },
    }),
    displayName: t.exposeString('displayName', { description: 'The user’s name; empty when no payload showed any.' }),
    headline: t.exposeString('headline', {
      nullable: true,
      description: 'What the user writes below the name. Null when nothing is.',
    }),
    pictureUrl: t.expose('pictureUrl', {
      type: 'URL',
      nullable: true,
      description: 'The profile picture. Null when no payload showed any.',
    }),
    profileUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The user’s page at the provider. Null when there is none that we can name.',
      resolve: pageOf,
    }),
    knownStatus: t.field({
      type: KnownStatusUnion,
      description:
        'Whether and why the user is known. Whether an unknown one is public or private only a lookup tells: `profile`.',
      extensions: toldByStore,
      args: {
        account: t.arg.id({
          description:
            'By this account alone; by any of yours when left out. One on another network than the user is an error: in ' +
            'a list of several networks, ask for one provider at a time.',
        }),
      },
      resolve: async ({ id, provider }, { account }, context) => {
        const { loaders, viewer } = context
        const concerned =
          account == null
            ? viewer.accounts.filter((one) => one.provider === provider)
            : [readAccount('account', account, context, provider)]
        const [attendees, contacts, profiles] = await Promise.all([
          loaders.attendeesByUser.load(id),
          loaders.contactsByUser.load(id),
          loaders.profileFactsByUser.load(id),
        ])
        const status = knownStatus(
          concerned.map((one) => ({
            account: one,
            attendees: attendees.filter(({ accountId }) => accountId === one.id),
            contact: contacts.find(({ accountId }) => accountId === one.id) ?? null,
            profile: profiles.find(({ accountId }) => accountId === one.id) ?? null,
          })),
        )
        return { ...status, userId: id, accounts: concerned }
      },
    }),
    attendees: t.connection(
      {
        type: AttendeeType,
        description:
          'The user as each of your accounts knows them: who on the team knows this person. An account whose contact list ' +
          'alone shows the user has no attendee of them yet; `knownStatus` tells of it.',
        extensions: toldByStore,
        resolve: ({ id: parentId }, given, context, info) => {
          const asked = { parentId, filter: null, given, ...rowsAhead(info, context, attendeesById) }
          return nestedConnection(context.loaders.attendeesOfUser, attendeesById, asked)
        },
      },
      AttendeeConnection,
    ),
    chats: t.connection(
      {
        type: ChatType,
        description: 'Chats with the user in them, on all of your accounts, the most recently active first.',
        args: chatFilterArguments(t),
        resolve: ({ id: parentId }, given, context, info) => {
          const asked = {
            parentId,
            filter: readChatFilter(given),
            given,
            ...rowsAhead(info, context, chatsByActivity),
          }
          return nestedConnection(context.loaders.chatsOfUser, chatsByActivity, asked)
        },
      },
      ChatConnection,
    ),
  }),
})
