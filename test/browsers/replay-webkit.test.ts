import { testReplayOf } from './replayed.js';

testReplayOf('webkit');
