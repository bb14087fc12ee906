/** A turn of phrase that a reader stumbles over, and what to write instead. */
export interface BannedTurn {
  readonly turn: RegExp;
  readonly instead: string;
}

/** One word for each thing, and plain English. A turn that had to be mended more than twice belongs here. */
export const bannedTurns: readonly BannedTurn[] = [
  // One word for each thing.
  { turn: /\banswers?\b/i, instead: 'response, or the verb respond' },
  { turn: /\banswer(ed|ing)\b(?!-)/i, instead: 'responded, handled, gets' },
  { turn: /\b(let|lets|letting) (\S+ ){0,2}in\b|\bis let (in|through)\b/i, instead: 'allow' },
  { turn: /\b(get|gets|getting) in\b/i, instead: 'is allowed' },
  { turn: /\brefus(e|es|ed|ing|als?)\b/i, instead: 'block for a browser, reject for an app' },
  { turn: /\bturned away\b/i, instead: 'rejected' },
  { turn: /\b(no|an) access control\b/i, instead: 'CORS is not access control' },
  { turn: /\bcells? (does|do) not hold\b|\bcells? (is|are) broken\b/i, instead: 'check fails' },
  { turn: /\bmore times to tell\b|\bonce more to tell\b/i, instead: 'extra requests' },
  { turn: /\b(tells?|told) (nothing|which|what|why|whether|so|as much)\b/i, instead: 'say, show or report' },
  { turn: /\b(is|are|was|were) told\b|\bwhat is told\b/i, instead: 'evidence, or is reported' },
  {
    turn: /\b(keep|keeps|kept) (a|the|its) preflight\b|\bpreflight is kept\b/i,
    instead: 'cache the preflight',
  },
  { turn: /\bkept for\b|\bkeeps none\b/i, instead: 'cached for, caches' },
  { turn: /\bneeds? asking\b/i, instead: 'needs a preflight' },
  {
    turn: /\bthe contract says to\b|\bnot as declared\b/i,
    instead: 'the checks of the contract pass or fail',
  },
  // Plain English.
  {
    turn: /(?<!there )\bis no (number|text|origin|report|command|list|method|header|path|URL|status|preflight|option|function|object|name|failure|error|evidence|page|route|string|object|parameter|layer|answer)\b/i,
    instead: 'is not a …',
  },
  { turn: /\bgive a text\b|\bis a text\b/i, instead: 'must be a non-empty string' },
  { turn: /\bcame to\b|\bcomes to\b|\bcame out\b/i, instead: 'result' },
  { turn: /\b(for|to|by) (nobody|everybody)\b|\blets? nobody\b/i, instead: 'no origin, every request' },
  { turn: /\bas before\b/i, instead: 'see above, or again' },
  { turn: /\bsays? nothing of\b|\bnothing of it\b/i, instead: 'says nothing about' },
  { turn: /\bwhoever\b/i, instead: 'anyone who, any origin' },
  { turn: /\bof what\b/i, instead: 'name the thing' },
  { turn: /\bis a matter of\b|\bis of interest\b/i, instead: 'say it directly' },
  { turn: /\bin the place of\b/i, instead: 'in place of, instead of' },
  { turn: /\bstands? (on|in|there|next|beside)\b/i, instead: 'is' },
  { turn: /\bcounts? for nothing\b/i, instead: 'has no effect, is not a wildcard' },
  { turn: /\bby itself\b/i, instead: 'itself, alone, automatically' },
  { turn: /\bat once\b/i, instead: 'immediately, or together' },
  { turn: /\bonce more\b/i, instead: 'again' },
  { turn: /\bfor instance\b/i, instead: 'for example, or such as' },
  { turn: /\basks? (with|as|for)\b/i, instead: 'send, request' },
  { turn: /\bno (method|header|route|origin) but\b/i, instead: 'only' },
  { turn: /\bstill under way\b/i, instead: 'still pending' },
  { turn: /\bLeave one out\b/i, instead: 'remove one' },
];
