import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { refused } from '../text/reading.ts'
import { parseCompanyNumber, parseMemberId } from './parse-name.ts'

const MEMBER_NUMBER = refused(
  'LINKEDIN',
  'UNRESOLVABLE',
  'Nobody can be found by a member number; paste the profile address or the ID that begins with ACo.',
)
const CONTENT = refused('LINKEDIN', 'CONTENT', 'It names a post, comment or message on LinkedIn, not a user.')
const GROUP = refused(
  'LINKEDIN',
  'GROUP_OR_CHANNEL',
  'It names a group, event or conversation on LinkedIn, not a user.',
)
const NO_USER = refused('LINKEDIN', 'NOT_A_PROFILE', 'It names something on LinkedIn that is no user.')

const URN = /^urn:li:([a-z_]+):\(?([^,)]+)/i
const NUMBER = /^\d+$/

const people: ReadonlySet<string> = new Set([
  ...['fsd_profile', 'fs_profile', 'fs_miniprofile', 'fs_salesprofile', 'ts_profile', 'ts_linkedin_profile', 'profile'],
  ...['person', 'member'],
])
const companies: ReadonlySet<string> = new Set([
  ...['fsd_company', 'fs_company', 'fs_minicompany', 'fs_normalized_company', 'fs_salescompany', 'organization'],
  ...['company', 'school', 'fsd_school', 'organizationbrand'],
])
const content: ReadonlySet<string> = new Set([
  'activity',
  'ugcpost',
  'share',
  'comment',
  'article',
  'fsd_update',
  'fsd_message',
])
const groups: ReadonlySet<string> = new Set([
  'group',
  'fsd_group',
  'event',
  'fsd_conversation',
  'messagingthread',
  'msg_conversation',
])

export function parseUrn(text: string): ParsedIdentifier {
  const [, name = '', value = ''] = URN.exec(text) ?? []
  const kind = name.toLowerCase()
  if (people.has(kind)) return NUMBER.test(value) ? MEMBER_NUMBER : parseMemberId(value)
  if (companies.has(kind)) return parseCompanyNumber(value)
  if (content.has(kind)) return CONTENT
  return groups.has(kind) ? GROUP : NO_USER
}
