// The keywords of $jsonSchema that speak of objects.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "document/type.hpp"
#include "match/refusal.hpp"
#include "match/regular_expression.hpp"
#include "match/schema_keywords.hpp"

namespace profilestore::match {
namespace {

using document::is_plain_object;

using Names = std::set<std::string>;
using SchemaOfName = std::map<std::string, Schema>;
using SchemaOfPattern = std::vector<std::pair<RegularExpression, Schema>>;

void check_is_object(const Keyword& keyword) {
  if (!is_plain_object(keyword.value)) refuse_keyword(type_mismatch, keyword, "must be an object");
}

bool has_all(const Value& object, const Names& names) {
  return std::ranges::all_of(names, [&](const std::string& name) { return object.contains(name); });
}

/// A list of names that is not empty and holds none twice.
Names parse_names(const Keyword& keyword, const Value& list) {
  if (list.empty()) refuse_keyword(failed_to_parse, keyword, "cannot be an empty array");
  Names names;
  for (const Value& name : list) {
    if (!name.is_string()) refuse_keyword(type_mismatch, keyword, "must be an array of strings");
    if (!names.insert(name.get<std::string>()).second)
      refuse_keyword(failed_to_parse, keyword, "array cannot contain duplicate values");
  }
  return names;
}

Schema parse_property(const Keyword& keyword, const std::string& name, const Value& schema) {
  if (!is_plain_object(schema))
    refuse_keyword(type_mismatch, keyword, "must hold an object for each property");
  return parse_schema(schema, keyword.path.empty() ? name : keyword.path + "." + name,
                      keyword.depth + 1);
}

SchemaOfPattern parse_patterns(const Keyword& keyword) {
  check_is_object(keyword);
  SchemaOfPattern patterns;
  for (const auto& [pattern, schema] : keyword.value.items()) {
    if (!is_plain_object(schema))
      refuse_keyword(type_mismatch, keyword, "must hold an object for each pattern");
    patterns.emplace_back(RegularExpression(pattern, "", keyword.path),
                          parse_schema(schema, keyword.path, keyword.depth + 1));
  }
  return patterns;
}

/// The properties that `properties` names or a pattern of `patternProperties` is found in.
class Known {
 public:
  explicit Known(const Keyword& keyword) {
    const auto properties = keyword.schema.find("properties");
    if (properties != keyword.schema.end() && is_plain_object(*properties))
      for (const auto& [name, schema] : properties->items()) names_.insert(name);
    const auto patterns = keyword.schema.find("patternProperties");
    if (patterns != keyword.schema.end() && is_plain_object(*patterns))
      for (const auto& [pattern, schema] : patterns->items())
        patterns_.emplace_back(pattern, "", keyword.path);
  }

  bool has(const std::string& name) const {
    return names_.contains(name) ||
           std::ranges::any_of(patterns_, [&](const auto& p) { return p.found_in(name); });
  }

 private:
  Names names_;
  std::vector<RegularExpression> patterns_;
};

/// What one entry of `dependencies` asks for once its property is there.
Constraint parse_dependency(const Keyword& keyword, const Value& dependency) {
  if (dependency.is_array())
    return [names = parse_names(keyword, dependency)](const Value& object) {
      return has_all(object, names);
    };
  if (!is_plain_object(dependency))
    refuse_keyword(type_mismatch, keyword, "must hold an object or an array for each property");
  const auto schema =
      std::make_shared<const Schema>(parse_schema(dependency, keyword.path, keyword.depth + 1));
  return [schema](const Value& object) { return schema->accepts(object); };
}

}  // namespace

Constraint parse_required(const Keyword& keyword) {
  if (!keyword.value.is_array()) refuse_keyword(type_mismatch, keyword, "must be an array");
  return [names = parse_names(keyword, keyword.value)](const Value& value) {
    return !is_plain_object(value) || has_all(value, names);
  };
}

Constraint parse_properties(const Keyword& keyword) {
  check_is_object(keyword);
  SchemaOfName schemas;
  for (const auto& [name, schema] : keyword.value.items())
    schemas.emplace(name, parse_property(keyword, name, schema));
  return [schemas = std::make_shared<const SchemaOfName>(std::move(schemas))](const Value& value) {
    if (!is_plain_object(value)) return true;
    return std::ranges::all_of(*schemas, [&](const auto& property) {
      const auto found = value.find(property.first);
      return found == value.end() || property.second.accepts(*found);
    });
  };
}

Constraint parse_pattern_properties(const Keyword& keyword) {
  const auto patterns = std::make_shared<const SchemaOfPattern>(parse_patterns(keyword));
  return [patterns](const Value& value) {
    if (!is_plain_object(value)) return true;
    for (const auto& [name, property] : value.items())
      for (const auto& [pattern, schema] : *patterns)
        if (pattern.found_in(name) && !schema.accepts(property)) return false;
    return true;
  };
}

Constraint parse_additional_properties(const Keyword& keyword) {
  const bool is_schema = is_plain_object(keyword.value);
  if (!is_schema && !keyword.value.is_boolean())
    refuse_keyword(type_mismatch, keyword, "must be an object or a boolean");
  Schema schema;
  if (is_schema)
    schema = parse_schema(keyword.value, keyword.path, keyword.depth + 1);
  else if (!keyword.value.get<bool>())
    schema.add([](const Value&) { return false; });
  return [known = Known(keyword),
          others = std::make_shared<const Schema>(std::move(schema))](const Value& value) {
    if (!is_plain_object(value)) return true;
    for (const auto& [name, property] : value.items())
      if (!known.has(name) && !others->accepts(property)) return false;
    return true;
  };
}

Constraint parse_min_properties(const Keyword& keyword) {
  return [least = count_of(keyword)](const Value& value) {
    return !is_plain_object(value) || value.size() >= least;
  };
}

Constraint parse_max_properties(const Keyword& keyword) {
  return [most = count_of(keyword)](const Value& value) {
    return !is_plain_object(value) || value.size() <= most;
  };
}

Constraint parse_dependencies(const Keyword& keyword) {
  check_is_object(keyword);
  std::map<std::string, Constraint> dependencies;
  for (const auto& [name, dependency] : keyword.value.items())
    dependencies.emplace(name, parse_dependency(keyword, dependency));
  return [dependencies](const Value& value) {
    if (!is_plain_object(value)) return true;
    return std::ranges::all_of(dependencies, [&](const auto& dependency) {
      return !value.contains(dependency.first) || dependency.second(value);
    });
  };
}

}  // namespace profilestore::match
