import type { Context } from '../endpoint.ts'
import type { Form, UploadedFile } from '../multipart.ts'
import { Problem } from '../problem.ts'
import { addMessage } from '../world/changes.ts'
import type { Attachment, Chat, Message } from '../world/types.ts'

/** What a form has to say: its text and files. */
export type Content = { readonly text: string | null; readonly attachments: readonly Attachment[] }

/** The multipart body of a call; a Problem for any other body. */
export function requiredForm(form: Form | null): Form {
  if (!form) throw new Problem('unsupported_media_type', 'Expected multipart/form-data')
  return form
}

/** The value of a field that is sent once; null when it is not sent. */
export const fieldOf = ({ fields }: Form, name: string): string | null => fields.get(name)?.[0] ?? null

/** What a form has to say; empty text counts as none. */
export const contentOf = (form: Form): Content => ({
  text: fieldOf(form, 'text') || null,
  attachments: form.files.map(attachmentOf),
})

/** Whether there is nothing to send. */
export const isEmpty = ({ text, attachments }: Content): boolean => text === null && attachments.length === 0

function attachmentOf({ fileName, mimeType, content }: UploadedFile): Attachment {
  const kind = mimeType.startsWith('image/') ? 'img' : mimeType.startsWith('audio/') ? 'audio' : 'file'
  return { kind, fileName, mimeType, size: content.byteLength, content }
}

/** Sends as the owner, and tells the webhooks: they hear of the account's own messages too. */
export function sendMessage(
  context: Context,
  chat: Chat,
  content: Content,
  quotedIndex: number | null = null,
): Message {
  const { world, webhooks } = context
  const message = addMessage(world, chat, { ...content, quotedIndex, sender: world.ownerOf(chat.account) })
  webhooks.publish({ event: 'message_received', message })
  return message
}
