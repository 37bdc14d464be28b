// What is imported, and how: all that the pages of an import share. It is what the program takes as
// arguments, and nothing else.
#pragma once

#include <QString>
#include <QStringList>

namespace profiles::access {

/// The rules of rules.json, as a form has them; lists are separated by commas.
struct Rules {
  QString keep = QStringLiteral("complete,newest:updatedAt");
  QStringList merge;     ///< "fill", "union:tags", …; see ImportOptions::merge
  QStringList identity;  ///< dotted paths
  QString on_existing = QStringLiteral("merge");

  bool operator==(const Rules&) const = default;
};

struct ImportSetup {
  QStringList sources;
  QString from;        ///< which collection of a dump; empty: the one there is
  QString store;       ///< path of the store, which need not exist
  QString collection;  ///< in the store
  QString key;         ///< "userId", "tenant,email"; empty: `_id`
  QString missing;     ///< empty: the usual rule
  QString normalise;   ///< "trim,case"; empty: none
  Rules rules;

  bool operator==(const ImportSetup&) const = default;
};

/// The text of rules.json, as `profilestore import --rules` takes it.
QString rules_text(const Rules& rules);

/// Throws MalformedJson, and InvalidInput for what the form has no place for.
Rules rules_of(const QString& text);

}  // namespace profiles::access
