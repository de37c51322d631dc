"""The templates of the HTML writer, for Jinja2, and their styles."""

# Shades are never alone: words, outlines or patterns say the same. Paper gets black on white.
STYLE = """
:root { color-scheme: light dark; --ink: #0b0c0c; --paper: #fff; --soft: #4b5257; --line: #b1b4b6;
  --shade: #f0f1f1 }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f2f1; --paper: #17191a; --soft: #b5bbbf;
  --line: #565b5f; --shade: #26292b } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.4 Arial, Helvetica, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.75rem; line-height: 1.15; margin: 0 0 .5rem }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 2rem 0 .5rem }
p { margin: .5rem 0 }
ul { margin: .5rem 0; padding-left: 1.2rem }
li { margin: .3rem 0 }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem;
  margin: 1.2rem 0; padding: .8rem 0; border-top: .25rem solid; border-bottom: .1rem solid }
.facts dt { font-weight: bold; font-size: .9rem }
.facts dd { margin: 0 }
.facts .value { font-size: 1.3rem; font-weight: bold; line-height: 1.2; margin: .1rem 0 .2rem }
.less { border: 0; margin: 0; padding: 0 }
.less .value { font-size: 1rem }
.detail { width: 0; min-width: 100% } /* so that it widens no column */
.note, .detail { display: block; color: var(--soft); font-size: .85rem; font-weight: normal }
.warnings { border: .15rem solid; padding: .2rem 1rem; margin: 1.2rem 0 }
.warnings h2 { margin: .4rem 0 }
table { border-collapse: collapse; width: 100%; margin: 2rem 0 1rem; font-size: .95rem }
caption { text-align: left; font-weight: bold }
caption h2 { margin: 0 0 .3rem }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line) }
thead th { border-bottom: .15rem solid }
th[scope=row] { font-weight: normal }
tr.required td:last-child { font-weight: bold }
tr.off, tr.closure, tr.quiet { background: var(--shade) }
tr.avoid { font-weight: bold }
svg { display: block; width: 100%; height: auto; font-size: 13px; fill: var(--ink) }
svg[fill] { fill: #000 } /* a chart, on white */
svg .small { font-size: 11px }
svg .date { font-weight: bold }
svg .paper { fill: var(--paper) }
svg .day { fill: var(--paper); stroke: var(--line) }
svg .weekend { fill: var(--shade); stroke: var(--line) }
svg .bank-holiday { fill: url(#dots); stroke: var(--ink) }
svg .closure { fill: url(#hatch); stroke: var(--ink) }
svg .school-holiday { fill: url(#stripes); stroke: var(--ink) }
svg .required { stroke: var(--ink) }
svg .suggested { fill: var(--paper); stroke: var(--ink); stroke-dasharray: 4 2 }
svg .avoid { stroke: var(--ink) }
svg .tight { fill: url(#hatch); stroke: var(--ink) }
svg .clear { fill: var(--paper); stroke: var(--ink) }
svg .on-required { fill: var(--paper); font-weight: bold }
svg .month { stroke: var(--line) }
svg .mark { stroke: var(--ink); stroke-dasharray: 1 2 }
.months div { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr));
  gap: 1rem }
.months table { margin: 0; font-size: .8rem; table-layout: fixed; align-self: start }
.months th, .months td { text-align: center; padding: .1rem; border: 1px solid var(--line) }
.months td { height: 2.4em; line-height: 1.1 }
.months b { display: block; font-size: .8em; font-weight: normal }
.months .none { background: var(--shade) }
.months .marked, .months .marked b { font-weight: bold }
.months .marked { outline: .15rem solid; outline-offset: -.15rem }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .75rem 2rem }
  .drawn { display: none }
  main > table th { min-width: 0 !important }
  .wide, .wide :is(caption, tbody, tr, th, td) { display: block }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%) }
  .wide tr { border-left: .25rem solid var(--line); padding: .4rem 0 .4rem .7rem;
    margin: 0 0 .6rem }
  .wide tr.required { border-left-color: var(--ink) }
  .wide :is(th, td) { border: 0; padding: .1rem 0 }
  [data-label]:not([data-label=""])::before { content: attr(data-label) ": ";
    color: var(--soft); font-weight: normal }
  [data-label]:empty { display: none }
}
@page { size: A4; margin: 8mm 11mm }
@media print {
  * { print-color-adjust: exact }
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #333; --line: #888;
    --shade: #eee }
  body { max-width: none; padding: 0; font-size: 9pt; line-height: 1.07 }
  main { columns: 2; column-gap: 6mm }
  main > :not(.narrow) { column-span: all } /* narrow ones stand beside each other */
  h1 { font-size: 15pt; margin-bottom: 2pt }
  h2 { font-size: 10pt; margin: 3pt 0 1pt; break-after: avoid }
  p, ul, li { margin: 1pt 0 }
  .months p { break-inside: avoid; break-after: avoid }
  table { font-size: 9pt; margin: 4pt 0 0 }
  caption h2 { margin: 0 }
  th, td { padding: .3pt 7pt .3pt 0 }
  :is([data-label=Date], [data-label=Day], [data-label=Published]) { white-space: nowrap }
  thead { display: table-header-group }
  tbody tr:first-child { break-before: avoid }
  tr, li, .facts div, caption, .drawn, .month { break-inside: avoid }
  .facts { grid-template-columns: 3fr 4fr 4fr 4fr; gap: 6pt; margin: 3pt 0; padding: 3pt 0 }
  .facts dt { font-size: 9pt }
  .facts .value { font-size: 10.5pt }
  .less { grid-template-columns: 1fr 1fr; gap: 2pt 6mm; margin: 0; padding: 0 }
  .less dd { margin: 0 }
  .less :is(dt, dd) { display: inline; margin-right: 3pt }
  .less .value { font-size: 9pt }
  header p, .months p, .facts .note, .detail, .narrow { font-size: 8pt }
  .detail { display: inline }
  .warnings { padding: 1pt 6pt; margin: 4pt 0 }
  .warnings h2 { margin: 1pt 0 }
  svg { max-height: 120mm }
  svg[fill] { max-height: 240mm }
  .months div { grid-template-columns: repeat(4, 1fr); gap: 5pt }
  .months table { font-size: 8pt }
  .months td { height: auto; padding: 0; line-height: 1 }
  /* Half a year beside each other, without weekends, where no day of those is counted. */
  .months:not(:has(td:nth-child(n + 6) b)) div { grid-template-columns: repeat(7, 1fr) }
  .months:not(:has(td:nth-child(n + 6) b)) :is(th, td):nth-child(n + 6) { display: none }
}
"""

