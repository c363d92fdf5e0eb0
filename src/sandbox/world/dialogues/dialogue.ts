/** One line of a dialogue: who speaks, and the words with `{placeholders}`. */
export type Line = { readonly isOwner: boolean; readonly words: string }

/** All dialogues are equally long, so that the words of message n are found without walking through those before. */
export const dialogueLength = 8

/** Reads a dialogue as it is written down: a line each, `>` for the owner of the account, `<` for the others. */
export function readDialogue(text: string): readonly Line[] {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .map((line) => ({ isOwner: line.startsWith('>'), words: line.slice(1).trim() }))
  if (lines.length !== dialogueLength) throw new RangeError(`A dialogue has ${dialogueLength} lines: ${text}`)
  return lines
}
