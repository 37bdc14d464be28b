// Update document → operations, in the order in which they apply.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/operation.hpp"
#include "update/paths.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

// MongoDB tells the kinds of update apart by the first field.
void require_operators(const Document& update) {
  if (update.is_array())
    throw InvalidUpdate(9, "A pipeline-style update (an array) is not supported", "", "");
  if (!update.is_object() || update.empty() || !update.begin().key().starts_with('$'))
    throw InvalidUpdate(9, "Update document requires atomic operators", "", "");
}

void require_fields(const std::string& name, const Value& operand) {
  if (document::is_plain_object(operand)) return;
  throw InvalidUpdate(9,
                      fmt::format("Modifiers operate on fields but we found type {} instead. For "
                                  "example: {{$mod: {{<field>: ...}}}} not {{{}: ...}}",
                                  document::alias(document::type_of(operand)), name),
                      "", name);
}

Operation read_operation(const Operator& op, const std::string& path_text, const Value& operand) {
  document::Path path(path_text);
  check_path(path, op.name);
  Action act = op.read(path, operand);
  return {std::move(path), &op, std::move(act)};
}

}  // namespace

Update Update::parse(const Document& update) {
  require_operators(update);
  std::vector<Operation> operations;
  TakenPaths taken;
  for (auto part = update.begin(); part != update.end(); ++part) {
    const Operator& op = operator_named(part.key());
    require_fields(part.key(), part.value());
    for (auto field = part->begin(); field != part->end(); ++field) {
      operations.push_back(read_operation(op, field.key(), field.value()));
      // MongoDB: a clash is an error whether or not the document is inserted, so $set against
      // $setOnInsert too.
      taken.take(operations.back().path, op.name);
    }
  }
  std::sort(operations.begin(), operations.end(),
            [](const Operation& a, const Operation& b) { return applies_before(a.path, b.path); });
  Update parsed;
  parsed.operations_ = std::make_shared<const std::vector<Operation>>(std::move(operations));
  return parsed;
}

bool Update::touches(const document::Path& path) const {
  return std::any_of(operations_->begin(), operations_->end(),
                     [&](const Operation& operation) { return operation.path.overlaps(path); });
}

}  // namespace profilestore::update
