// The look of the printed report: A4, no colour needed, the courtesy notice on top of every page.

export const REPORT_STYLE = `
@page { size: A4; margin: 16mm 15mm; }
* { box-sizing: border-box; }
html { font: 10.5pt/1.4 system-ui, sans-serif; color: #1d1f23; background: #fff; }
body { margin: 0 auto; max-width: 180mm; padding: 4mm 0; }
h1 { font-size: 16pt; margin: 4mm 0 2mm; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 5mm 0 1mm; break-after: avoid; overflow-wrap: anywhere; }
p { margin: 0 0 2mm; }
.sheet { width: 100%; border-collapse: collapse; }
.sheet > thead > tr > td { border: 1px solid #1d1f23; padding: 1.5mm 3mm; font-weight: 600; }
.sheet > tbody > tr > td { padding: 0; }
.list { width: 100%; border-collapse: collapse; margin: 2mm 0; table-layout: fixed; }
.list th, .list td { text-align: left; vertical-align: top; padding: 1.2mm 2mm; border: 1px solid #9aa1ab; overflow-wrap: anywhere; }
.list th { font-weight: 600; }
.list th:nth-child(2), .list th:nth-child(3) { width: 22%; }
.list th:nth-child(4) { width: 30%; }
.list tr { break-inside: avoid; }
dl { display: grid; grid-template-columns: 42mm 1fr; gap: 0.8mm 3mm; margin: 0; }
dt { color: #4a505a; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: 1mm 0; padding-left: 5mm; }
.hash { font-family: ui-monospace, monospace; font-size: 9pt; }
.proof { break-inside: avoid; }
.complete, .incomplete { padding: 1.5mm 3mm; border-left: 1mm solid #1d1f23; font-weight: 600; break-inside: avoid; }
.incomplete { border-left-style: double; border-left-width: 2mm; }
@media screen { .sheet > thead > tr > td { position: sticky; top: 0; background: #fff; } }
`;
