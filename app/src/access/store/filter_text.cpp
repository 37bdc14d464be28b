// What people type into a filter bar.
#include <QRegularExpression>

#include "access/store/documents.hpp"

namespace profiles::access {
namespace {

// The end of a quoted text that begins at `i`; behind the text if it does not end.
qsizetype end_of_quoted(const QString& text, qsizetype i) {
  const QChar quote = text[i];
  for (++i; i < text.size() && text[i] != quote; ++i)
    if (text[i] == u'\\') ++i;
  return std::min(i + 1, text.size());
}

QString in_double_quotes(QString quoted) {
  if (quoted.size() < 2 || quoted[0] != u'\'' || !quoted.endsWith(u'\'')) return quoted;
  quoted = quoted.mid(1, quoted.size() - 2);
  return u'"' + quoted.replace(u"\\'"_qs, u"'"_qs).replace(u'"', u"\\\""_qs) + u'"';
}

struct Spelling {
  QRegularExpression shell;
  QString json;
};

// A constructor with a text in it. What stands in the text is JSON's already.
const std::vector<Spelling>& constructors() {
  static const std::vector<Spelling> all = {
      {QRegularExpression(uR"(\GObjectId\(\s*(["'])([0-9a-fA-F]{24})\1\s*\))"_qs),
       uR"({"$oid":"\2"})"_qs},
      {QRegularExpression(uR"(\G(?:ISODate|new Date|Date)\(\s*(["'])([^"'\\]*)\1\s*\))"_qs),
       uR"({"$date":"\2"})"_qs},
      {QRegularExpression(uR"(\G(?:NumberLong|Long)\(\s*(["']?)(-?[0-9]+)\1\s*\))"_qs),
       uR"({"$numberLong":"\2"})"_qs},
      {QRegularExpression(uR"(\G(?:NumberDecimal|Decimal128)\(\s*(["'])([^"'\\]*)\1\s*\))"_qs),
       uR"({"$numberDecimal":"\2"})"_qs}};
  return all;
}

}  // namespace

QString filter_as_json(const QString& text) {
  static const QRegularExpression name(uR"(\G[A-Za-z_$][A-Za-z0-9_$]*(?=\s*:))"_qs);
  QString out;
  for (qsizetype i = 0; i < text.size();) {
    if (text[i] == u'"' || text[i] == u'\'') {
      const qsizetype end = end_of_quoted(text, i);
      out += in_double_quotes(text.mid(i, end - i));
      i = end;
      continue;
    }
    if (const auto match = name.match(text, i); match.hasMatch()) {
      out += u'"' + match.captured() + u'"';
      i += match.capturedLength();
      continue;
    }
    bool respelled = false;
    for (const Spelling& spelling : constructors()) {
      const auto match = spelling.shell.match(text, i);
      if (!match.hasMatch()) continue;
      out += QString(spelling.json).replace(u"\\2"_qs, match.captured(2));
      i += match.capturedLength();
      respelled = true;
      break;
    }
    if (!respelled) out += text[i++];
  }
  return out;
}

}  // namespace profiles::access
