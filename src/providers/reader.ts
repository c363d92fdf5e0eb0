import type { Identifier } from '../domain/identifier.ts'
import type { AttendeeObservation, ProfileObservation } from '../domain/observation.ts'

/** How payloads of all networks name a user, before a network's own rules. */
export type NameParts = {
  readonly providerId: string
  readonly publicIdentifier: string | null
  /** The network's own part of the payload; null when there is none. */
  readonly specifics: unknown
}

export type AttendeeParts = NameParts & {
  readonly name: string | null
  readonly pictureUrl: string | null
}

/** What differs between networks when bodies are read. Pure; each throws `UnreadableBodyError` for what it can't read. */
export type ProviderReader = {
  /** Every name in these parts, the internal ID first; empty when they name no user of this network. */
  readIdentifiers(parts: NameParts): readonly Identifier[]

  /** The part of an attendee that is the network's to say. */
  readAttendee(parts: AttendeeParts): Pick<AttendeeObservation, 'user' | 'contact'>

  /** A profile body, of somebody else or of the account's owner. */
  readProfile(body: unknown): ProfileObservation

  /** The names of an account's owner in its `connection_params.im`, the internal ID first when there is one. */
  readOwner(im: unknown): readonly Identifier[]
}
