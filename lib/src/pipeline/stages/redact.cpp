// $redact: an expression says of each level of a document whether it stays.
#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/stages.hpp"

namespace profilestore::pipeline {
namespace {

// What the three variables stand for; MongoDB has the same texts.
constexpr std::string_view descend = "descend", prune = "prune", keep = "keep";

class Redacted : public Stream {
 public:
  Redacted(StreamPointer input, const expression::Expression& expression, const Run& run)
      : input_(std::move(input)),
        expression_(expression),
        variables_(run.variables.with("DESCEND", Value(descend))
                       .with("PRUNE", Value(prune))
                       .with("KEEP", Value(keep))) {}

 private:
  std::optional<Document> read() override {
    while (auto document = input_->next())
      if (auto left = left_of(*document, *document)) return left;
    return std::nullopt;
  }

  // MongoDB: $$ROOT is the whole document at each level, "$path" begins at the level.
  std::optional<Document> left_of(const Document& level, const Document& root) const {
    document::TimeLimit::look();
    const auto verdict = expression_.evaluate(root, variables_.with_seen("CURRENT", level));
    if (verdict == keep) return level;
    if (verdict == prune) return std::nullopt;
    if (verdict != descend)
      refuse(17053, "$redact", "takes an expression that gives $$DESCEND, $$PRUNE or $$KEEP");
    Document left = Document::object();
    for (const auto& [name, value] : level.items())
      if (auto inner = left_of_value(value, root)) left[name] = *std::move(inner);
    return left;
  }

  std::optional<Value> left_of_value(const Value& value, const Document& root) const {
    if (document::is_plain_object(value)) return left_of(value, root);
    if (!value.is_array()) return value;
    Value left = Value::array();
    for (const Value& element : value)
      if (auto inner = left_of_value(element, root)) left.push_back(*std::move(inner));
    return left;
  }

  StreamPointer input_;
  const expression::Expression& expression_;
  expression::Variables variables_;
};

class Redact : public Stage {
 public:
  explicit Redact(expression::Expression expression) : expression_(std::move(expression)) {}
  StreamPointer over(StreamPointer input, const Run& run) const override {
    return std::make_unique<Redacted>(std::move(input), expression_, run);
  }

 private:
  expression::Expression expression_;
};

}  // namespace

StagePointer parse_redact(const Value& specification, const Context& context) {
  expression::Context expressions = context.expressions();
  for (const char* name : {"DESCEND", "PRUNE", "KEEP", "CURRENT"})
    expressions.variables.emplace_back(name);
  return std::make_shared<Redact>(expression::Expression::parse(specification, expressions));
}

}  // namespace profilestore::pipeline
