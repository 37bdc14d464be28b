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

/// How an export is written where it does not tell itself, as the program's options of these names.
struct Reading {
  QString type;                     ///< "csv" or "tsv"; empty: JSON or BSON, as it looks
  QString delimiter;                ///< of CSV; empty: a comma, or what the file says
  QString fields;                   ///< of CSV: names of the columns; empty: its first line
  bool columns_have_types = false;  ///< of CSV: a column is named as age.int32()
  bool ignore_blanks = false;       ///< of CSV: an empty value gives no field
  QString encoding;                 ///< empty: UTF-8, or UTF-16 where it looks like it
  QString at;                       ///< of JSON: dotted path of the array or map with the documents
  QString map_key;                  ///< of JSON: the field that takes the name of each in a map

  bool operator==(const Reading&) const = default;
};

/// What Reading is likely for these files, by what they are called; `usual` if that tells nothing.
Reading reading_for(const QStringList& paths, const Reading& usual);

/// Accounts among which the owner of a document without a key is looked up.
struct Accounts {
  QString file;                                            ///< empty: none
  QString key = QStringLiteral("email=email:userId=_id");  ///< see UserLookup::key

  bool operator==(const Accounts&) const = default;
};

struct ImportSetup {
  QStringList sources;
  Reading reading;
  QString from;        ///< which collection of a dump; empty: the one there is
  QString store;       ///< path of the store, which need not exist
  QString collection;  ///< in the store
  QString key;         ///< "userId", "tenant,email"; empty: `_id`
  QString missing;     ///< empty: the usual rule
  QString normalise;   ///< "trim,case"; empty: none
  Accounts accounts;
  Rules rules;

  bool operator==(const ImportSetup&) const = default;
  /// Whether both read the same documents.
  bool same_export(const ImportSetup& other) const {
    return sources == other.sources && reading == other.reading && from == other.from;
  }
};

/// The text of rules.json, as `profilestore import --rules` takes it.
QString rules_text(const Rules& rules);

/// Throws MalformedJson, and InvalidInput for what the form has no place for.
Rules rules_of(const QString& text);

}  // namespace profiles::access
