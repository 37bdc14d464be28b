#include "reshaping/reshaping_tree.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>

#include "document/compare.hpp"
#include "document/path.hpp"
#include "document/type.hpp"
#include "evaluation/building.hpp"
#include "evaluation/refusal.hpp"
#include "expression/operators.hpp"

namespace profilestore::expression {
namespace {

using Kind = FieldPlan::Kind;

class TreeBuilder {
 public:
  TreeBuilder(const std::string& stage, const Context& context, bool adds)
      : stage_(stage), parser_(parser_of(context)), adds_(adds) {}

  void add_all(const std::string& prefix, const Value& fields) {
    if (++depth_ > max_result_depth) refuse(overflow, stage_, "is too deep");
    for (const auto& [name, value] : fields.items()) {
      check_field_path(name, stage_);
      add(prefix + name, value);
    }
    --depth_;
  }

  void exclude(const std::string& path) {
    check_field_path(path, stage_);
    settle(path, false);
    place(path, {.kind = Kind::excluded});
  }

  ReshapingTree take() && {
    if (adds_) return {Reshape::addition, std::move(root_)};
    const bool inclusion = inclusion_ ? *inclusion_ : id_included_;
    // MongoDB: an inclusion has the _id, if it does not say otherwise.
    if (inclusion && root_.find("_id") == nullptr)
      root_.fields.emplace_back("_id", FieldPlan{.kind = Kind::included});
    return {inclusion ? Reshape::inclusion : Reshape::exclusion, std::move(root_)};
  }

 private:
  void add(const std::string& path, const Value& value) {
    if (document::is_plain_object(value)) {
      if (value.empty() && adds_) return compute(path, value, 0);
      if (value.empty())
        refuse(51270, stage_,
               fmt::format("has an empty object at '{}'; write {{$literal: {{}}}}", path));
      // Several operators are fields whose names begin with `$`, which there are not.
      if (value.size() > 1 || !value.begin().key().starts_with('$'))
        return add_all(path + ".", value);
      const std::string& op = value.begin().key();
      if (operator_named(op) == nullptr)
        refuse(31325, stage_, fmt::format("has an unknown expression {} at '{}'", op, path));
      return compute(path, value, 31252);
    }
    if (adds_ || !is_flag(value)) return compute(path, value, 31310);
    const bool included = is_inclusion(value);
    settle(path, included);
    place(path, {.kind = included ? Kind::included : Kind::excluded});
  }

  void compute(const std::string& path, const Value& value, int in_exclusion) {
    if (!adds_) {
      if (inclusion_ == false)
        refuse(in_exclusion, stage_,
               fmt::format("excludes fields, and has an expression at '{}'", path));
      inclusion_ = true;
    }
    place(path, {.kind = Kind::computed, .value = parser_.parse(value)});
  }

  // MongoDB: the _id may be included or excluded beside either.
  void settle(const std::string& path, bool included) {
    if (path == "_id") {
      id_included_ = included;
      return;
    }
    if (inclusion_ && *inclusion_ != included)
      refuse(included ? 31253 : 31254, stage_,
             fmt::format("cannot do {} on field {} in {} projection",
                         included ? "inclusion" : "exclusion", path,
                         included ? "exclusion" : "inclusion"));
    inclusion_ = included;
  }

  void place(const std::string& path, FieldPlan plan) {
    const document::Path parsed(path);
    const auto& segments = parsed.segments();
    if (segments.size() > static_cast<std::size_t>(max_result_depth))
      refuse(overflow, stage_, "has a path that is too deep");
    FieldPlan* at = &root_;
    for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
      at->computes |= plan.kind == Kind::computed;
      auto* next = const_cast<FieldPlan*>(at->find(segments[i]));
      if (next != nullptr && next->kind != Kind::parent) collide(31249, path);
      at = next != nullptr ? next : &at->fields.emplace_back(segments[i], FieldPlan{}).second;
    }
    at->computes |= plan.kind == Kind::computed;
    if (at->find(segments.back()) != nullptr) collide(31250, path);
    at->fields.emplace_back(segments.back(), std::move(plan));
  }

  [[noreturn]] void collide(int code, const std::string& path) const {
    refuse(code, stage_, fmt::format("has a path collision at '{}'", path));
  }

  const std::string& stage_;
  Parser parser_;
  bool adds_;
  FieldPlan root_ = {};
  std::optional<bool> inclusion_ = {};  // nothing has said so far
  bool id_included_ = false;
  int depth_ = 0;
};

void collect(const FieldPlan& plan, const std::string& path, std::set<std::string>& paths) {
  // What is computed into a field is so in each element, where it is an array.
  const bool is_computed_into = plan.kind == Kind::parent && plan.computes && !path.empty();
  if (plan.kind == Kind::included || is_computed_into) paths.insert(path);
  if (plan.value) collect_paths(*plan.value, paths);
  for (const auto& [name, field] : plan.fields)
    collect(field, path.empty() ? name : path + "." + name, paths);
}

}  // namespace

bool is_flag(const Value& value) {
  return value.is_boolean() || document::is_number(document::type_of(value));
}

bool is_inclusion(const Value& flag) {
  return flag.is_boolean() ? flag.get<bool>() : !document::equal(flag, Value(0));
}

const FieldPlan* FieldPlan::find(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, [](const auto& f) { return f.first; });
  return found == fields.end() ? nullptr : &found->second;
}

ReshapingTree parse_project(const Value& specification, const std::string& stage,
                            const Context& context) {
  if (!document::is_plain_object(specification)) refuse(15969, stage, "takes an object of fields");
  if (specification.empty()) refuse(51272, stage, "takes at least one field");
  TreeBuilder builder(stage, context, false);
  builder.add_all("", specification);
  return std::move(builder).take();
}

ReshapingTree parse_add_fields(const Value& specification, const std::string& stage,
                               const Context& context) {
  if (!document::is_plain_object(specification)) refuse(40272, stage, "takes an object of fields");
  TreeBuilder builder(stage, context, true);
  builder.add_all("", specification);
  return std::move(builder).take();
}

ReshapingTree parse_unset(const Value& specification, const std::string& stage) {
  if (!specification.is_string() && !specification.is_array())
    refuse(31002, stage, "takes a path or an array of paths");
  const Value paths = specification.is_array() ? specification : Value::array({specification});
  if (paths.empty()) refuse(31119, stage, "takes at least one path");
  TreeBuilder builder(stage, {}, false);
  for (const Value& path : paths) {
    if (!path.is_string()) refuse(31120, stage, "takes strings as paths");
    builder.exclude(path.get<std::string>());
  }
  return std::move(builder).take();
}

void collect_paths(const ReshapingTree& tree, std::set<std::string>& paths) {
  if (tree.kind != Reshape::inclusion) paths.insert("");
  collect(tree.root, "", paths);
}

bool keeps_path(const ReshapingTree& tree, const std::string& path) {
  const FieldPlan* at = &tree.root;
  const document::Path parsed(path);
  for (const std::string& segment : parsed.segments()) {
    at = at->find(segment);
    if (at == nullptr) return tree.kind != Reshape::inclusion;
    if (at->kind == Kind::included) return true;
    if (at->kind != Kind::parent) return false;
  }
  return false;
}

}  // namespace profilestore::expression
