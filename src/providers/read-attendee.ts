import { z } from 'zod'
import type { AttendeeObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { flagField, idField, readBody, textField, userIdField } from './read-body.ts'
import { readers } from './readers.ts'

const AttendeeBody = z.object({
  id: idField,
  account_id: idField,
  provider_id: userIdField,
  name: textField,
  is_self: flagField,
  hidden: flagField,
  picture_url: textField,
  public_identifier: textField,
  specifics: z.unknown().optional(),
})

/** An attendee of an account of `provider`, which the body itself need not tell. */
export function readAttendee(provider: Provider, body: unknown): AttendeeObservation {
  const attendee = readBody(AttendeeBody, body)
  return {
    unipileId: attendee.id,
    accountUnipileId: attendee.account_id,
    providerId: attendee.provider_id,
    isSelf: attendee.is_self ?? false,
    hidden: attendee.hidden ?? false,
    ...readers[provider].readAttendee({
      providerId: attendee.provider_id,
      publicIdentifier: attendee.public_identifier,
      specifics: attendee.specifics ?? null,
      name: attendee.name,
      pictureUrl: attendee.picture_url,
    }),
  }
}
