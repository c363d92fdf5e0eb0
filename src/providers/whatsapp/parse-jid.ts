import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { candidate } from '../identifier-shape.ts'
import { found, refused } from '../text/reading.ts'
import { jid, lid, phone, whatsappJid } from './shapes.ts'

/** Number, then what tells one user's devices apart, then server. */
const JID = /^\+?(\d{1,20})(?:[._]\d{1,3})?(?::\d{1,5})?@([a-z.]+)$/i
const SERVER = /@(?:s\.whatsapp\.net|c\.us|(?:hosted\.)?lid|hosted|g\.us|broadcast|newsletter|call|bot|msgr|interop)$/i
const HIDES_PHONE = 'It ends in @lid: an internal ID of WhatsApp that hides the phone number, and is none itself.'

const GROUP = refused('WHATSAPP', 'GROUP_OR_CHANNEL', 'It is the ID of a WhatsApp group, not of a user.')
const LIST = refused('WHATSAPP', 'GROUP_OR_CHANNEL', 'It is the ID of a WhatsApp broadcast list, not of a user.')
const CHANNEL = refused('WHATSAPP', 'GROUP_OR_CHANNEL', 'It is the ID of a WhatsApp channel, not of a user.')
const NO_USER = refused('WHATSAPP', 'NOT_A_PROFILE', 'It is a WhatsApp address of a call, a bot or another service.')
const MALFORMED = refused('WHATSAPP', 'MALFORMED', 'It ends like a WhatsApp ID, but does not begin with a number.')

/** The text ends like the internal ID of something on WhatsApp. */
export function isJid(text: string): boolean {
  return text.includes('@', 1) && SERVER.test(text)
}

export function parseJid(text: string): ParsedIdentifier {
  const server = text.slice(text.lastIndexOf('@') + 1).toLowerCase()
  if (server === 'g.us') return GROUP
  if (server === 'broadcast') return LIST
  if (server === 'newsletter') return CHANNEL
  const digits = JID.exec(text)?.[1]
  if (server === 'lid' || server === 'hosted.lid') return parseLid(`${digits}@lid`)
  if (server !== 's.whatsapp.net' && server !== 'c.us' && server !== 'hosted') return NO_USER
  return digits === undefined ? MALFORMED : parsePhoneJid(digits)
}

function parseLid(value: string): ParsedIdentifier {
  return lid.accepts(value) ? found(candidate(lid, value, HIDES_PHONE)) : MALFORMED
}

function parsePhoneJid(digits: string): ParsedIdentifier {
  const value = whatsappJid(digits)
  if (!jid.accepts(value)) return MALFORMED
  const internal = candidate(jid, value, 'It is an internal ID of WhatsApp.')
  if (!phone.accepts(digits)) return found(internal)
  return found(internal, candidate(phone, digits, "It is the phone number inside WhatsApp's internal ID."))
}
