import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Runs `acquaint lookup` on the bundled sandbox, in a folder of its own. */
async function lookUp(lines: readonly string[], options: readonly string[]): Promise<string[][]> {
  const folder = await mkdtemp(`${tmpdir()}/acquaint-`)
  const env = {
    PATH: process.env['PATH'],
    ACQUAINT_DATA_DIR: folder,
    ACQUAINT_SANDBOX_SIZE: 'tiny',
    ACQUAINT_LOG_LEVEL: 'error',
    ACQUAINT_LOOKUPS_PER_OPERATION: '1',
    ACQUAINT_LOOKUP_BUDGETS: 'LINKEDIN.PROFILE=50/day@0s',
  }
  try {
    const output = await new Promise<string>((resolve, reject) => {
      const child = execFile(process.execPath, [program, 'lookup', ...options], { env }, (error, stdout) =>
        error ? reject(error) : resolve(stdout),
      )
      child.stdin?.end(`${lines.join('\n')}\n`)
    })
    return output
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('gives one line for each line, whatever was pasted, and waits for what it may not ask at once', async () => {
  const lines = [
    'https://www.linkedin.com/in/margaret-hamilton/?trk=public',
    'linkedin.com/in/barbara-liskov',
    'not a person',
    '+12025550177',
  ]

  const [heading, ...answers] = await lookUp(lines, ['--wait'])

  expect(heading?.[0]).toBe('text')
  expect(answers.map(([text, answer, name]) => [text, answer, name])).toEqual([
    [lines[0], 'FOUND', 'Margaret Hamilton'],
    [lines[1], 'FOUND', 'Barbara Liskov'],
    [lines[2], 'INVALID', ''],
    [lines[3], 'AMBIGUOUS', ''],
  ])
})
