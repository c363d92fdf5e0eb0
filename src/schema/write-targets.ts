import type { Account } from '../domain/account.ts'
import type { Recipient } from '../domain/client-write.ts'
import { BadArgumentError } from '../domain/errors.ts'
import type { Message } from '../domain/message.ts'
import { readId } from './arguments.ts'
import type { Context } from './context.ts'
import { yetToBeLookedUp } from './user-not-found.ts'
import { type RefMeaning, readUserRef, type UserRef } from './user-ref.ts'

/** The chat that `input.chat` names, and its account. Throws BadArgumentError when it is none of the viewer's. */
export async function readChat(id: string, { loaders }: Context): Promise<{ chatId: string; account: Account }> {
  const chat = await loaders.chatById.load(readId('input.chat', id, 'Chat'))
  const account = chat && loaders.accountById(chat.accountId)
  if (!account) throw new BadArgumentError('input.chat', 'the id of a chat of one of your accounts')
  return { chatId: chat.id, account }
}

/** The message that `input.quotes` names. Throws BadArgumentError when it is none of the chat. */
export async function readQuoted(id: string, chatId: string, { loaders }: Context): Promise<Message> {
  const message = await loaders.messageById.load(readId('input.quotes', id, 'Message'))
  if (message?.chatId !== chatId) throw new BadArgumentError('input.quotes', 'the id of a message of this chat')
  return message
}

/** Who is to be written to. One who was never read can be, by a name that needs no asking: an internal ID, a phone. */
export async function readRecipient(
  argument: string,
  ref: UserRef,
  account: Account,
  context: Context,
): Promise<Recipient | Extract<RefMeaning, { refusal: unknown }>> {
  const meaning = await readUserRef(argument, ref, account, context)
  if ('refusal' in meaning) return meaning
  const { provider } = 'user' in meaning ? meaning.user : meaning.identifier
  if (provider !== account.provider)
    throw new BadArgumentError(argument, `a user on ${account.provider}, as the account is`)
  if ('user' in meaning) return { userId: meaning.user.id, userKind: meaning.user.kind }
  const { identifier } = meaning
  if (identifier.kind === 'PROVIDER_INTERNAL_ID') return { identifier }
  if (provider !== 'WHATSAPP') return { refusal: yetToBeLookedUp }
  const value = `${identifier.value}@s.whatsapp.net`
  return { identifier: { ...identifier, kind: 'PROVIDER_INTERNAL_ID', value } }
}
