import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import type { AttendeeObservation } from '../../domain/observation.ts'
import { flagField, partField, readBody, textField, textsField } from '../read-body.ts'
import { toUser } from '../read-user.ts'
import type { AttendeeParts, NameParts } from '../reader.ts'
import { onlyPhone } from './only-phone.ts'
import { contactAtDistance } from './read-contact.ts'
import { linkedinNames } from './read-names.ts'

const SpecificsBody = partField(
  z.object({
    occupation: textField,
    headline: textField,
    network_distance: textField,
    is_company: flagField,
    contact_info: partField(z.object({ websites: textsField, phone_numbers: textsField })),
  }),
)

export function readIdentifiers({ providerId, publicIdentifier, specifics }: NameParts): readonly Identifier[] {
  const { is_company } = readBody(SpecificsBody, specifics)
  return linkedinNames(providerId, publicIdentifier, is_company ? 'COMPANY' : undefined)
}

export function readAttendee(parts: AttendeeParts): Pick<AttendeeObservation, 'user' | 'contact'> {
  const { headline, occupation, network_distance, contact_info } = readBody(SpecificsBody, parts.specifics)
  const user = toUser(readIdentifiers(parts), {
    displayName: parts.name,
    headline: headline ?? occupation,
    pictureUrl: parts.pictureUrl,
    phone: onlyPhone(contact_info.phone_numbers),
    declaredUrls: contact_info.websites,
  })
  return { user, contact: user.userKind === 'COMPANY' ? null : contactAtDistance(network_distance) }
}
