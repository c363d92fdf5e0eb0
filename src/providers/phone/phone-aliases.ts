type Spelling = { readonly pattern: RegExp; readonly other: string }

/**
 * Countries in which one subscriber's number is written in two ways. Networks keep whichever was in use when the user
 * signed up, so neither can be rewritten into the other. Each pair of lines is each other's inverse.
 */
const spellings: Readonly<Record<string, readonly Spelling[]>> = {
  // Brazil put a 9 before mobile numbers, which until then began with 6 to 9.
  55: [
    { pattern: /^(55\d\d)9([6-9]\d{7})$/, other: '$1$2' },
    { pattern: /^(55\d\d)([6-9]\d{7})$/, other: '$19$2' },
  ],
  // Argentina dials mobiles from abroad with a 9 after the country code.
  54: [
    { pattern: /^549([1-8]\d{9})$/, other: '54$1' },
    { pattern: /^54([1-8]\d{9})$/, other: '549$1' },
  ],
  // Mexico did the same with a 1 until 2019.
  52: [
    { pattern: /^521([2-9]\d{9})$/, other: '52$1' },
    { pattern: /^52([2-9]\d{9})$/, other: '521$1' },
  ],
  // Benin put 01 before every number in 2024.
  22: [
    { pattern: /^22901(\d{8})$/, other: '229$1' },
    { pattern: /^229(\d{8})$/, other: '22901$1' },
  ],
}

/**
 * Every way the number may be registered at a network, itself first. All of them ring the same phone: a user found by
 * one is the user of the others. The digits are those of a whole international number, without a plus sign.
 */
export function phoneAliases(digits: string): readonly string[] {
  for (const { pattern, other } of spellings[digits.slice(0, 2)] ?? []) {
    if (pattern.test(digits)) return [digits, digits.replace(pattern, other)]
  }
  return [digits]
}
