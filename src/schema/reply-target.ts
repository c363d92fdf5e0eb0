import type { Chat } from '../domain/chat.ts'
import type { ReplyTarget } from '../domain/client-write.ts'
import { builder } from './builder.ts'
import { ChatType, UserType } from './refs.ts'

const ReplyTargetType = builder.objectRef<ReplyTarget>('ReplyTarget').implement({
  description: 'Whom a message in a chat goes to.',
  fields: (t) => ({
    fingerprint: t.exposeString('fingerprint', {
      description:
        'Give it as `expectTarget` to `sendMessage`. It changes when the chat leads, or may lead, to somebody else: to ' +
        'another number, to a number that has another LID, or to a user who was found to be another one as well.',
    }),
    user: t.field({
      type: UserType,
      nullable: true,
      description: 'The other party of a DIRECT chat. Null in others, and until upstream lists them.',
      resolve: ({ userId }, _arguments, { loaders }) => (userId === null ? null : loaders.userById.load(userId)),
    }),
    internalId: t.exposeString('peerProviderId', {
      nullable: true,
      description: 'Their provider internal ID, as the chat has it. Null in chats that are not DIRECT.',
    }),
  }),
})

builder.objectField(ChatType, 'replyTarget', (t) =>
  t.field({
    type: ReplyTargetType,
    description: 'Whom a message in the chat goes to, for a client to make sure of before it sends.',
    resolve: async ({ id }: Chat, _arguments, { loaders }) => {
      const target = await loaders.replyTargetByChat.load(id)
      if (!target) throw new Error(`Chat ${id} leads nowhere`)
      return target
    },
  }),
)
