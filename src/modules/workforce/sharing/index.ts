export { keepMinutesHad, keepRota } from './commands/keepRota.ts';
export { withdrawMinutesHad, withdrawRota } from './commands/takeBack.ts';
export { rotasOf } from './queries/rotas.ts';
export type { Rota, RotaFound, SharedPost } from './queries/rotas.ts';
