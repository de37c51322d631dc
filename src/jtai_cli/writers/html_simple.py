"""A page as HTML of tables alone, with their styles inline: what Word and Outlook take."""

from __future__ import annotations

from jtai_cli.render.page import Page
from jtai_cli.writers.html import filled
from jtai_cli.writers.html_template import HEAD

# Word and Outlook read no style sheet that matters, but the styles of a table and of its cells.
_TEMPLATE = (
    HEAD
    + """</head>
<body style="font-family:Arial,sans-serif;font-size:11pt;overflow-wrap:anywhere">
<main>
{% set table = '<table border="1" cellspacing="0" cellpadding="4" width="100%"'
  ' style="border-collapse:collapse;font-family:Arial,sans-serif;font-size:10pt">'|safe %}
{% set cell_style = ' style="text-align:left;vertical-align:top"'|safe %}
{% for block in blocks %}
{% if block is sameas main %}
<h1 style="font-size:18pt">{{ block.title }}</h1>
{% elif block.title %}
<h2 style="font-size:13pt">{{ block.title }}</h2>
{% endif %}
{% if block.facts is defined %}
{% if block.subtitle %}
<p>{{ block.subtitle }}</p>
{% endif %}
{% for _, facts in facts_of(block) %}
{{ table }}
{% for label, group in facts %}
<tr><th scope="row"{{ cell_style }}>{{ label }}</th>
<td{{ cell_style }}>
{%- for fact in group %}
<b>{{ fact.value }}</b><br>
{%- if fact.note %}{{ fact.note }}<br>{% endif %}
{% endfor -%}
</td></tr>
{% endfor %}
</table>
<p></p>
{% endfor %}
{% elif block.rows is defined %}
{{ table }}
<thead><tr>
{% for column in block.columns %}
{% set mark = 'th scope="col"' if column else "td" %}
<{{ mark|safe }}{{ cell_style }}>{{ column }}</{{ mark[:2] }}>
{% endfor %}
</tr></thead>
{% for row in block.rows %}
<tr>
{% for cell in row.cells %}
<td{{ cell_style }}>{{ cell }}
{%- if loop.last and row.detail %}<br>{{ row.detail }}{% endif %}</td>
{% endfor %}
</tr>
{% endfor %}
</table>
{% else %}
{% for line in block.lines %}
<p>{{ line }}</p>
{% endfor %}
{% endif %}
{% endfor %}
</main>
</body>
</html>
"""
)


def write(page: Page) -> str:
    """The page as tables and paragraphs."""
    return filled(_TEMPLATE, page)
