// Whether the bundle gets a time-stamp, and from where: from a service that is asked at the click, or from a tool of the user's own.
import { type ExportActions, type ExportDesk, STAMP_WAYS, type StampLogin } from '../../lib/export-view';
import type { Wording } from '../../lib/wording';
import { FileButton } from '../parts/FileButton';
import { Mark } from '../parts/Mark';

type Props = { desk: ExportDesk; wording: Wording; actions: ExportActions; login: StampLogin; setLogin(login: StampLogin): void };

export const toCredentials = (login: StampLogin): StampLogin | null => (login.user === '' && login.password === '' ? null : login);

const InClear = ({ wording }: { wording: Wording }) => (
  <p class="stamp-outcome small" role="status">
    <Mark name="triangle" tone="warn" size="s" /> <span>{wording.text('stamp_in_clear')}</span>
  </p>
);

const Service = ({ desk, wording, actions, login, setLogin }: Props) => (
  <div class="stamp-fields">
    <label>
      {wording.text('export_stamp_url')}
      <input
        type="url"
        class="field"
        value={desk.stamp.url}
        spellcheck={false}
        placeholder="https://"
        onInput={(event) => actions.describeStamp({ url: event.currentTarget.value })}
      />
    </label>
    {desk.stamp.isInClear && <InClear wording={wording} />}
    <label>
      {wording.text('export_stamp_policy')}
      <input
        type="text"
        class="field"
        value={desk.stamp.policy}
        spellcheck={false}
        onInput={(event) => actions.describeStamp({ policy: event.currentTarget.value })}
      />
    </label>
    <details>
      <summary>{wording.text('export_stamp_login')}</summary>
      <p class="small dim">{wording.text('export_stamp_login_what')}</p>
      <label>
        {wording.text('export_stamp_user')}
        <input
          type="text"
          class="field"
          autocomplete="off"
          value={login.user}
          onInput={(event) => setLogin({ ...login, user: event.currentTarget.value })}
        />
      </label>
      <label>
        {wording.text('export_stamp_password')}
        <input
          type="password"
          class="field"
          autocomplete="off"
          value={login.password}
          onInput={(event) => setLogin({ ...login, password: event.currentTarget.value })}
        />
      </label>
    </details>
  </div>
);

const Elsewhere = ({ wording, actions }: Props) => (
  <div class="stamp-fields">
    <p class="small dim">{wording.text('export_stamp_elsewhere_how')}</p>
    <p>
      <FileButton
        label={wording.text('action_stamp_earlier')}
        accept=".asice"
        addFiles={([file]) => file !== undefined && actions.chooseEarlier(file)}
      />
    </p>
  </div>
);

export const StampChoice = (props: Props) => {
  const { desk, wording, actions } = props;
  const { way, isNetworkOff } = desk.stamp;
  return (
    <fieldset class="choices stamp" disabled={desk.running !== null}>
      <legend>{wording.text('export_stamp')}</legend>
      {STAMP_WAYS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="stamp"
            checked={way === one}
            disabled={one === 'service' && isNetworkOff}
            onChange={() => actions.describeStamp({ way: one })}
          />
          <span>
            <b>{wording.text(`export_stamp_${one}`)}</b>{' '}
            <span class="small dim">
              {wording.text(one === 'service' && isNetworkOff ? 'export_stamp_service_off' : `export_stamp_${one}_what`)}
            </span>
          </span>
        </label>
      ))}
      {way === 'service' && <Service {...props} />}
      {way === 'elsewhere' && <Elsewhere {...props} />}
    </fieldset>
  );
};
