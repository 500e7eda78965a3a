// The tests that all webmails share, in a real SnappyMail.
import { describe } from 'vitest';
import { findSnappymail } from '../lab/snappymail';
import { hasWebmail } from './each-browser';
import { snappymailHand } from './snappymail-hand';
import { describeWebmail } from './webmail-suite';

describe.skipIf(!hasWebmail || findSnappymail() === null)('SnappyMail', () => describeWebmail(snappymailHand));
