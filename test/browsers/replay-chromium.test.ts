import { testReplayOf } from './replayed.js';

testReplayOf('chromium');
