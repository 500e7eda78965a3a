// Where Open-Xchange shows messages, their bodies and the rows of its list.

/** Messages inside messages stand in windows of their own, under names that could be another message's. */
export const MESSAGES = '.io-ox-mail-window article.mail-detail[data-cid][data-loaded="true"]';
export const BODY = 'article.mail-detail section.body';
/** The body of a message that is drawn; in versions without frames nothing tells. */
export const FRAME = '.io-ox-mail-window iframe.mail-detail-frame';
export const ROWS = '.io-ox-mail-window .list-view.mail-item > li.list-item[data-cid]';
