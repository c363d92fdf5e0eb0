import type { ChatKind } from './chat.ts'

/** Where a fact was read: which list, event or answer of upstream, or that we concluded it ourselves. */
export const evidenceSources = [
  'ATTENDEE_LIST',
  'RELATION_LIST',
  'CHAT_LIST',
  'GROUP_MEMBERS',
  'MESSAGE',
  'WEBHOOK',
  'PROFILE',
  'WRITE',
  'INFERRED',
] as const
export type EvidenceSource = (typeof evidenceSources)[number]

/** What being in a chat proves about knowing its other participants. */
export type ChatEvidence = 'DIRECT' | 'GROUP' | 'NONE'

const adverts: ReadonlySet<string> = new Set(['sponsored', 'linkedin_offer'])

/** Adverts are not relationships, and a channel's readers don't know each other. */
export function chatEvidence(kind: ChatKind, contentType: string | null): ChatEvidence {
  if (kind === 'CHANNEL' || (contentType !== null && adverts.has(contentType))) return 'NONE'
  return kind
}
