import type { Message } from '../domain/message.ts'
import type { AttachmentObservation, ReactionObservation } from '../domain/observation.ts'
import type { SeenIdentifier } from '../domain/user.ts'
import { completeIdentifier } from '../providers/complete-identifier.ts'
import { accountOf } from './account-of.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { IdentifierUnion } from './identifier.ts'
import { AttendeeType, ChatType, MessageType } from './refs.ts'
import { toldByStore } from './shape-of.ts'

const AttachmentType = builder.objectRef<AttachmentObservation>('Attachment').implement({
  description: 'Something sent along with a message.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Upstream’s id of the attachment, unique within its message.' }),
    type: t.exposeString('type', { description: 'Upstream’s word: `img`, `video`, `audio`, `file`, …' }),
    mimeType: t.exposeString('mimeType', {
      nullable: true,
      description: 'What the bytes are: `image/jpeg`. Null when upstream does not tell.',
    }),
    fileName: t.exposeString('fileName', {
      nullable: true,
      description: 'The name of the file. Null when it has none.',
    }),
    sizeBytes: t.exposeFloat('sizeBytes', {
      nullable: true,
      description: 'How large it is. Null when upstream does not tell.',
    }),
    unavailable: t.exposeBoolean('unavailable', { description: 'Whether upstream can no longer give the bytes.' }),
  }),
})

type Reaction = ReactionObservation & { readonly message: Message }

const ReactionType = builder.objectRef<Reaction>('Reaction').implement({
  description: 'What somebody thinks of a message.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'An emoji, or the provider’s word.' }),
    sender: t.field({
      type: AttendeeType,
      nullable: true,
      description: 'Who reacted. Null while upstream does not list them.',
      resolve: ({ message, senderProviderId: providerId }, _arguments, { loaders }) =>
        loaders.attendeeByAddress.load({ accountId: message.accountId, providerId }),
    }),
  }),
})

builder.node(MessageType, {
  id: { resolve: ({ id }) => id },
  description: 'Something said in a chat.',
  fields: (t) => ({
    unipileId: t.exposeID('unipileId', { description: 'The id of the message in Unipile’s REST API.' }),
    chat: t.field({
      type: ChatType,
      description: 'The chat it was said in.',
      extensions: toldByStore,
      resolve: async ({ chatId }, _arguments, { loaders }) => {
        const chat = await loaders.chatById.load(chatId)
        if (!chat) throw new Error(`Chat ${chatId} has a message, but is gone`)
        return chat
      },
    }),
    sender: t.field({
      type: AttendeeType,
      nullable: true,
      description: 'Who said it. Null while upstream does not list them, as can be in large groups.',
      extensions: toldByStore,
      resolve: ({ accountId, senderProviderId: providerId }, _arguments, { loaders }) =>
        loaders.attendeeByAddress.load({ accountId, providerId }),
    }),
    senderIdentifier: t.field({
      type: IdentifierUnion,
      description: 'The provider internal ID of who said it; always there, listed or not.',
      resolve: senderIdentifier,
    }),
    isOwn: t.exposeBoolean('isOwn', { description: 'Whether the account’s owner said it.' }),
    text: t.exposeString('text', { nullable: true, description: 'The words. Null when there are none.' }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When the provider took it in.' }),
    seen: t.exposeBoolean('seen', { description: 'Whether it was read.' }),
    delivered: t.exposeBoolean('delivered', { description: 'Whether it arrived.' }),
    edited: t.exposeBoolean('edited', { description: 'Whether it was changed after it was sent.' }),
    deleted: t.exposeBoolean('deleted', { description: 'Whether its sender took it back.' }),
    isEvent: t.exposeBoolean('isEvent', {
      description: 'Whether it tells of something that happened, such as somebody joining, and was said by nobody.',
    }),
    quoted: t.field({
      type: MessageType,
      nullable: true,
      description: 'The message it answers. Null when it answers none, or one that was not read.',
      resolve: ({ chatId, quotedProviderId: providerId }, _arguments, { loaders }) =>
        providerId === null ? null : loaders.messageByAddress.load({ chatId, providerId }),
    }),
    attachments: t.expose('attachments', { type: [AttachmentType], description: 'What was sent along with it.' }),
    reactions: t.field({
      type: [ReactionType],
      description: 'What people think of it.',
      resolve: (message) => message.reactions.map((reaction) => ({ ...reaction, message })),
    }),
  }),
})

function senderIdentifier(
  { accountId, senderProviderId: value, sentAt }: Message,
  _arguments: object,
  context: Context,
): SeenIdentifier {
  const { provider } = accountOf(context, accountId)
  const seen = { source: 'MESSAGE', firstSeenAt: sentAt, lastSeenAt: sentAt, accountId: null } as const
  return { ...completeIdentifier({ provider, userKind: 'PERSON', kind: 'PROVIDER_INTERNAL_ID', value }), ...seen }
}
