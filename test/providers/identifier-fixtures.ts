import { readFileSync } from 'node:fs'
import type { Provider } from '../../src/domain/provider.ts'

/** The files in `test/fixtures/identifiers`, two a name, with the network whose texts they hold. */
export const fixtures = [
  ['linkedin', 'LINKEDIN'],
  ['linkedin-company', 'LINKEDIN'],
  ['whatsapp', 'WHATSAPP'],
  ['instagram', 'INSTAGRAM'],
  ['telegram', 'TELEGRAM'],
  ['x', 'X'],
  ['messenger', 'MESSENGER'],
] as const satisfies readonly (readonly [string, Provider])[]

export type FixtureLine = {
  readonly group: string
  /** The line as the file has it, for the name of a test. */
  readonly written: string
  readonly text: string
  readonly defaultCountry: string | null
  readonly expected: string
}

const LINE = /^(.*?)(?: \{(\w+)\})? => (.*)$/

/** The lines of `linkedin.valid` and its like, in order. */
export function fixtureLines(name: string): FixtureLine[] {
  const file = new URL(`../fixtures/identifiers/${name}.txt`, import.meta.url)
  const lines: FixtureLine[] = []
  let group = ''
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('## ')) group = line.slice(3)
    const [, written, defaultCountry = null, expected] = LINE.exec(line) ?? []
    if (line.startsWith('# ') || written === undefined || expected === undefined) continue
    const text: unknown = /^".*"$/.test(written) ? JSON.parse(written) : written
    lines.push({ group, written, text: String(text), defaultCountry, expected })
  }
  return lines
}
