import { z } from 'zod'
import { optionalIdField, partField, readBody, textField } from '../read-body.ts'
import type { ProviderReader } from '../reader.ts'
import { readAttendee, readIdentifiers } from './read-attendee.ts'
import { linkedinNames } from './read-names.ts'
import { readProfile } from './read-profile.ts'

const OwnerBody = partField(z.object({ id: optionalIdField, publicIdentifier: textField }))

export const linkedinReader: ProviderReader = {
  readIdentifiers,
  readAttendee,
  readProfile,
  readOwner: (im) => {
    const { id, publicIdentifier } = readBody(OwnerBody, im)
    return linkedinNames(id, publicIdentifier)
  },
}
