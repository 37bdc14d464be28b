// Values as text, and back; for the sources of this room alone, since it brings nlohmann along.
#pragma once

#include <QString>
#include <QStringList>
#include <profilestore/document.hpp>
#include <profilestore/index.hpp>
#include <string>
#include <vector>

#include "access/node.hpp"

namespace profiles::access {

/// As a person reads it: a string bare, an ObjectId its digits, a date as ISO text; what has fields
/// as JSON.
QString plain(const profilestore::Value& value);

/// The values in an array or an object, one after the other.
QString listed(const profilestore::Value& values, QStringView between = u", ");

/// The normal form, from which value_of makes the same value again.
QString json(const profilestore::Value& value);
/// The same over several lines.
QString pretty(const profilestore::Value& value);
/// Throws MalformedJson.
profilestore::Value value_of(const QString& json);
/// Of a whole document. Throws MalformedJson.
profilestore::Document document_of(const QString& text);

/// What finds one document.
profilestore::Document by_id(const profilestore::Value& id);

/// The name of a value's type as MongoDB has it.
QString type_of(const profilestore::Value& value);

/// The value of a field; null if there is none.
const profilestore::Value* field_of(const profilestore::Value& document, const std::string& name);
/// The names of the fields of all, each once, as they come.
std::vector<std::string> all_fields(const std::vector<const profilestore::Document*>& documents);

/// The value at a dotted path; null if there is none.
const profilestore::Value* at(const profilestore::Value& value, const std::string& path);

/// A document as a tree.
Node node_of(const QString& name, const profilestore::Value& value);

/// "tenant,email" as paths.
profilestore::Paths paths_of(const QString& text);
/// Paths as "tenant,email".
QString text_of(const profilestore::Paths& paths);

inline QString text_of(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace profiles::access
