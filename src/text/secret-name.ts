/** What holds a secret, as a word of a header's or a parameter's name. */
const secretWords = new Set(
  (
    'apikey accesskey appkey authkey privatekey secretkey subscriptionkey assertion auth authentication authorization bearer ' +
    'code cookie cookies cred credential credentials creds csrf cvc cvv dpop hmac jwt key keys mfa oauth otp pass ' +
    'passcode passphrase passwd password passwords pin pwd pw saml secret secrets sess session sessions sid sig signature ' +
    'sso token tokens totp xsrf'
  ).split(' '),
);

/** Written as one word: `accesstoken`, `JSESSIONID`. No other word ends like that. */
const secretEnding = /(?:token|secret|password|passwd|cookie|signature|sessionid|sessid)$|^aspsessionid/;

/** `key`, `code` and `tokens` are no secrets behind these: `Surrogate-Key`, `status_code`, `max_tokens`. */
const harmlessBefore = new Set(
  (
    'cache country currency error exit idempotency lang language limit max min partition primary public ratelimit ' +
    'remaining reset response sort status surrogate total used websocket'
  ).split(' '),
);
const dependsOnBefore = new Set(['code', 'key', 'keys', 'tokens']);

/** A name that ends with one of these is about a secret, and holds none: `Cookie-Policy`, `token_type`. */
const aspects = new Set(
  (
    'alg algorithm algorithms consent count enabled expires expiry input length lifetime limit policy remaining required ' +
    'status supported through timeout ttl type version'
  ).split(' '),
);

/**
 * Whether a header or parameter of this name holds a secret, whatever it is. Names are read word by word, as they are set
 * apart by punctuation, digits or camel case: `X-Auth-Token` and `apiKey` do, `X-Author` and `X-Monkey` do not.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (aspects.has(words.at(-1) ?? '') || (words[0] === 'access' && words[1] === 'control')) return false;
  return words.some(
    (word, index) =>
      (secretWords.has(word) || secretEnding.test(word)) &&
      !(dependsOnBefore.has(word) && harmlessBefore.has(words[index - 1] ?? '')),
  );
}

/** The words of a name in lower case, without digits. */
export function wordsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}
