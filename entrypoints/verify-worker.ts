// Runs in workers of the ledger page: judges the messages that the page hands over.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerOrders, type WorkerScope } from '../lib/extension/judging/answer-orders';

export default defineUnlistedScript(() => answerOrders(self as unknown as WorkerScope));
