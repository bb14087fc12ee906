import '../../src/entry/jest.js';
