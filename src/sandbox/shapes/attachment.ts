import type { Attachment } from '../world/types.ts'

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><circle cx="64" cy="64" r="60" fill="#f5a623"/></svg>'

const madeUp: Record<Attachment['kind'], (attachment: Attachment) => string> = {
  img: () => picture,
  audio: () => 'OggS',
  file: ({ fileName }) => `The content of ${fileName}.\n`,
}

/** The bytes of an attachment: those uploaded, or for the synthetic past some that fit its kind. */
export const attachmentContent = (attachment: Attachment): Uint8Array =>
  attachment.content ?? Buffer.from(madeUp[attachment.kind](attachment).padEnd(attachment.size))
