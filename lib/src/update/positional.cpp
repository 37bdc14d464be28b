// Positional paths: a.$, a.$[], a.$[identifier] → the paths that they are in one document.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/parsed.hpp"
#include "update/paths.hpp"
#include "update/place.hpp"

namespace profilestore::update {
namespace {

class Expansion {
 public:
  Expansion(const ArrayFilters& filters, std::optional<std::size_t> position)
      : filters_(filters), position_(position) {}

  void add(const Operation& operation, Document& document) {
    operation_ = &operation;
    go(&document, 0, "");
  }

  std::vector<Step> steps() && { return std::move(steps_); }

 private:
  // Goes on from the value at `path`, which is null where there is none.
  void go(Value* value, std::size_t depth, const std::string& path) {
    const auto& segments = operation_->path->segments();
    if (depth == segments.size()) {
      steps_.push_back({document::Path(path), operation_});
      return;
    }
    if (is_array_filter(segments[depth])) {
      go_into_elements(value, depth, path);
      return;
    }
    const std::string segment = segments[depth] == "$" ? matched_index() : segments[depth];
    go(value == nullptr ? nullptr : child(*value, segment), depth + 1,
       depth == 0 ? segment : path + '.' + segment);
  }

  void go_into_elements(Value* value, std::size_t depth, const std::string& path) {
    if (value == nullptr)
      refuse(
          fmt::format("The path '{}' must exist in the document in order to apply array "
                      "updates.",
                      path));
    if (!value->is_array())
      refuse(fmt::format("Cannot apply array updates to non-array element '{}' of type {}", path,
                         document::alias(document::type_of(*value))));
    const std::string_view identifier = identifier_of(operation_->path->segments()[depth]);
    for (std::size_t i = 0; i < value->size(); ++i)
      if (filters_.matches(identifier, (*value)[i]))
        go(&(*value)[i], depth + 1, path + '.' + std::to_string(i));
  }

  std::string matched_index() const {
    if (!position_) refuse("The positional operator did not find the match needed from the query.");
    return std::to_string(*position_);
  }

  [[noreturn]] void refuse(const std::string& message) const {
    throw InvalidUpdate(2, message, operation_->path->text(), std::string(operation_->op->name));
  }

  const ArrayFilters& filters_;
  std::optional<std::size_t> position_;
  const Operation* operation_ = nullptr;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> steps_in(Document& document, const Parsed& update,
                           std::optional<std::size_t> position) {
  Expansion expansion(update.array_filters, position);
  for (const Operation& operation : update.operations) expansion.add(operation, document);
  std::vector<Step> steps = std::move(expansion).steps();
  TakenPaths taken;
  for (const Step& step : steps) {
    const std::string_view op = step.operation->op->name;
    taken.take(step.path, op);
    if (step.operation->source) taken.take(*step.operation->source, op);
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return applies_before(a.path, b.path); });
  return steps;
}

}  // namespace profilestore::update
