import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A self-signed certificate for localhost, valid until 2126. It protects nothing. */
export const certificate = {
  key: readFileSync(join(__dirname, 'key.pem')),
  cert: readFileSync(join(__dirname, 'cert.pem')),
};
