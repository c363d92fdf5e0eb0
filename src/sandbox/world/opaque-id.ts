import { createCipheriv, createDecipheriv } from 'node:crypto'

const kinds = [
  'account',
  'attendee',
  'chat',
  'message',
  'webhook',
  'linkedin-classic',
  'linkedin-sales-navigator',
  'linkedin-recruiter',
] as const
export type OpaqueKind = (typeof kinds)[number]

// One block each, so a cipher without chaining is a reversible way to make row numbers look like nothing.
const key = Buffer.from('acquaint sandbox')
const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
const block = Buffer.alloc(16)
const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)

/**
 * 22 url-safe characters that stand for one or two row numbers. They do not depend on the seed, so the ids of the
 * fixed cast are constants; and they can be read back, so a large world needs no table of ids.
 */
export function formatOpaqueId(kind: OpaqueKind, first: number, second = 0): string {
  block.writeUInt8(kinds.indexOf(kind), 0)
  block.writeUInt32BE(first, 4)
  block.writeUInt32BE(second, 8)
  return cipher.update(block).toString('base64url')
}

/** The row numbers behind an id, or null when it is not an id of that kind. */
export function parseOpaqueId(kind: OpaqueKind, id: string): readonly [first: number, second: number] | null {
  if (!/^[\w-]{22}$/.test(id)) return null
  const plain = decipher.update(Buffer.from(id, 'base64url'))
  const numbers = [plain.readUInt32BE(4), plain.readUInt32BE(8)] as const
  return formatOpaqueId(kind, ...numbers) === id ? numbers : null
}
