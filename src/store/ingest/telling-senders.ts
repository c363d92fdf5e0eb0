import { identifierKey } from '../../domain/identifier-key.ts'
import type { MessageObservation, UserObservation } from '../../domain/observation.ts'
import { lastByKey } from './columns.ts'
import { internalIdentifiers } from './group-users.ts'

/** Senders whom a message shows by several names at once. */
export function tellingSenders(messages: readonly MessageObservation[]): readonly UserObservation[] {
  const telling = messages.flatMap(({ senderIdentifiers: [first, second, ...others] }) =>
    first && second && first.kind === 'PROVIDER_INTERNAL_ID' ? [namedUser([first, second, ...others])] : [],
  )
  return lastByKey(telling, ({ identifiers }) => identifiers.map(identifierKey).join())
}

/**
 * Those of them with several internal IDs, which one message proves to be one user's: often the only place that tells the
 * phone behind a LID. A public ID that proves nothing may have been another's since an old message.
 */
export function provingSenders(messages: readonly MessageObservation[]): readonly UserObservation[] {
  return tellingSenders(messages).filter((sender) => internalIdentifiers(sender).length > 1)
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
