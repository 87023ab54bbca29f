export { chiefDigest } from './chiefDigest.ts';
export { complianceReport, openReportPeriod } from './complianceReport.ts';
export { courseOffering } from './courseOffering.ts';
export { managerJourney } from './managerJourney.ts';
export { termInvoicing } from './termInvoicing.ts';
export { termStart } from './termStart.ts';
