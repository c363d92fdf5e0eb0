import { isJobId } from '../domain/lookup-job.ts'

/** The types that can be fetched by id. */
export const nodeTypes = [
  'Account',
  'Attendee',
  'Chat',
  'IdentityJoin',
  'LookupJob',
  'Message',
  'User',
  'WebhookDelivery',
] as const
export type NodeType = (typeof nodeTypes)[number]

export type GlobalId = { readonly type: NodeType; readonly id: string }

/** Names and numbers have no bits in which the alphabets of base64 and base64url differ, so that the quick one does. */
export function formatGlobalId(type: string, id: string | number | bigint): string {
  const text = `${type}:${id}`
  const padded = btoa(text)
  return padded.slice(0, padded.length - ((3 - (text.length % 3)) % 3))
}

/** Null when the text is no id of ours; whether anything has the id is another question. */
export function parseGlobalId(text: string): GlobalId | null {
  const [, name, id = ''] = /^(\w+):([\w-]+)$/.exec(decode(text)) ?? []
  const type = nodeTypes.find((known) => known === name)
  const isRowId = type === 'LookupJob' ? isJobId(id) : /^[1-9]\d{0,17}$/.test(id)
  return type && isRowId ? { type, id } : null
}

/** Empty when it is no base64, or longer than any id. */
function decode(text: string): string {
  try {
    return text.length > 64 ? '' : atob(text)
  } catch {
    return ''
  }
}
