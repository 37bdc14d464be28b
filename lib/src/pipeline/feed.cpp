#include "pipeline/feed.hpp"

#include <algorithm>

#include "crud/find_run.hpp"
#include "pipeline/filter_terms.hpp"
#include "pipeline/stages/match.hpp"
#include "pipeline/stages/sort.hpp"
#include "pipeline/stages/window.hpp"

namespace profilestore::pipeline {
namespace {

class Found : public Stream {
 public:
  Found(const std::string& collection, query::Filters filters, const query::Window& window,
        const Run& run, const Fields& fields)
      : run_(*run.reader, collection, std::move(filters), window,
             crud::FindRun::Meanwhile::nothing) {
    if (fields) run_.read_only_fields(*fields);
  }

 private:
  std::optional<Document> read() override { return run_.next(); }

  crud::FindRun run_;
};

void add_condition(Document& filter, const Document& condition) {
  if (condition.empty()) return;
  if (filter.empty()) {
    filter = condition;
  } else if (filter.size() == 1 && filter.begin().key() == "$and") {
    filter["$and"].push_back(condition);
  } else {
    filter = {{"$and", Document::array({std::move(filter), condition})}};
  }
}

/// Takes stages as long as the find can do them, in the order in which it does: first it matches,
/// then it sorts, then it skips, and then it limits.
class Taking {
 public:
  Taking(const Pipeline& pipeline, const std::string& collection, const Run& run,
         const std::string& hint)
      : pipeline_(pipeline), collection_(collection), run_(run), hint_(hint) {}

  Front front() {
    while (front_.stages < pipeline_.stages().size() && takes(stage(front_.stages)))
      ++front_.stages;
    return std::move(front_);
  }

 private:
  const Stage& stage(std::size_t number) const { return *pipeline_.stages()[number].stage; }

  bool takes(const Stage& next) {
    if (const auto* match = dynamic_cast<const Match*>(&next)) return takes_match(*match);
    if (const auto* sort = dynamic_cast<const Sort*>(&next)) return takes_sort(*sort);
    if (const auto* window = dynamic_cast<const Window*>(&next)) return takes_window(*window);
    return false;
  }

  bool takes_match(const Match& match) {
    if (!front_.sort.is_null() || front_.skip != 0 || front_.limit != 0) return false;
    add_condition(front_.filter, match.specification());
    return true;
  }

  bool takes_sort(const Sort& sort) {
    if (!front_.sort.is_null() || front_.skip != 0 || front_.limit != 0) return false;
    if (!is_cheap(sort)) return false;
    front_.sort = sort.specification();
    return true;
  }

  // By an index; or no more than some keys are kept.
  bool is_cheap(const Sort& sort) const {
    constexpr std::size_t few = 10'000;
    if (sort.wanted() != 0 && sort.wanted() <= few) return true;
    const auto* entry = run_.reader->collection(collection_);
    if (entry == nullptr) return true;
    auto filters = filters_of(front_, pipeline_.context().terms, run_, hint_);
    filters.take_hint(entry);
    return query::plan_of(*entry, filters.first(), sort.order()).sorted;
  }

  bool takes_window(const Window& window) {
    if (window.skip() != 0) {
      // What is skipped is taken from what a limit has left; none left is what a find can't say.
      if (front_.limit != 0 && window.skip() >= front_.limit) return false;
      if (window.skip() > std::numeric_limits<std::int64_t>::max() - front_.skip) return false;
      if (front_.limit != 0) front_.limit -= window.skip();
      front_.skip += window.skip();
    }
    if (window.limit() != 0)
      front_.limit = front_.limit == 0 ? window.limit() : std::min(front_.limit, window.limit());
    return true;
  }

  const Pipeline& pipeline_;
  const std::string& collection_;
  const Run& run_;
  const std::string& hint_;
  Front front_;
};

}  // namespace

Front front_of(const Pipeline& pipeline, const std::string& collection, const Run& run,
               const std::string& hint) {
  return Taking(pipeline, collection, run, hint).front();
}

query::Filters filters_of(const Front& front, const std::shared_ptr<const match::Terms>& terms,
                          const Run& run, const std::string& hint) {
  return {with_conditions_of_expr(front.filter, terms, run),
          {},
          terms_in(front.filter, terms, run),
          hint};
}

StreamPointer found(const std::string& collection, query::Filters filters,
                    const query::Window& window, const Run& run, const Fields& fields) {
  return std::make_unique<Found>(collection, std::move(filters), window, run, fields);
}

}  // namespace profilestore::pipeline
