// What the page and its verification workers say to each other. Types only.
import type { TakenSource } from '../../intake/read-source';
import type { Report } from '../../verify/report';
import type { ProblemCode } from '../../view';
import type { ContextData } from './context-data';

export type JudgedSource =
  | {
      ok: true;
      report: Report;
      bytes: Uint8Array<ArrayBuffer>;
      /** What lay beside it and could be read. */
      timestamps: Uint8Array<ArrayBuffer>[];
    }
  | { ok: false; problem: ProblemCode };

/** The first message to a worker sets the context, every other is a message to judge. */
export type VerifyOrder = { context: ContextData } | { id: number; source: TakenSource; timestamps: TakenSource[] };

export type VerifyAnswer = { id: number; judged: JudgedSource };
