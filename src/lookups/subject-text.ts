import { identifierKey, parseIdentifierKey } from '../domain/identifier-key.ts'
import type { LookupSubject } from '../domain/lookup.ts'
import { providers } from '../domain/provider.ts'

/** The subject as one line of text; equal texts, equal subjects. */
export function formatSubject(subject: LookupSubject): string {
  return 'userId' in subject ? `user:${subject.provider}:${subject.userId}` : identifierKey(subject.identifier)
}

/** The subject of such a text; null when it is none. */
export function parseSubject(text: string): LookupSubject | null {
  const [scheme, name, userId] = text.split(':')
  const provider = providers.find((one) => one === name)
  if (scheme === 'user' && provider && userId) return { userId, provider }
  const identifier = parseIdentifierKey(text)
  return identifier && { identifier }
}
