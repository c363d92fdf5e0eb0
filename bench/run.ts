/** `npm run bench -- <name>`: runs one of the benches beside this file; without a name, says which there are. */
import { readdirSync } from 'node:fs'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace('.ts', ''))
const [name = ''] = process.argv.slice(2)

// A bench reads its own settings from where it would find them if it were run alone.
if (names.includes(name)) {
  process.argv.splice(2, 1)
  await import(`./${name}.ts`)
} else {
  console.error(`Usage: npm run bench -- ${names.join('|')}`)
  process.exitCode = 2
}
