import type { LookupAnswer } from '../domain/lookup.ts'
import type { User } from '../domain/user.ts'
import type { LookupLine } from './lookup-line.ts'

/** The heading of what is printed: one line for each line that was read, as columns between tabs. */
export const lookupHeading = ['text', 'answer', 'name', 'internal ID', 'public ID', 'remark'].join('\t')

/** The line for an answer; `user` is whom it found. */
export function printedAnswer({ text }: LookupLine, answer: LookupAnswer, user: User | null): string {
  const found = user ? [user.displayName, user.internalId, user.publicId] : []
  return printed(text, answer.kind, found, remarkOf(answer))
}

/** The line for what names nobody. */
export function printedRefusal({ text, refused, because }: Extract<LookupLine, { refused: string }>): string {
  return printed(text, refused, [], because)
}

function printed(
  text: string,
  answer: string,
  [name, internalId, publicId]: readonly (string | null)[],
  remark: string,
) {
  return [text, answer, name, internalId, publicId, remark]
    .map((column) => (column ?? '').replaceAll(/[\t\n\r]/g, ' '))
    .join('\t')
}

function remarkOf(answer: LookupAnswer): string {
  switch (answer.kind) {
    case 'FOUND':
      return answer.unmet ? remarkOf(answer.unmet) : missingOf(answer.profile?.missingSections ?? [])
    case 'NOT_FOUND':
      return `nobody there on ${answer.at.slice(0, 10)}`
    case 'DEFERRED':
      return `not before ${answer.retryAt}${answer.jobId ? `, in job ${answer.jobId}` : ''}`
    case 'PROBLEM':
      return [answer.problem, answer.reconnectUrl].filter((part) => part !== null).join(': ')
    case 'NOT_ASKED':
      return ''
  }
}

function missingOf(sections: readonly string[]): string {
  return sections.length > 0 ? `without ${sections.join(', ')}` : ''
}
