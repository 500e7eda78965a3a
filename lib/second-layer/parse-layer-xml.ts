// A file of a second system into its elements: no DTD is loaded, no entity is expanded, other vocabularies (signatures) are passed over.
import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { LimitReached, MalformedInput } from '../verify/errors';
import { decodeXml } from '../verify/pec/decode-xml';
import { LAYER_LIMITS } from './limits';

export type LayerElement = { path: string; text: string; hasChildren: boolean };

export type LayerXml = {
  namespace: string;
  root: string;
  /** All below the root in document order, each with the path of names that leads to it, the root's left out. */
  elements: LayerElement[];
};

const checkAttributes = (attributes: Record<string, SaxesAttributeNS>): void => {
  const all = Object.values(attributes);
  if (all.length > LAYER_LIMITS.attributes) throw new LimitReached('attributes');
  if (all.some(({ value }) => value.length > LAYER_LIMITS.attributeCharacters)) throw new LimitReached('attributeCharacters');
};

type Open = LayerElement & { isForeign: boolean };

/** Collects what a parser sees, element by element. */
const createCollector = () => {
  const xml: LayerXml = { namespace: '', root: '', elements: [] };
  const open: Open[] = [];
  let count = 0;
  const enter = (name: string, namespace: string): void => {
    if (++count > LAYER_LIMITS.elements) throw new LimitReached('elements');
    if (open.length >= LAYER_LIMITS.depth) throw new LimitReached('depth');
    if (name.length > LAYER_LIMITS.nameCharacters) throw new LimitReached('nameCharacters');
    const parent = open.at(-1);
    if (!parent) Object.assign(xml, { namespace, root: name });
    // The children of genuine files stand in the root's namespace or in none.
    const isForeign = parent !== undefined && (parent.isForeign || (namespace !== '' && namespace !== xml.namespace));
    if (parent) parent.hasChildren = true;
    const path = open.length < 2 ? name : `${parent?.path}/${name}`;
    const element: Open = { path: parent ? path : '', text: '', hasChildren: false, isForeign };
    if (parent && !isForeign) xml.elements.push(element);
    open.push(element);
  };
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (!current || current.isForeign) return;
    if (current.text.length + text.length > LAYER_LIMITS.textCharacters) throw new LimitReached('textCharacters');
    current.text += text;
  };
  return { xml, enter, addText, leave: () => open.pop() };
};

/** @throws MalformedInput, LimitReached, TypeError for octets that are no text */
export const parseLayerXml = (bytes: Uint8Array): LayerXml => {
  if (bytes.length > LAYER_LIMITS.fileBytes) throw new LimitReached('fileBytes');
  const { xml, encoding } = decodeXml(bytes);
  const collector = createCollector();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {
    throw new MalformedInput('xml');
  });
  parser.on('xmldecl', (declaration) => {
    if ((declaration.encoding ?? encoding).toLowerCase() !== encoding) throw new MalformedInput('encoding');
  });
  parser.on('doctype', (doctype) => {
    // Files of 2001 name an external DTD, which is never loaded; an internal subset could define entities.
    if (/[[\]]|<!/.test(doctype)) throw new MalformedInput('doctype');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    checkAttributes(attributes);
    collector.enter(local, uri);
  });
  parser.on('text', collector.addText);
  parser.on('cdata', collector.addText);
  parser.on('closetag', () => collector.leave());
  parser.write(xml).close();
  return collector.xml;
};
