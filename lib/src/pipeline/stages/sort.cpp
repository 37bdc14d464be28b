#include "pipeline/stages/sort.hpp"

#include <fmt/format.h>

#include "document/path.hpp"
#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/sorting.hpp"
#include "pipeline/stages/reshape.hpp"

namespace profilestore::pipeline {
namespace {

class Sorted : public Stream {
 public:
  Sorted(StreamPointer input, const read::Order& order, std::size_t wanted, const Limits& limits)
      : input_(std::move(input)),
        order_(order),
        sorting_([this](const auto& a, const auto& b) { return order_.compare(a, b); }, wanted,
                 limits, "$sort") {}

 private:
  std::optional<Document> read() override {
    if (input_) {
      while (auto document = input_->next()) {
        read::SortKey key = sort_key(order_, *document);
        sorting_.add(std::move(key), *std::move(document));
      }
      input_.reset();
    }
    auto entry = sorting_.next();
    if (!entry) return std::nullopt;
    return std::move(entry->document);
  }

  StreamPointer input_;
  const read::Order& order_;
  Sorting sorting_;
};

}  // namespace

// MongoDB: an index on _id alone takes no array apart, since a stored _id is none; nor does a sort.
read::SortKey sort_key(const read::Order& order, const Document& document) {
  if (order.paths().size() != 1 || order.paths().front().text() != "_id")
    return order.key_of(document);
  const Value* id = document::member(document, "_id");
  return {id == nullptr ? Value() : *id};
}

StagePointer Sort::parse(const Value& specification, const Context& context) {
  if (!document::is_plain_object(specification))
    refuse(15973, "$sort", "takes an object: {path: 1 or -1, …}");
  if (specification.empty()) refuse(15976, "$sort", "needs at least one path to sort by");
  for (const auto& [name, direction] : specification.items())
    if (name.starts_with('$'))
      refuse(16410, "$sort", fmt::format("takes no path that begins with '$': '{}'", name));
  auto sort = std::make_shared<Sort>();
  sort->specification_ = specification;
  sort->order_ = read::Order::parse(specification, context.order());
  return sort;
}

StagePointer Sort::first(std::size_t wanted) const {
  auto sort = std::make_shared<Sort>(*this);
  sort->wanted_ = wanted;
  return sort;
}

Fields Sort::needs(const Fields& after) const {
  std::vector<std::string> paths;
  for (const document::Path& path : order_.paths()) paths.push_back(path.text());
  return with_fields(after, std::move(paths));
}

StreamPointer Sort::over(StreamPointer input, const Run& run) const {
  return std::make_unique<Sorted>(std::move(input), order_, wanted_, run.limits);
}

}  // namespace profilestore::pipeline
