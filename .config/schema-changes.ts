import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { buildASTSchema, findBreakingChanges, findDangerousChanges, parse } from 'graphql'

/*
 * Refuses a schema.graphql that breaks clients of the last committed one, unless the break is named, with the reason for
 * it, in schema-breaks.json. A committed schema is held against the one before it, so that a fresh clone checks too.
 */
const now = readFileSync('schema.graphql', 'utf8')
const intended = JSON.parse(readFileSync('.config/schema-breaks.json', 'utf8')) as Record<string, string>
const before = committed('HEAD') === now ? committed('HEAD^') : committed('HEAD')

if (before === null) console.log('There is no earlier schema to compare with.')
else process.exitCode = compare(before)

function compare(earlier: string): number {
  const schemas = [build(earlier), build(now)] as const
  const breaks = findBreakingChanges(...schemas).filter(({ description }) => !intended[description])
  for (const { description } of findDangerousChanges(...schemas)) console.log(`Clients may stumble: ${description}`)
  for (const { description } of breaks) console.error(`Breaks clients: ${description}`)
  if (breaks.length > 0)
    console.error('Keep it and deprecate it, or name it in .config/schema-breaks.json with a reason.')
  return breaks.length > 0 ? 1 : 0
}

function build(sdl: string) {
  return buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true })
}

/** Null without git, without history, and where there was no schema yet. */
function committed(revision: string): string | null {
  if (!existsSync('.git')) return null
  try {
    return execFileSync('git', ['show', `${revision}:schema.graphql`], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return null
  }
}
