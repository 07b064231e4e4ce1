/** Mails leave after the transaction that wrote them: through SMTP where configured, else they wait in the outbox. */
export { queueMail, queueMails, eraseMailTo, outboxOf, mailOf, eraseMail, type MailToSend, type OutboxRow, type OutboxMail } from './outbox.ts';
export type { MailWords } from './mailWords.ts';
export { createMailSender, type MailSender, type MailSenderOptions } from './mailSender.ts';
export { mailRoutes, READ_OUTBOX } from './outboxPages.tsx';
