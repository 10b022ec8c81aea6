export { LabelledOption } from './LabelledOption';
