import type express from 'express';
import { createRequire } from 'node:module';

/** Express 4 is installed under another name, for which there are no types. */
export const express4 = createRequire(__filename)('express4') as typeof express;
