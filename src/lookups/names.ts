import type { Identifier } from '../domain/identifier.ts'
import { identifierKey } from '../domain/identifier-key.ts'
import type { LookupQuestion, LookupTarget } from '../domain/lookup.ts'
import { lookupUser } from '../providers/lookup-user.ts'
import { whatsappJid } from '../providers/whatsapp/shapes.ts'

/** The name and those that follow from it without asking anyone: WhatsApp computes its internal ID from the phone. */
export function namesOf(identifier: Identifier): readonly Identifier[] {
  if (identifier.provider !== 'WHATSAPP' || identifier.kind !== 'PROVIDER_PUBLIC_ID') return [identifier]
  return [{ ...identifier, kind: 'PROVIDER_INTERNAL_ID', value: whatsappJid(identifier.value) }, identifier]
}

/** A text that is equal for questions about the same subject, as far as what is known of it tells. */
export function subjectKey({ subject, known }: LookupQuestion): string {
  if (known?.userId) return `user:${known.userId}`
  if ('userId' in subject) return `user:${subject.userId}`
  const [name = subject.identifier] = namesOf(subject.identifier)
  return identifierKey(name)
}

/**
 * What to ask upstream about the subject, the surest name first: an internal ID never changes hands, a public one may.
 * Null when upstream can't be asked by any of its names.
 */
export function chooseTarget({ subject, known }: LookupQuestion): LookupTarget | null {
  const given = 'identifier' in subject ? namesOf(subject.identifier) : []
  const names = [...(known?.identifiers ?? []), ...given]
  const [identifier] = names.filter((name) => lookupUser(name) !== null).sort((one, other) => rank(one) - rank(other))
  return identifier ? { method: identifier.userKind === 'COMPANY' ? 'COMPANY' : 'PROFILE', identifier } : null
}

const scopesAskedFirst: ReadonlySet<string> = new Set(['GLOBAL', 'LINKEDIN_CLASSIC'])

function rank({ kind, scope, value }: Identifier): number {
  if (kind === 'PROVIDER_PUBLIC_ID') return 2
  if (!scopesAskedFirst.has(scope)) return 3
  return value.endsWith('@lid') ? 1 : 0
}
