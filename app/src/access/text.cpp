#include "access/text.hpp"

#include "access/parse.hpp"

#include <QDateTime>
#include <profilestore/error.hpp>
#include <set>

namespace profiles::access {
namespace {

using profilestore::Value;

// The `$name` of a wrapper, {"$oid": …}; empty if `value` is none.
std::string wrapper_of(const Value& value) {
  if (!value.is_object() || value.empty()) return {};
  const std::string& name = value.begin().key();
  return name.size() > 1 && name[0] == '$' ? name : std::string();
}

// A date that Extended JSON writes as a number, since it is before 1970; empty: it is none, or not
// of the years that ISO text has.
QString early_date(const Value& value) {
  if (wrapper_of(value) != "$date" || wrapper_of(value["$date"]) != "$numberLong") return {};
  const QDateTime date =
      QDateTime::fromMSecsSinceEpoch(plain(value["$date"]).toLongLong(), Qt::UTC);
  return date.date().year() > 0 && date.date().year() < 10'000 ? date.toString(Qt::ISODateWithMs)
                                                               : QString();
}

}  // namespace

QString json(const Value& value) {
  return QString::fromStdString(value.dump(-1, ' ', false, Value::error_handler_t::replace));
}

QString pretty(const Value& value) {
  return QString::fromStdString(value.dump(2, ' ', false, Value::error_handler_t::replace));
}

QString plain(const Value& value) {
  if (value.is_string()) return QString::fromStdString(value.get_ref<const std::string&>());
  const std::string wrapper = wrapper_of(value);
  if (!wrapper.empty() && value.size() == 1) {
    const Value& inner = value.begin().value();
    if (inner.is_string()) return QString::fromStdString(inner.get_ref<const std::string&>());
    if (const QString date = early_date(value); !date.isEmpty()) return date;
  }
  return json(value);
}

QString listed(const Value& values, QStringView between) {
  QStringList parts;
  for (const Value& value : values) parts << plain(value);
  return parts.join(between);
}

Value value_of(const QString& text) {
  return profilestore::ejson::parse("{\"v\":" + text.toStdString() + "}")["v"];
}

profilestore::Document document_of(const QString& text) {
  return profilestore::ejson::parse(text.toStdString());
}

profilestore::Document by_id(const Value& id) { return {{"_id", {{"$eq", id}}}}; }

QString type_of(const Value& value) {
  switch (value.type()) {
    case Value::value_t::null:
      return QStringLiteral("null");
    case Value::value_t::boolean:
      return QStringLiteral("bool");
    case Value::value_t::string:
      return QStringLiteral("string");
    case Value::value_t::array:
      return QStringLiteral("array");
    case Value::value_t::number_float:
      return QStringLiteral("double");
    case Value::value_t::number_integer:
    case Value::value_t::number_unsigned: {
      const auto number = value.get<std::int64_t>();
      return number >= INT32_MIN && number <= INT32_MAX ? QStringLiteral("int")
                                                        : QStringLiteral("long");
    }
    default:
      break;
  }
  static const std::pair<const char*, const char*> types[] = {{"$oid", "objectId"},
                                                              {"$date", "date"},
                                                              {"$numberLong", "long"},
                                                              {"$numberDouble", "double"},
                                                              {"$numberDecimal", "decimal"},
                                                              {"$binary", "binData"},
                                                              {"$regularExpression", "regex"},
                                                              {"$timestamp", "timestamp"},
                                                              {"$minKey", "minKey"},
                                                              {"$maxKey", "maxKey"},
                                                              {"$symbol", "symbol"},
                                                              {"$code", "javascript"},
                                                              {"$undefined", "undefined"},
                                                              {"$dbPointer", "dbPointer"}};
  const std::string wrapper = wrapper_of(value);
  for (const auto& [name, type] : types)
    if (wrapper == name) return QString::fromLatin1(type);
  return QStringLiteral("object");
}

const Value* field_of(const Value& document, const std::string& name) {
  const auto found = document.find(name);
  return found == document.end() ? nullptr : &*found;
}

std::vector<std::string> all_fields(const std::vector<const profilestore::Document*>& documents) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const profilestore::Document* document : documents)
    for (const auto& [name, value] : document->items())
      if (seen.insert(name).second) names.push_back(name);
  return names;
}

const Value* at(const Value& value, const std::string& path) {
  const Value* found = &value;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    if (!found->is_object()) return nullptr;
    found = field_of(*found, path.substr(begin, dot - begin));
    if (found == nullptr) return nullptr;
    begin = dot + 1;
  }
  return found;
}

Node node_of(const QString& name, const Value& value) {
  Node node{name, type_of(value), {}};
  if (node.type == u"array") {
    node.text = QStringLiteral("[%1]").arg(value.size());
    for (std::size_t i = 0; i < value.size(); ++i)
      node.children.push_back(node_of(QString::number(i), value[i]));
  } else if (node.type == u"object") {
    node.text = QStringLiteral("{%1}").arg(value.size());
    for (const auto& [field, inner] : value.items())
      node.children.push_back(node_of(QString::fromStdString(field), inner));
  } else {
    node.text = plain(value);
  }
  return node;
}

Node tree_of(const QString& text) { return node_of({}, document_of(text)); }

profilestore::Paths paths_of(const QString& text) {
  std::vector<std::string> paths;
  for (const QString& path : text.split(u',', Qt::SkipEmptyParts))
    paths.push_back(path.trimmed().toStdString());
  if (paths.empty()) throw profilestore::InvalidInput(2, "no field is named: type one, as userId");
  return profilestore::Paths(paths);
}

QString text_of(const profilestore::Paths& paths) {
  QStringList parts;
  for (const std::string& path : paths) parts << QString::fromStdString(path);
  return parts.join(u',');
}

}  // namespace profiles::access
