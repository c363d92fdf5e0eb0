import type { Logger } from 'pino'
import type { Config } from '../config.ts'

/** What a command of the `acquaint` program gets to work with. */
export type CommandContext = {
  readonly config: Config
  readonly logger: Logger
  /** What follows the command's name. */
  readonly options: readonly string[]
  /** Aborted when the person or the machine wants the program to stop. */
  readonly signal: AbortSignal
  readonly print: (line: string) => void
}

/** Runs to its end and gives the exit code. */
export type Command = (context: CommandContext) => Promise<number>
