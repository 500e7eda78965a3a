// Names of the providers by the host of their service address; a certificate's own O= is never shown as an identity.

/** Hosts permitted by AgID CA1, with the provider behind each as far as AgID's data and real certificates show it. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'pec.aruba.it': 'Aruba PEC',
  'pec.actalis.it': 'Actalis',
  'legalmail.it': 'InfoCert',
  'sicurezzapostale.it': 'Namirial',
  'pro.sicurezzapostale.it': 'Namirial',
  'pcert.sogei.it': 'Sogei',
  'postecert.it': 'Poste Italiane',
  'pec.postecert.it': 'Poste Italiane',
  'pec.posteitaliane.it': 'Poste Italiane',
  'postecertifica.it': 'Postel',
  'pec-email.com': 'Register',
  'telecompost.it': 'TI Trust Technologies',
  'ig-trustmail.com': 'Intesi Group',
  'pec.reevo.eu': 'ReeVo',
  'zucchettipec.it': 'Zucchetti',
  'twtcert.it': 'TWT',
  'fastweb-pec.it': 'Fastweb',
  'trustedmail.intesa.it': 'In.Te.S.A.',
  'cert.intesa.it': 'In.Te.S.A.',
  'postacert.it.net': 'ITnet',
  'postacert.cedacri.it': 'Cedacri',
  'postacertificata.notariato.it': 'Consiglio Nazionale del Notariato',
  'pec.notartel.it': 'Notartel',
  'cert.informatica.aci.it': 'ACI Informatica',
  'pupec.informatica.aci.it': 'ACI Informatica',
  'pec.ancitel.it': 'Ancitel',
  'pec.rupar.puglia.it': 'InnovaPuglia',
  'pec.basilicatanet.it': 'Regione Basilicata',
  'emarche.it': 'Regione Marche',
  'gestorepec.unina.it': 'Università Federico II',
  'certmail.irideos.it': 'IRIDEOS',
  'certmail.kpnqwest.it': 'IRIDEOS',
  'kmailer.it': 'IRIDEOS',
};

/** The provider's name, or undefined when our data do not name the host. */
export const findProviderName = (host: string): string | undefined => (Object.hasOwn(PROVIDERS, host) ? PROVIDERS[host] : undefined);
