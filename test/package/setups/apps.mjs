/** What the examples of the documentation import, and tests that are not the six. */

const app = "express().use(cors()).get('/users', (_, response) => void response.json([]));\n";

export const appAsModule = `import cors from 'cors';\nimport express from 'express';\n\nexport const app = ${app}`;
export const appInCommonJs = `const cors = require('cors');\nconst express = require('express');\n\nexports.app = ${app}`;

/** The example that docs/getting-started.md has for most runners. */
export const exampleOfDocs = { 'the front end may read users': 'passed' };

/** For a page's own tests, beside those of an API. */
export const pageTest = `test('has a document', () => {
  document.body.innerHTML = '<p>Ada</p>';
  expect(document.querySelector('p').textContent).toBe('Ada');
});
`;

export const asksInJsdom = `test('asks', async () => {
  await expect((_, response) => response.end()).toAllowOrigin('https://app.example');
});
`;
