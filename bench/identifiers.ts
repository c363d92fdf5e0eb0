import { readFileSync } from 'node:fs'
import { parseIdentifier } from '../src/providers/parse-identifier.ts'

/**
 * How fast pasted texts are read: `node bench/identifiers.ts`. A second is one of processor time, on one core. Aims:
 * 500,000 typical texts a second, and no text of 10 KB above 1 ms.
 */
const ROUNDS = 5
const TEXTS_A_ROUND = 1_000_000
const WARM_UP_TEXTS = 100_000
const names = ['linkedin', 'linkedin-company', 'whatsapp', 'instagram', 'telegram', 'x', 'messenger']

const typical = [
  'https://www.linkedin.com/in/julien-crepieux/?originalSubdomain=fr',
  'https://fr.linkedin.com/in/jos%C3%A9-garc%C3%ADa-1b2c3d',
  'https://www.linkedin.com/company/unipile/about/',
  'ACoAAAcDMMQBODyLwZrRcgYhrkCafURGqva0U4E',
  '+33 6 00 00 00 00',
  '33600000000@s.whatsapp.net',
  'https://wa.me/33600000000?text=Hello',
  'https://www.instagram.com/unipile?igsh=MWQ1ZGUxMzBkMA==',
  'https://t.me/durov',
  'https://x.com/UnipileApp/with_replies',
  'https://www.facebook.com/profile.php?id=100012345678901',
  '@UnipileApp',
]
const everyFixture = names.flatMap((name) => [...fixtureTexts(`${name}.valid`), ...fixtureTexts(`${name}.invalid`)])

report('typical texts, network unknown', typical, {})
report('bare handle on X', ['@UnipileApp'], { provider: 'X' })
report('digits, network unknown: eleven readings', ['33600000000'], {})
report('every fixture, network unknown', everyFixture, {})
report('national phone number, through the library', ['06 12 34 56 78'], { provider: 'WHATSAPP', defaultCountry: 'FR' })
console.log('')
worst('10 KB, refused unread', (unit) => unit.repeat(Math.ceil(10_240 / unit.length)))
worst('2,048 characters, the longest that are read', (unit) =>
  unit.repeat(Math.ceil(2_048 / unit.length)).slice(0, 2_048),
)
worst('the same below an address', (unit) => `https://www.linkedin.com/in/${unit.repeat(2_000)}`.slice(0, 2_048))

function report(name: string, texts: readonly string[], options: Parameters<typeof parseIdentifier>[1]): void {
  const rates: number[] = []
  for (let count = 0; count < WARM_UP_TEXTS; count += 1) parseIdentifier(texts[count % texts.length] ?? '', options)
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = process.threadCpuUsage()
    for (let count = 0; count < TEXTS_A_ROUND / ROUNDS; count += 1)
      parseIdentifier(texts[count % texts.length] ?? '', options)
    const { user, system } = process.threadCpuUsage(startedAt)
    rates.push(TEXTS_A_ROUND / ROUNDS / ((user + system) / 1_000_000))
  }
  const sorted = rates.toSorted((one, other) => other - one)
  console.log(`${shown(sorted[0])} a second at best, ${shown(sorted[Math.floor(ROUNDS / 2)])} usually   ${name}`)
}

function shown(rate = 0): string {
  return Math.round(rate).toLocaleString('en').padStart(9)
}

/** The slowest of texts that make backtracking expressions slow, each as the best of several readings. */
function worst(name: string, build: (unit: string) => string): void {
  const units = [
    'a',
    '0',
    '-',
    '.',
    'a.',
    '0 ',
    '+',
    '%',
    '%41',
    '/',
    'm/',
    '@',
    ':',
    '(0)',
    '\u200d',
    'é',
    '\u0301',
    ' ',
    '\u200b',
    '<',
    '&id=',
  ]
  const times = units.map((unit) => ({ unit, milliseconds: bestTime(build(unit)) }))
  const slowest = times.toSorted((one, other) => other.milliseconds - one.milliseconds)[0]
  console.log(
    `${slowest?.milliseconds.toFixed(4).padStart(10)} ms at worst, of ${JSON.stringify(slowest?.unit)}   ${name}`,
  )
}

function bestTime(text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const startedAt = performance.now()
    parseIdentifier(text)
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}

/** The texts before the arrow, JSON strings as they are. */
function fixtureTexts(name: string): string[] {
  return readFileSync(new URL(`../test/fixtures/identifiers/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' => '))
    .map((line) => line.slice(0, line.lastIndexOf(' => ')))
}
