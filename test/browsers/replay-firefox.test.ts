import { testReplayOf } from './replayed.js';

testReplayOf('firefox');
