import type { ParsedIdentifier } from '../../domain/identifier-candidate.ts'
import type { Provider } from '../../domain/provider.ts'
import { refused } from '../text/reading.ts'
import type { PhoneReading } from './phone-number.ts'

/** One refusal for each way in which a text fails to be a phone number on this network, or anywhere when null. */
export function phoneProblems(
  provider: Provider | null,
  notANumber: string,
): Readonly<Record<Exclude<PhoneReading, readonly string[]>, ParsedIdentifier>> {
  return {
    NOT_A_NUMBER: refused(provider, 'MALFORMED', notANumber),
    NATIONAL_NUMBER: refused(
      provider,
      'NATIONAL_NUMBER',
      'The phone number has no country; write it with + and the country code, or say which country is meant.',
    ),
    IMPOSSIBLE_NUMBER: refused(
      provider,
      'IMPOSSIBLE_NUMBER',
      'No country has phone numbers that begin like this and have this many digits.',
    ),
  }
}
