# Markdown for doxygen: a link to what is no page of the reference becomes its text.
s/\]\(((https?:|(lib\/docs\/)?[A-Za-z0-9_-]+\.md|(\.\.\/)+README\.md)[^) ]*)\)/]<<\1>>/g
s/\[([^]&]+)\]\([^) ]+\)/\1/g
s/\]<<([^>]*)>>/](\1)/g
