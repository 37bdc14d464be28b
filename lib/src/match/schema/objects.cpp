// The keywords of $jsonSchema that speak of objects.
#include <algorithm>
#include <map>
#include <memory>
#include <profilestore/error.hpp>
#include <set>

#include "document/type.hpp"
#include "match/refusal.hpp"
#include "match/regular_expression.hpp"
#include "match/schema/keywords.hpp"

namespace profilestore::match {
namespace {

using document::is_plain_object;

using Names = std::set<std::string>;
using SchemaOfName = std::map<std::string, Schema>;
using SchemaOfPattern = std::vector<std::pair<RegularExpression, Schema>>;

void check_is_object(const Keyword& keyword) {
  if (!is_plain_object(keyword.value)) refuse_keyword(type_mismatch, keyword, "must be an object");
}

bool has_all(const Value& object, const Names& names, const Place& place, const std::string& rule) {
  return all_hold(names, place, [&](const std::string& name) {
    return object.contains(name) || place.at(name).fail(rule);
  });
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

// MongoDB: 2 for a pattern among the names of a schema, whatever is wrong with it.
RegularExpression pattern_of(const Keyword& keyword, const std::string& pattern) {
  try {
    return RegularExpression(pattern, "", keyword.path);
  } catch (const InvalidFilter&) {
    refuse_keyword(bad_value, keyword, "holds an invalid regular expression");
  }
}

SchemaOfPattern parse_patterns(const Keyword& keyword) {
  check_is_object(keyword);
  SchemaOfPattern patterns;
  for (const auto& [pattern, schema] : keyword.value.items()) {
    if (!is_plain_object(schema))
      refuse_keyword(type_mismatch, keyword, "must hold an object for each pattern");
    patterns.emplace_back(pattern_of(keyword, pattern),
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
        patterns_.push_back(pattern_of(keyword, pattern));
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
Constraint parse_dependency(const Keyword& keyword, const std::string& name,
                            const Value& dependency) {
  if (dependency.is_array())
    return [names = parse_names(keyword, dependency), rule = rule_of(keyword.name, name)](
               const Value& object, const Place& place) {
      return has_all(object, names, place, rule);
    };
  if (!is_plain_object(dependency))
    refuse_keyword(type_mismatch, keyword, "must hold an object or an array for each property");
  const auto schema =
      std::make_shared<const Schema>(parse_schema(dependency, keyword.path, keyword.depth + 1));
  return
      [schema](const Value& object, const Place& place) { return schema->accepts(object, place); };
}

}  // namespace

Constraint parse_required(const Keyword& keyword) {
  if (!keyword.value.is_array()) refuse_keyword(type_mismatch, keyword, "must be an array");
  return [names = parse_names(keyword, keyword.value), rule = keyword.name](const Value& value,
                                                                            const Place& place) {
    return !is_plain_object(value) || has_all(value, names, place, rule);
  };
}

Constraint parse_properties(const Keyword& keyword) {
  check_is_object(keyword);
  SchemaOfName schemas;
  for (const auto& [name, schema] : keyword.value.items())
    schemas.emplace(name, parse_property(keyword, name, schema));
  return [schemas = std::make_shared<const SchemaOfName>(std::move(schemas))](const Value& value,
                                                                              const Place& place) {
    if (!is_plain_object(value)) return true;
    return all_hold(*schemas, place, [&](const auto& property) {
      const auto found = value.find(property.first);
      return found == value.end() || property.second.accepts(*found, place.at(property.first));
    });
  };
}

Constraint parse_pattern_properties(const Keyword& keyword) {
  const auto patterns = std::make_shared<const SchemaOfPattern>(parse_patterns(keyword));
  return [patterns](const Value& value, const Place& place) {
    if (!is_plain_object(value)) return true;
    return all_hold(value.items(), place, [&](const auto& property) {
      const Place here = place.at(property.key());
      return all_hold(*patterns, here, [&](const auto& known) {
        return !known.first.found_in(property.key()) ||
               known.second.accepts(property.value(), here);
      });
    });
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
    schema.add(constraint(keyword.name, [](const Value&) { return false; }));
  return [known = Known(keyword), others = std::make_shared<const Schema>(std::move(schema))](
             const Value& value, const Place& place) {
    if (!is_plain_object(value)) return true;
    return all_hold(value.items(), place, [&](const auto& property) {
      return known.has(property.key()) ||
             others->accepts(property.value(), place.at(property.key()));
    });
  };
}

Constraint parse_min_properties(const Keyword& keyword) {
  return constraint(rule_of(keyword), [least = count_of(keyword)](const Value& value) {
    return !is_plain_object(value) || value.size() >= least;
  });
}

Constraint parse_max_properties(const Keyword& keyword) {
  return constraint(rule_of(keyword), [most = count_of(keyword)](const Value& value) {
    return !is_plain_object(value) || value.size() <= most;
  });
}

Constraint parse_dependencies(const Keyword& keyword) {
  check_is_object(keyword);
  std::map<std::string, Constraint> dependencies;
  for (const auto& [name, dependency] : keyword.value.items())
    dependencies.emplace(name, parse_dependency(keyword, name, dependency));
  return [dependencies](const Value& value, const Place& place) {
    if (!is_plain_object(value)) return true;
    return all_hold(dependencies, place, [&](const auto& dependency) {
      return !value.contains(dependency.first) || dependency.second(value, place);
    });
  };
}

}  // namespace profilestore::match
