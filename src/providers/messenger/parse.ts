import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import { candidate } from '../identifier-shape.ts'
import { found, refused } from '../text/reading.ts'
import { isReserved, number, vanity } from './shapes.ts'

const MALFORMED = refused('MESSENGER', 'MALFORMED', 'Facebook names have 5 to 50 letters, digits and dots.')
const NO_NUMBER = refused(
  'MESSENGER',
  'MALFORMED',
  "Messenger's internal IDs have 1 to 20 digits, the first of which is not 0.",
)
const RESERVED = refused('MESSENGER', 'RESERVED_WORD', 'The word is part of addresses, so it names no Messenger user.')

const DIGITS = /^\d+$/
const NAME_IN_ADDRESS = 'It is the vanity name in a Facebook or Messenger address.'
const NUMBER_IN_ADDRESS = 'It is the internal ID in a Facebook or Messenger address.'

export function parseBareText(text: string): ParsedIdentifier {
  if (text.startsWith('@')) return parseVanity(text.slice(1), 'It can be a Facebook vanity name.')
  if (DIGITS.test(text)) return parseNumber(text, "Messenger's internal IDs are numbers.")
  return parseVanity(text, 'It can be a Facebook vanity name.')
}

/** Facebook never gives out names of digits alone, so in an address digits are an ID. */
export function parseNameOrNumber(text: string): ParsedIdentifier {
  return DIGITS.test(text) ? parseNumber(text) : parseVanity(text)
}

export function parseNumber(text: string, because = NUMBER_IN_ADDRESS): ParsedIdentifier {
  return number.accepts(text) ? found(candidate(number, text, because)) : NO_NUMBER
}

function parseVanity(text: string, because = NAME_IN_ADDRESS): ParsedIdentifier {
  const value = text.toLowerCase()
  if (isReserved(value)) return RESERVED
  return vanity.accepts(value) ? found(candidate(vanity, value, because)) : MALFORMED
}