# Of every page.
HEAD = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ main.title }}</title>
"""

PAGE = (
    HEAD
    + """<style>{{ style }}</style>
</head>
<body>
<main>
{% macro heading(block) %}
{% if block is sameas main %}<h1>{{ block.title }}</h1>
{% elif block.title %}<h2>{{ block.title }}</h2>
{% else %}<span class="unseen">{{ main.title }}</span>
{% endif %}
{% endmacro %}
{% for block in blocks %}
{% if block.facts is defined %}
<header>
{{ heading(block) }}
{% if block.subtitle %}
<p>{{ block.subtitle }}</p>
{% endif %}
{% for kind, facts in facts_of(block) %}
<dl class="{{ kind }}">
{% for label, group in facts %}
<div><dt>{{ label }}</dt>
{% for fact in group %}
<dd class="value">{{ fact.value }}</dd>
{% if fact.note %}
<dd class="note">{{ fact.note }}</dd>
{% endif %}
{% endfor %}
</div>
{% endfor %}
</dl>
{% endfor %}
</header>
{% elif block.drawing is defined and block.drawing.words is defined %}
<section class="months">
{{ heading(block) }}
<p>{{ block.drawing.words }}</p>
<div>
{% for name, weeks in months(block.drawing) %}
<table class="month">
<caption>{{ name }}</caption>
<thead><tr>
{%- for name in weekdays %}<th scope="col" abbr="{{ name }}">{{ name[0] }}</th>{% endfor -%}
</tr></thead>
<tbody>
{% for week in weeks %}
<tr>
{%- for day in week %}
{% set kind = "marked" if day and day.marked else "" if day and day.number else "none" -%}
<td{% if kind %} class="{{ kind }}"{% endif %}>
{%- if day %}{{ day.date.day }}{% endif %}
{%- if day and day.number %}<b>{{ day.number }}</b>{% endif %}</td>
{%- endfor %}</tr>
{% endfor %}
</tbody>
</table>
{% endfor %}
</div>
</section>
{% elif block.drawing is defined %}
<section class="drawn">
{% if block.title %}
{{ heading(block) }}
{% endif %}
{{ svg(block) }}
</section>
{% elif block.rows is defined %}
<table class="{{ "narrow" if block.narrow else "wide" }}">
<caption>{{ heading(block) }}</caption>
<thead><tr>
{% set most = [17, 90 // block.columns|length]|min %}
{% for width in widths(block) %}
{% set column = block.columns[loop.index0] %}
{% set mark = 'th scope="col"' if column else "td" %}
<{{ mark|safe }} style="min-width:min({{ width + 2 }}ch,{{ most }}vw)">{{ column }}</{{ mark[:2] }}>
{% endfor %}
</tr></thead>
<tbody>
{% for row in block.rows %}
<tr{% if row.kind %} class="{{ row.kind }}"{% endif %}>
{% for cell in row.cells %}
{% set head = loop.last if block.named else loop.first %}
{% set mark = 'th scope="row"' if head and cell else "td" %}
<{{ mark|safe }}
{%- if not block.narrow %} data-label="{{ block.columns[loop.index0] }}"{% endif %}>{{ cell }}
{%- if loop.last and row.detail %} <span class="detail">{{ row.detail }}</span>
{%- endif %}
</{{ mark[:2] }}>
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
{% else %}
{% set kind = "warnings" if block.title == warnings else "narrow" if loop.last else "" %}
<section{% if kind and not loop.first %} class="{{ kind }}"{% endif %}>
{% if block.title %}
{{ heading(block) }}
{% endif %}
{% if block.lines|length == 1 %}
<p>{{ block.lines[0] }}</p>
{% elif block.lines %}
<ul>
{% for line in block.lines %}
<li>{{ line }}</li>
{% endfor %}
</ul>
{% endif %}
</section>
{% endif %}
{% endfor %}
</main>
{% if patterns %}
<svg class="unseen" aria-hidden="true">{{ patterns }}</svg>
{% endif %}
</body>
</html>
"""
)
