import { z } from 'zod'
import type { ProfileObservation } from '../../domain/observation.ts'
import { internationalPhoneDigits } from '../normalise.ts'
import { countField, idField, readBody, textField } from '../read-body.ts'
import { toProfile, toUser, webUrls } from '../read-user.ts'
import { linkedinNames } from './read-names.ts'

const CompanyBody = z.object({
  id: idField,
  public_identifier: textField,
  name: textField,
  tagline: textField,
  description: textField,
  logo: textField,
  website: textField,
  phone: textField,
  followers_count: countField,
})

/** A LinkedIn company page. It is public, and nobody's contact. */
export function readCompany(body: unknown): ProfileObservation {
  const company = readBody(CompanyBody, body)
  const websites = webUrls(company.website === null ? [] : [company.website])
  const user = toUser(linkedinNames(company.id, company.public_identifier, 'COMPANY'), {
    displayName: company.name,
    headline: company.tagline,
    pictureUrl: company.logo,
    phone: company.phone === null ? null : internationalPhoneDigits(company.phone),
    declaredUrls: websites,
  })
  return toProfile(user, {
    isPrivate: false,
    isSelf: false,
    summary: company.description,
    websites,
    phones: company.phone === null ? [] : [company.phone],
    followerCount: company.followers_count,
  })
}
