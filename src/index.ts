export { edition } from './standard/edition.js';
