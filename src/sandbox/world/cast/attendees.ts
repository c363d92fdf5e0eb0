import type { LinkedinProduct } from '../identifiers.ts'
import type { CastAccount } from './accounts.ts'
import type { CastUser } from './users.ts'

/** How an account knows somebody of the cast. */
export type AttendeePlan = {
  readonly account: CastAccount
  readonly user: CastUser
  /** Days before the world was made on which they became a contact. */
  readonly contactForDays?: number
  readonly distance?: 2 | 3 | -1
  /** LinkedIn: the product whose id names them. */
  readonly product?: LinkedinProduct
  /** WhatsApp: listed under the phone's JID rather than the LID. */
  readonly usesJid?: boolean
  readonly isPhoneHidden?: boolean
}

/** Whom the accounts know of the cast. The place in the list, after the owners, is the attendee's number. */
export const attendeePlans = {
  adaOfMarie: { account: 'marieLinkedin', user: 'adaLinkedin', contactForDays: 900 },
  adaOfNikola: { account: 'nikolaLinkedin', user: 'adaLinkedin', contactForDays: 300 },
  graceOfMarie: { account: 'marieLinkedin', user: 'graceLinkedin' },
  graceOfMarieInSalesNavigator: { account: 'marieLinkedin', user: 'graceLinkedin', product: 'sales_navigator' },
  alanOfMarie: { account: 'marieLinkedin', user: 'alanLinkedin', distance: 3 },
  katherineOfMarie: { account: 'marieLinkedin', user: 'katherineLinkedin', contactForDays: 500 },
  katherineOfNikola: { account: 'nikolaLinkedin', user: 'katherineLinkedin' },
  annieOfMarie: { account: 'marieLinkedin', user: 'annieLinkedin', contactForDays: 40 },
  hedyOfMarie: { account: 'marieLinkedin', user: 'hedyLinkedin', product: 'recruiter' },
  radiaOfMarie: { account: 'marieLinkedin', user: 'radiaLinkedin', distance: 3 },
  emmyOfMarie: { account: 'marieLinkedin', user: 'emmyLinkedin' },
  enginesOfMarie: { account: 'marieLinkedin', user: 'enginesCompany' },
  lampsOfMarie: { account: 'marieLinkedin', user: 'lampsCompany' },
  memberOfMarie: { account: 'marieLinkedin', user: 'memberLinkedin', distance: -1 },
  annieOfRosalind: { account: 'rosalindLinkedin', user: 'annieLinkedin', contactForDays: 200 },

  adaOfMarieWhatsapp: { account: 'marieWhatsapp', user: 'adaWhatsapp', contactForDays: 600 },
  graceOfMarieWhatsapp: { account: 'marieWhatsapp', user: 'graceWhatsapp', usesJid: true },
  graceOfMarieWhatsappByLid: { account: 'marieWhatsapp', user: 'graceWhatsapp' },
  alanOfMarieWhatsapp: { account: 'marieWhatsapp', user: 'alanWhatsapp', isPhoneHidden: true },
  namelessOfMarieWhatsapp: { account: 'marieWhatsapp', user: 'namelessWhatsapp', isPhoneHidden: true },
  maryOfMarieWhatsapp: { account: 'marieWhatsapp', user: 'maryWhatsapp', usesJid: true, contactForDays: 100 },
  adaOfSupportWhatsapp: { account: 'supportWhatsapp', user: 'adaWhatsapp' },

  adaOfStudioInstagram: { account: 'studioInstagram', user: 'adaInstagram', contactForDays: 80 },
  fridaOfStudioInstagram: { account: 'studioInstagram', user: 'fridaInstagram' },
  adaOfNikolaTelegram: { account: 'nikolaTelegram', user: 'adaTelegram', contactForDays: 250 },
  alanOfNikolaTelegram: { account: 'nikolaTelegram', user: 'alanTelegram' },
  hypatiaOfNikolaTelegram: { account: 'nikolaTelegram', user: 'hypatiaTelegram' },
  graceOfStudioTwitter: { account: 'studioTwitter', user: 'graceTwitter', contactForDays: 60 },
  lineaOfStudioTwitter: { account: 'studioTwitter', user: 'lineaTwitter' },
  katherineOfStudioMessenger: { account: 'studioMessenger', user: 'katherineMessenger' },
  georgeOfStudioMessenger: { account: 'studioMessenger', user: 'georgeMessenger' },
} satisfies Record<string, AttendeePlan>
export type CastAttendee = keyof typeof attendeePlans
