import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../src/config.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { runAcquaint } from '../harness/command.ts'
import { createPostgresRole } from '../harness/databases.ts'

describe('settings', () => {
  it('need none: the sandbox, an embedded database, this machine only', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      upstream: { kind: 'sandbox', size: 'demo', seed: 1 },
      databaseUrl: null,
      dataDirectory: '.acquaint',
      readCacheMegabytes: 64,
    })
  })

  it('take an empty value for none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', UNIPILE_DSN: '' })).toEqual(readConfig({}))
  })

  it.each([['api1.unipile.com:13111'], ['https://api1.unipile.com:13111'], ['https://api1.unipile.com:13111/api/v1/']])(
    'take the DSN %s',
    (UNIPILE_DSN) => {
      const { upstream } = readConfig({ UNIPILE_DSN, UNIPILE_API_KEY: 'secret' })

      expect(upstream).toEqual({ kind: 'unipile', baseUrl: UNIPILE_DSN, apiKey: 'secret' })
    },
  )

  it('take several origins of other sites', () => {
    const { corsOrigins } = readConfig({ ACQUAINT_CORS_ORIGINS: 'https://app.example.com, http://localhost:3000' })

    expect(corsOrigins).toEqual(['https://app.example.com', 'http://localhost:3000'])
  })

  it('take several names of this server', () => {
    expect(readConfig({}).hosts).toEqual([])
    expect(readConfig({ ACQUAINT_HOSTS: 'acquaint.example.com, gateway' }).hosts).toEqual([
      'acquaint.example.com',
      'gateway',
    ])
  })

  it.each([
    ['PORT', 'eighty', 'PORT is "eighty", but it should be a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT is "70000", but it should be a whole number from 0 to 65535.'],
    [
      'ACQUAINT_READ_CACHE_MB',
      '-1',
      'ACQUAINT_READ_CACHE_MB is "-1", but it should be a whole number from 0 to 65536.',
    ],
    ['ACQUAINT_SANDBOX_SIZE', 'huge', 'ACQUAINT_SANDBOX_SIZE is "huge", but it should be one of tiny, demo, large.'],
    ['DATABASE_URL', 'mysql://me:secret@host/db', 'but it should be an address like postgresql://'],
    ['ACQUAINT_CORS_ORIGINS', '*', 'ACQUAINT_CORS_ORIGINS is "*", but it should be origins like https://app.example'],
    [
      'ACQUAINT_CORS_ORIGINS',
      'https://app.example.com/',
      'but it should be origins like https://app.example.com, with',
    ],
    ['ACQUAINT_HOSTS', '*', 'ACQUAINT_HOSTS is "*", but it should be host names like acquaint.example.com, with'],
    ['ACQUAINT_HOSTS', 'https://acquaint.example.com', 'but it should be host names like acquaint.example.com'],
    ['ACQUAINT_HOSTS', 'acquaint.example.com:443', 'but it should be host names like acquaint.example.com'],
    ['HOST', '0.0.0.0', 'HOST is 0.0.0.0, where others could read your conversations'],
    ['UNIPILE_DSN', 'http://127.0.0.1:99999', 'but it should be the DSN of your Unipile dashboard'],
    ['UNIPILE_DSN', '127.0.0.1.5', 'but it should be the DSN of your Unipile dashboard'],
    ['UNIPILE_DSN', 'api1.unipile.com:13111', 'UNIPILE_DSN is set, so UNIPILE_API_KEY should be too'],
    ['UNIPILE_API_KEY', 'secret', 'UNIPILE_API_KEY is set, so UNIPILE_DSN should be too'],
    ['UNIPILE_API_KEY', 'sec ret', 'UNIPILE_API_KEY is something else, but it should be an access token'],
  ])('refuse %s=%s in one sentence', (name, value, sentence) => {
    const read = () => readConfig({ [name]: value })

    expect(read).toThrow(ConfigError)
    expect(read).toThrow(sentence)
    expect(read).not.toThrow(/secret|sec ret/)
  })

  it.each([
    [[], { PORT: 'eighty' }, 'PORT is "eighty"'],
    [['sync'], { DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/none' }, 'DATABASE_URL names a PostgreSQL server'],
    [['sync'], { ACQUAINT_DATA_DIR: import.meta.filename }, 'ACQUAINT_DATA_DIR names a folder'],
    [['sync'], { ACQUAINT_DATA_DIR: '/proc/acquaint/data' }, 'ACQUAINT_DATA_DIR names a folder'],
    [['serv'], {}, 'There is no command serv.'],
    [['sandbox', '--size', 'huge'], {}, '--size is huge'],
    [['sandbox', '--sized', 'tiny'], {}, "Unknown option '--sized'"],
    [['serve', '--port', '5000'], {}, "Unknown option '--port'"],
    [['sync', 'whole'], {}, "Unexpected argument 'whole'"],
  ] as const)('end the program with exit code 2 and no stack: %s', async (options, environment, sentence) => {
    const run = runAcquaint(options, environment)

    expect(await run.exitCode).toBe(2)
    expect(run.output()).toContain(sentence)
    expect(run.output()).not.toMatch(/\n\s+at /)
  })

  it('end the sandbox so too when its port is taken', async () => {
    await using other = createSandbox({ size: 'tiny' })
    const port = new URL((await other.listen()).url).port
    const run = runAcquaint(['sandbox', '--port', port])

    expect(await run.exitCode).toBe(2)
    expect(run.output()).toContain(`--port is ${port}, which another program uses`)
    expect(run.output()).not.toMatch(/\n\s+at /)
  })

  it.each([['help'], ['--help'], ['sync', '--help'], ['lookup', '-h']])(
    'are not needed for help: %s',
    async (...options) => {
      const run = runAcquaint(options, { PORT: 'eighty' })

      expect(await run.exitCode).toBe(0)
      expect(run.output()).toContain('Usage: acquaint')
    },
  )

  it.skipIf(!process.env['TEST_DATABASE_URL'])('end the program when the role may not create tables', async () => {
    await using role = await createPostgresRole()
    const run = runAcquaint(['sync'], { DATABASE_URL: role.url })

    expect(await run.exitCode).toBe(2)
    expect(run.output()).toContain(`GRANT CREATE ON SCHEMA public TO ${role.name}.`)
    expect(run.output()).not.toMatch(/\n\s+at /)
  })

  it('end the program when nothing answers at REDIS_URL, whose password stays secret', {
    timeout: 120_000,
  }, async () => {
    const ACQUAINT_DATA_DIR = await mkdtemp(join(tmpdir(), 'acquaint-'))
    const run = runAcquaint(['sync'], { ACQUAINT_DATA_DIR, REDIS_URL: 'redis://:hidden@127.0.0.1:1' })

    expect(await run.exitCode).toBe(2)
    expect(run.output().trim()).toBe('REDIS_URL names a Redis server that can not be opened (ECONNREFUSED).')
    await rm(ACQUAINT_DATA_DIR, { recursive: true })
  })
})
