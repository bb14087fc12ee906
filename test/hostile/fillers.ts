/** What parsers of headers, URLs and stacks take apart, over and over. */
export const fillers: readonly string[] = [
  ...' ,"\\;=/.:@([<1a\xe9\n',
  'a,',
  ', ,',
  '" ',
  '"\\',
  ';=',
  '; a',
  'a=b;',
  'a.',
  '../',
  ' (',
  '<a>,',
];

/** More of it, for what is quick to try. */
export const moreFillers: readonly string[] = [
  ...fillers,
  ..."\t\r'`?#&%*+-_>){}]|^$0A\0\x80\u2028",
  ' a,',
  '";',
  ';a=',
  'a b',
  '.1',
  ':1',
  'a/',
  '[[',
  '\r\n',
];
