import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import type { BareTextOptions } from '../adapter.ts'
import { candidate } from '../identifier-shape.ts'
import { parsePhoneNumber } from '../phone/phone-number.ts'
import { phoneProblems } from '../phone/phone-problems.ts'
import { found, merged, refused } from '../text/reading.ts'
import { isReserved, number, phone, username } from './shapes.ts'

const MALFORMED = refused(
  'TELEGRAM',
  'MALFORMED',
  'Telegram usernames have 5 to 32 letters, digits and underscores, and begin with a letter.',
)
const NO_NUMBER = refused('TELEGRAM', 'MALFORMED', 'Telegram numbers its users with up to 16 digits.')
const RESERVED = refused('TELEGRAM', 'RESERVED_WORD', 'The word is part of addresses, so it names no Telegram user.')
const GROUP = refused('TELEGRAM', 'GROUP_OR_CHANNEL', 'Negative numbers are the IDs of Telegram groups and channels.')
const problems = phoneProblems('TELEGRAM', 'It is no phone number.')

const AS_PHONE = 'It is a phone number with its country, and Telegram users have one.'
const AS_USERNAME = 'It can be a Telegram username.'
const AS_NUMBER = "Telegram's internal IDs are numbers."
const USERNAME_IN_ADDRESS = 'It is the username in a Telegram address; a channel could have it too.'
const PHONE_IN_ADDRESS = 'It is the phone number in a Telegram address.'
const NUMBER_IN_ADDRESS = 'It is the internal ID in a Telegram address.'

const DIGITS = /^\d+$/
const NEGATIVE = /^-\d+$/
const PHONE_START = /^[+(\d\u0660-\u0669\u06f0-\u06f9]/
/** An ID has 10 digits or fewer by now, and nearly every phone number with its country has more. */
const SHORTEST_USUAL_PHONE = 11

/** It is the ID of a group or channel, which no other network writes as a negative number. */
export function ownsText(text: string): boolean {
  return text.startsWith('-') && NEGATIVE.test(text)
}

export function parseBareText(text: string, { defaultCountry }: BareTextOptions): ParsedIdentifier {
  if (text.startsWith('@')) return parseUsername(text.slice(1), AS_USERNAME)
  if (NEGATIVE.test(text)) return GROUP
  if (!PHONE_START.test(text)) return parseUsername(text, AS_USERNAME)
  if (!DIGITS.test(text)) return parsePhone(text, defaultCountry, AS_PHONE)
  const asPhone = parsePhone(text, defaultCountry, AS_PHONE)
  const asNumber = parseNumber(text, AS_NUMBER)
  const isLikelyPhone = text.length >= SHORTEST_USUAL_PHONE || text.startsWith('0')
  return merged(isLikelyPhone ? [asPhone, asNumber] : [asNumber, asPhone])
}

export function parseUsername(text: string, because = USERNAME_IN_ADDRESS): ParsedIdentifier {
  const value = text.toLowerCase()
  if (isReserved(value)) return RESERVED
  return username.accepts(value) ? found(candidate(username, value, because)) : MALFORMED
}

export function parsePhone(text: string, defaultCountry: string | null, because = PHONE_IN_ADDRESS): ParsedIdentifier {
  const numbers = parsePhoneNumber(text, defaultCountry)
  if (typeof numbers === 'string') return problems[numbers]
  return found(...numbers.map((digits) => candidate(phone, digits, because)))
}

export function parseNumber(text: string, because = NUMBER_IN_ADDRESS): ParsedIdentifier {
  if (NEGATIVE.test(text)) return GROUP
  return number.accepts(text) ? found(candidate(number, text, because)) : NO_NUMBER
}
