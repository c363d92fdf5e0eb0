import type { LinkedinProduct } from '../domain/client-write.ts'
import { BadArgumentError } from '../domain/errors.ts'
import { builder } from './builder.ts'
import { enumOf } from './enums.ts'
import { UserRefInput } from './user-ref-input.ts'

const LinkedinProductEnum = enumOf<LinkedinProduct>(
  'LinkedinProduct',
  'The product of LinkedIn to write from; each has chats and ids of its own.',
  { CLASSIC: 'LinkedIn itself.', SALES_NAVIGATOR: 'Sales Navigator.', RECRUITER: 'Recruiter.' },
)

const keyDescription =
  'Yours to choose, 8 to 128 characters, such as a UUID: however often you ask with it, it is written at most once, and the answer is ' +
  'the same. A new thing to write needs a new key.'

export const StartChatInput = builder.inputType('StartChatInput', {
  description: 'Whom to write to, from which account.',
  fields: (t) => ({
    account: t.id({ required: true, description: 'The `id` of the account that writes.' }),
    user: t.field({ type: UserRefInput, required: true, description: 'Who is written to.' }),
    text: t.string({ required: true, description: 'The message.' }),
    product: t.field({
      type: LinkedinProductEnum,
      defaultValue: 'CLASSIC',
      description: 'LinkedIn: the product to write from.',
    }),
    subject: t.string({ description: 'LinkedIn: the subject of an InMail.' }),
    inmail: t.boolean({
      defaultValue: false,
      description: 'LinkedIn: spend an InMail on somebody who is no relation.',
    }),
    idempotencyKey: t.string({ required: true, description: keyDescription }),
  }),
})

export const SendMessageInput = builder.inputType('SendMessageInput', {
  description: 'What to write in which chat.',
  fields: (t) => ({
    chat: t.id({ required: true, description: 'The `id` of the chat.' }),
    text: t.string({ required: true, description: 'The message.' }),
    quotes: t.id({ description: 'The `id` of the message that this one answers.' }),
    expectTarget: t.string({
      description:
        'The `fingerprint` of the `Chat.replyTarget` that you saw. Upstream is asked whom the chat leads to now: if that ' +
        'is somebody else, or can’t be told, nothing is sent.',
    }),
    idempotencyKey: t.string({ required: true, description: keyDescription }),
  }),
})

export const SetChatReadInput = builder.inputType('SetChatReadInput', {
  description: 'Which chat was read.',
  fields: (t) => ({
    chat: t.id({ required: true, description: 'The `id` of the chat.' }),
    read: t.boolean({ defaultValue: true, description: 'False marks it as yet to be read.' }),
    idempotencyKey: t.string({ required: true, description: keyDescription }),
  }),
})

export const SendInvitationInput = builder.inputType('SendInvitationInput', {
  description: 'Whom to ask to become a contact.',
  fields: (t) => ({
    account: t.id({ required: true, description: 'The `id` of the account that invites.' }),
    user: t.field({ type: UserRefInput, required: true, description: 'Who is invited.' }),
    message: t.string({ description: 'A note, at most 300 characters. Free LinkedIn accounts have few of them.' }),
    idempotencyKey: t.string({ required: true, description: keyDescription }),
  }),
})

export const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description: 'Whose invitation to accept.',
  fields: (t) => ({
    account: t.id({ required: true, description: 'The `id` of the account that was invited.' }),
    user: t.field({ type: UserRefInput, required: true, description: 'Who sent the invitation.' }),
    idempotencyKey: t.string({ required: true, description: keyDescription }),
  }),
})

/** A key that can be kept. Throws BadArgumentError for others. */
export function readKey(key: string): string {
  if (/^[\x21-\x7e]{8,128}$/.test(key)) return key
  throw new BadArgumentError('input.idempotencyKey', '8 to 128 letters, digits and signs, without spaces')
}

/** White space apart, what providers drop, or the store can't hold; and halves of surrogate pairs. */
const unsendable = /[^\P{Cc}\s]|\p{Cs}/u

/** A text that can be sent as it is. Throws BadArgumentError for others. */
export function readTextToSend(argument: string, text: string, longest = 8_000): string {
  if (text.trim() !== '' && text.length <= longest && !unsendable.test(text)) return text
  const expected = `1 to ${longest} characters, without control characters but line breaks and tabs`
  throw new BadArgumentError(argument, expected)
}
