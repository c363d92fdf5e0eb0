import { expect, it } from 'vitest'
import type { IdentifierCandidate } from '../../src/domain/identifier-candidate.ts'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { type FixtureLine, fixtureLines, fixtures } from '../providers/identifier-fixtures.ts'

const EXAMPLES_A_GROUP = 3

const titles: Readonly<Record<(typeof fixtures)[number][0], string>> = {
  linkedin: 'LinkedIn, people',
  'linkedin-company': 'LinkedIn, companies',
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  telegram: 'Telegram',
  x: 'X',
  messenger: 'Messenger',
}

const introduction = `# What can be pasted to name a user

Written by \`test/architecture/identifiers-document.spec.ts\` from \`test/fixtures/identifiers\`, which has a
thousand texts more. \`npm test -- -u\` writes it anew.

A text is cleaned first, by the rules in \`src/providers/text/clean-text.ts\`. Then every meaning it can have is
given, most likely first, and none is guessed at. Without the network, the meanings on all networks are given.
What names no user is refused with a code and a sentence.
`

it('says what can be pasted for each network', async () => {
  const chapters = fixtures.map(([name, provider]) => {
    const read = groups(`${name}.valid`).map(
      ({ group, lines }) => `| ${group} | ${shown(lines)} | ${meanings(lines, provider)} |`,
    )
    const refused = groups(`${name}.invalid`).map(
      ({ group, lines }) => `| ${group} | ${shown(lines)} | ${codes(lines)} |`,
    )
    return [
      `## ${titles[name]}`,
      ['| what | for example | is read as |', '|---|---|---|', ...read].join('\n'),
      ['| refused | for example | code |', '|---|---|---|', ...refused].join('\n'),
    ].join('\n\n')
  })

  await expect(
    `${[introduction, ...chapters].join('\n')}\n`.replaceAll('\n## ', '\n\n## ').replaceAll('\n\n\n', '\n\n'),
  ).toMatchFileSnapshot('../../docs/identifiers.md')
})

function groups(name: string): { group: string; lines: FixtureLine[] }[] {
  const all = fixtureLines(name)
  return [...new Set(all.map(({ group }) => group))].map((group) => {
    const [first, ...others] = all.filter((line) => line.group === group)
    const alike = others.filter(({ expected }) => expected === first?.expected)
    return { group, lines: [first, ...alike].filter((line) => line !== undefined).slice(0, EXAMPLES_A_GROUP) }
  })
}

function shown(lines: readonly FixtureLine[]): string {
  return lines
    .map(
      ({ written, defaultCountry }) =>
        `\`${written.replaceAll('|', '\\|')}\`${defaultCountry ? ` in ${defaultCountry}` : ''}`,
    )
    .join('<br>')
}

function meanings(lines: readonly FixtureLine[], provider: (typeof fixtures)[number][1]): string {
  const [first] = lines
  const { candidates } = parseIdentifier(first?.text ?? '', { provider, defaultCountry: first?.defaultCountry })
  return candidates.map(meaning).join('<br>')
}

function meaning({ kind, scope, userKind, value }: IdentifierCandidate): string {
  const words = [userKind === 'COMPANY' ? 'company' : '', kind === 'PROVIDER_PUBLIC_ID' ? 'public ID' : 'internal ID']
  const where = scope === 'GLOBAL' ? '' : ` (${scope.toLowerCase().replaceAll('_', ' ')})`
  return `${words.join(' ').trim()}${where} \`${value}\``
}

function codes(lines: readonly FixtureLine[]): string {
  return [...new Set(lines.map(({ expected }) => `\`${expected}\``))].join(', ')
}
