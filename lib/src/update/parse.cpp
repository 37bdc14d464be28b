// Update document → operations, in the order in which they apply.
#include <fmt/format.h>
#include <algorithm>
#include <profilestore/error.hpp>

#include "document/type.hpp"
#include "update/parsed.hpp"
#include "update/paths.hpp"
#include "update/shapes.hpp"
#include "update/update.hpp"

namespace profilestore::update {
namespace {

using Identifiers = std::set<std::string, std::less<>>;

// MongoDB tells the kinds of update apart by the first field.
void require_operators(const Document& update) {
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

Operation read_operation(const Operator& op, const std::string& path_text, const Value& operand,
                         const document::Comparison& order) {
  document::Path path(path_text);
  check_path(path, op.name);
  if (op.read_destination != nullptr) {
    document::Path destination = op.read_destination(path, operand);
    return {std::make_shared<document::Path>(std::move(destination)), &op, nullptr,
            std::make_shared<document::Path>(std::move(path))};
  }
  Action act = action_of(op, path, operand, order);
  return {std::make_shared<document::Path>(std::move(path)), &op, std::move(act)};
}

void collect_identifiers(const document::Path& path, Identifiers& identifiers) {
  for (const std::string& segment : path.segments())
    if (is_array_filter(segment)) identifiers.emplace(identifier_of(segment));
}

// Fields by whose names no key is found: those that a document decides, and those that may be
// indexes of an array.
bool names_element(const std::string& segment) {
  return is_positional(segment) || (segment.front() >= '0' && segment.front() <= '9');
}

// A path with an element's segment may write at every path that leads through the array.
bool may_touch(const document::Path& written, const document::Path& path) {
  const auto& segments = written.segments();
  const auto element = std::find_if(segments.begin() + 1, segments.end(), names_element);
  const auto known =
      std::min(static_cast<std::size_t>(element - segments.begin()), path.segments().size());
  return std::equal(path.segments().begin(),
                    path.segments().begin() + static_cast<std::ptrdiff_t>(known), segments.begin());
}

}  // namespace

Update Update::parse(const Value& update, std::span<const Document> array_filters,
                     const std::shared_ptr<const match::Terms>& terms) {
  if (update.is_array()) return parse_pipeline(update, array_filters, terms);
  require_operators(update);
  auto parsed = std::make_shared<Parsed>();
  Update result;
  const bool is_plain = array_filters.empty() && !terms;
  if (auto operations = is_plain ? operations_as_before(update) : std::nullopt) {
    parsed->operations = *std::move(operations);
    result.parsed_ = std::move(parsed);
    return result;
  }
  parsed->array_filters = ArrayFilters::parse(array_filters, terms);
  const document::Comparison order = terms ? terms->order : document::Comparison();
  TakenPaths taken;
  Identifiers identifiers;
  for (auto part = update.begin(); part != update.end(); ++part) {
    const Operator& op = operator_named(part.key());
    require_fields(part.key(), part.value());
    for (auto field = part->begin(); field != part->end(); ++field) {
      const Operation& operation =
          parsed->operations.emplace_back(read_operation(op, field.key(), field.value(), order));
      parsed->array_filters.check(*operation.path, op.name);
      collect_identifiers(*operation.path, identifiers);
      parsed->is_positional |= update::is_positional(*operation.path);
      // MongoDB: a clash is an error whether or not the document is inserted, so $set against
      // $setOnInsert too.
      if (operation.source) taken.take(*operation.source, op.name);
      taken.take(*operation.path, op.name);
    }
  }
  parsed->array_filters.check_all_used(identifiers);
  if (is_plain && !parsed->is_positional) remember(update, parsed->operations);
  std::sort(
      parsed->operations.begin(), parsed->operations.end(),
      [](const Operation& a, const Operation& b) { return applies_before(*a.path, *b.path); });
  result.parsed_ = std::move(parsed);
  return result;
}

Update Update::parse_pipeline(const Value& stages, std::span<const Document> array_filters,
                              const std::shared_ptr<const match::Terms>& terms) {
  if (!array_filters.empty())
    throw InvalidUpdate(9, "arrayFilters may not be specified for pipeline-style updates", "", "");
  auto parsed = std::make_shared<Parsed>();
  parsed->pipeline = Pipeline::parse(stages, terms.get());
  Update result;
  result.parsed_ = std::move(parsed);
  return result;
}

bool Update::touches(const document::Path& path) const {
  if (parsed_->replacement) return true;
  if (parsed_->pipeline)
    return !std::ranges::all_of(parsed_->pipeline->stages,
                                [&](const auto& stage) { return stage.keeps(path.text()); });
  return std::any_of(parsed_->operations.begin(), parsed_->operations.end(),
                     [&](const Operation& operation) {
                       return may_touch(*operation.path, path) ||
                              (operation.source && may_touch(*operation.source, path));
                     });
}

}  // namespace profilestore::update
