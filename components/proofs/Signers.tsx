// Who signed the seal of an archive, in the words of their own certificates, and that nobody vouches for those here.
import type { Signatory } from '../../lib/verify/signatures/signature-finding';
import type { Wording } from '../../lib/wording';
import { Phrase } from '../parts/Phrase';
import { Quoted } from '../parts/Quoted';

export const Signers = ({ signers, wording }: { signers: readonly Signatory[]; wording: Wording }) => {
  if (signers.length === 0) return null;
  const once = new Map(signers.map((signer) => [JSON.stringify([signer.subject, signer.issuer]), signer]));
  return (
    <>
      {[...once].map(([key, { subject, issuer }]) => (
        <p key={key} class="small">
          <Phrase wording={wording} name="seal_signed_by" values={[<Quoted key="s" text={subject} />, <Quoted key="i" text={issuer} />]} />
        </p>
      ))}
      <p class="small dim">{wording.text('seal_signed_what')}</p>
    </>
  );
};
