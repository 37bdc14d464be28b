// The form's rules as rules.json, and back.
#include <QFileInfo>
#include <QRegularExpression>
#include <profilestore/error.hpp>
#include <set>

#include "access/export/import_options.hpp"
#include "access/export/setup.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

const std::set<std::string> by_field = {"union",   "max",    "min", "newest",
                                        "longest", "concat", "sum", "rank"};

QString on_existing_of(const Value& value) {
  for (const char* known : {"merge", "keep", "replace", "newest"})
    if (value == known) return QString::fromLatin1(known);
  throw InvalidInput(2, "rules: onExisting: must be keep, replace, merge or newest");
}

Value list_of(const QStringList& texts) {
  Value list = Value::array();
  for (const QString& text : texts) list.push_back(text.trimmed().toStdString());
  return list;
}

QStringList texts_of(const Value& list, const std::string& place) {
  QStringList texts;
  if (!list.is_array()) throw InvalidInput(2, "rules: " + place + ": must be an array");
  for (const Value& one : list) {
    if (!one.is_string()) throw InvalidInput(2, "rules: " + place + ": must be strings");
    texts << plain(one);
  }
  return texts;
}

Value merge_json(const QStringList& rules) {
  Value merge = Value::object();
  for (const QString& rule : rules) {
    const std::string name = rule.section(u':', 0, 0).trimmed().toStdString();
    const QString rest = rule.section(u':', 1).trimmed();
    if (name == "fill" && rest.isEmpty())
      merge["fill"] = true;
    else if (name == "group")
      merge["groups"].push_back(list_of(rest.split(u'+')));
    else if (by_field.contains(name) && !rest.isEmpty())
      merge[name].push_back(rest.toStdString());
    else
      throw InvalidInput(2, "merge: '" + rule.toStdString() +
                                "' is no rule: write it as fill, "
                                "union:FIELD, max:FIELD, min:FIELD, newest:FIELD, longest:FIELD, "
                                "concat:FIELD, sum:FIELD, rank:FIELD=A>B or group:F+G");
  }
  return merge;
}

QStringList merge_rules(const Value& merge) {
  QStringList rules;
  for (const auto& [name, value] : merge.items()) {
    if (name == "fill") {
      if (value == true) rules << QStringLiteral("fill");
    } else if (name == "groups") {
      for (const Value& group : value)
        rules << QStringLiteral("group:") + texts_of(group, "merge.groups").join(u'+');
    } else if (by_field.contains(name)) {
      for (const QString& field : texts_of(value, "merge." + name))
        rules << QString::fromStdString(name) + u':' + field;
    } else {
      throw InvalidInput(2, "rules: merge: unknown member '" + name + "'");
    }
  }
  return rules;
}

}  // namespace

QString rules_text(const Rules& rules) {
  Value text{{"version", 1},
             {"keep", list_of(rules.keep.split(u','))},
             {"merge", merge_json(rules.merge)},
             {"identity", list_of(rules.identity)},
             {"onExisting", rules.on_existing.toStdString()}};
  return pretty(text);
}

Rules rules_of(const QString& text) {
  const Document json = document_of(text);
  if (json.value("version", 0) != 1)
    throw InvalidInput(2, "rules: version: must be 1, the version that this program knows");
  Rules rules;
  for (const auto& [name, value] : json.items()) {
    if (name == "keep")
      rules.keep = texts_of(value, name).join(u',');
    else if (name == "merge")
      rules.merge = merge_rules(value);
    else if (name == "identity")
      rules.identity = texts_of(value, name);
    else if (name == "onExisting")
      rules.on_existing = on_existing_of(value);
    else if (name != "version")
      throw InvalidInput(2, "rules: unknown member '" + name + "'");
  }
  return rules;
}

std::vector<std::string> names_of(const QStringList& texts) {
  std::vector<std::string> names;
  for (const QString& text : texts)
    if (!text.trimmed().isEmpty()) names.push_back(text.trimmed().toStdString());
  return names;
}

std::vector<std::string> files_of(const QStringList& paths) {
  std::vector<std::string> files;
  for (const QString& path : paths) files.push_back(path.toStdString());
  return files;
}

Reading reading_for(const QStringList& paths, const Reading& usual) {
  static const QRegularExpression packed(QStringLiteral("\\.(gz|zst|bz2|xz)$"));
  static const QRegularExpression json(QStringLiteral("^(json|jsonl|ndjson|bson)$"));
  QStringList endings;
  for (QString name : paths) {
    const QString ending = QFileInfo(name.remove(packed)).suffix().toLower();
    if (!endings.contains(ending)) endings << ending;
  }
  if (endings.size() != 1) return usual;
  Reading reading = usual;
  if (endings.front() == u"csv" || endings.front() == u"tsv") {
    if (reading.type == endings.front()) return usual;
    reading = {};
    reading.type = endings.front();
  } else if (json.match(endings.front()).hasMatch()) {
    reading.type.clear();
  }
  return reading;
}

ImportOptions import_options(const ImportSetup& setup, const Control& control) {
  ImportOptions options;
  options.collection = setup.collection.toStdString();
  options.from = setup.from.toStdString();
  if (!setup.key.trimmed().isEmpty()) options.unique = {paths_of(setup.key)};
  if (!setup.missing.isEmpty()) options.missing = missing_from(setup.missing);
  options.normalise = normalise_from(setup.normalise);
  options.keep = setup.rules.keep.toStdString();
  options.merge = names_of(setup.rules.merge);
  options.identity = names_of(setup.rules.identity);
  options.on_existing = setup.rules.on_existing.toStdString();
  read_as(setup.reading, options);
  options.users.file = setup.accounts.file.toStdString();
  if (!setup.accounts.file.isEmpty()) {
    options.users.key = setup.accounts.key.trimmed().toStdString();
    options.users.type = reading_for({setup.accounts.file}, {}).type.toStdString();
  }
  options.progress = progress_of(control);
  return options;
}

}  // namespace profiles::access
