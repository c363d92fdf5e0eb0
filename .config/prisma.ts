import { defineConfig } from 'prisma/config'

// `prisma generate` needs no engine, but looks for one; naming any executable keeps it off the network.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({ schema: '../prisma/schema.prisma', migrations: { path: '../prisma/migrations' } })
