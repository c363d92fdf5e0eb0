import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { readKey, readTextToSend, SendMessageInput, SetChatReadInput, StartChatInput } from './write-inputs.ts'
import { toldChatRead, toldChatStarted, toldMessageSent } from './write-payloads.ts'
import { SendMessageResult, SetChatReadResult, StartChatResult } from './write-results.ts'
import { readChat, readQuoted, readRecipient } from './write-targets.ts'

builder.mutationFields((t) => ({
  startChat: t.field({
    type: StartChatResult,
    description: 'Writes to a user, in the chat there is or a new one. The user is known from then on.',
    args: { input: t.arg({ type: StartChatInput, required: true, description: 'Whom, from where, and what.' }) },
    resolve: async (_mutation, { input }, context) => {
      const account = readAccount('input.account', input.account, context)
      const recipient = await readRecipient('input.user', input.user, account, context)
      if ('refusal' in recipient) return recipient.refusal
      const product = input.product ?? 'CLASSIC'
      const inmail = input.inmail ?? false
      const outcome = await context.writes.startChat({
        key: readKey(input.idempotencyKey),
        asked: { ...input, product, inmail },
        account,
        recipient,
        text: readTextToSend('input.text', input.text),
        subject: input.subject ? readTextToSend('input.subject', input.subject) : null,
        product,
        isInmail: inmail,
      })
      return toldChatStarted(outcome, context)
    },
  }),
  sendMessage: t.field({
    type: SendMessageResult,
    description: 'Sends a message in a chat, if it still leads to whom you saw.',
    args: { input: t.arg({ type: SendMessageInput, required: true, description: 'What, and in which chat.' }) },
    resolve: async (_mutation, { input }, context) => {
      const { chatId, account } = await readChat(input.chat, context)
      const quoted = input.quotes == null ? null : await readQuoted(input.quotes, chatId, context)
      const outcome = await context.writes.sendMessage({
        key: readKey(input.idempotencyKey),
        asked: input,
        account,
        chatId,
        text: readTextToSend('input.text', input.text),
        quotedMessageUnipileId: quoted?.unipileId ?? null,
        expectTarget: input.expectTarget ?? null,
      })
      return toldMessageSent(outcome, context)
    },
  }),
  setChatRead: t.field({
    type: SetChatReadResult,
    description: 'Marks a chat as read, or as yet to be read, here and at its provider.',
    args: { input: t.arg({ type: SetChatReadInput, required: true, description: 'Which chat.' }) },
    resolve: async (_mutation, { input }, context) => {
      const { chatId, account } = await readChat(input.chat, context)
      const key = readKey(input.idempotencyKey)
      const read = input.read ?? true
      const outcome = await context.writes.setChatRead({ key, asked: { ...input, read }, account, chatId, read })
      return toldChatRead(outcome, context)
    },
  }),
}))
