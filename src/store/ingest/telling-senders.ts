import { type IdentifierKind, identifierKinds } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { MessageObservation, UserObservation } from '../../domain/observation.ts'
import { lastByKey } from './columns.ts'

/**
 * Senders whom a message shows by several names at once, of these kinds: often the only place that tells the phone behind
 * a LID.
 */
export function tellingSenders(
  messages: readonly MessageObservation[],
  kinds: readonly IdentifierKind[] = identifierKinds,
): readonly UserObservation[] {
  const telling = messages.flatMap(({ senderIdentifiers }) => {
    // Most messages show one name.
    if (senderIdentifiers.length < 2) return []
    const [first, second, ...others] = senderIdentifiers.filter(({ kind }) => kinds.includes(kind))
    return first && second && first.kind === 'PROVIDER_INTERNAL_ID' ? [namedUser([first, second, ...others])] : []
  })
  return lastByKey(telling, ({ identifiers }) => identifiers.map(identifierKey).join())
}

function namedUser(identifiers: UserObservation['identifiers']): UserObservation {
  const [{ provider, userKind }] = identifiers
  return {
    provider,
    userKind,
    identifiers,
    displayName: '',
    headline: null,
    pictureUrl: null,
    phone: null,
    phoneKey: null,
    declares: [],
  }
}
