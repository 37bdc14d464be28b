#include "histories/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace histories {
namespace {

using Operations = std::vector<const Operation*>;

constexpr std::size_t most = 20;

class Checker {
 public:
  Checker(const std::vector<Operation>& history, const Final& final, std::int64_t sum)
      : final_(final), sum_(sum), found_(final.doubled) {
    for (const Operation& one : history) of_[{one.kind, one.key}].push_back(&one);
  }

  std::vector<std::string> run() {
    for (const auto& [what, operations] : of_) {
      const auto& [kind, key] = what;
      if (kind == Kind::bump) check_register(key, operations);
      if (kind == Kind::count) check_counter(key, operations);
      if (kind == Kind::append) check_list(key, operations);
      if (kind == Kind::sum) check_sums(operations);
    }
    if (final_.sum != sum_) tell("the accounts hold {} in the end, not {}", final_.sum, sum_);
    return std::move(found_);
  }

 private:
  template <class... Values>
  void tell(fmt::format_string<Values...> text, Values&&... values) {
    if (found_.size() < most) found_.push_back(fmt::format(text, std::forward<Values>(values)...));
  }

  static std::int64_t count(const Operations& operations, Outcome outcome) {
    return std::count_if(operations.begin(), operations.end(),
                         [&](const Operation* one) { return one->outcome == outcome; });
  }

  // As many as were told, and at most those more of which nobody knows.
  void check_number(const char* what, std::int64_t key, std::int64_t number,
                    const Operations& operations) {
    const std::int64_t done = count(operations, Outcome::done),
                       unknown = count(operations, Outcome::unknown);
    if (number < done || number > done + unknown)
      tell("{} {} is {}, but {} were done and {} unknown", what, key, number, done, unknown);
  }

  /// The place in one order of what was done, and when.
  struct Placed {
    std::int64_t begin, end, place;
    bool reads;  ///< sees the place, and takes none
  };

  // What ended before another began has a lower place than it.
  void check_order(const char* what, std::int64_t key, std::vector<Placed> all) {
    std::vector<const Placed*> by_end;
    for (const Placed& one : all) by_end.push_back(&one);
    std::sort(by_end.begin(), by_end.end(),
              [](const Placed* a, const Placed* b) { return a->end < b->end; });
    std::vector<const Placed*> by_begin = by_end;
    std::sort(by_begin.begin(), by_begin.end(),
              [](const Placed* a, const Placed* b) { return a->begin < b->begin; });
    std::size_t ended = 0;
    std::int64_t highest = 0;
    for (const Placed* one : by_begin) {
      for (; ended < by_end.size() && by_end[ended]->end < one->begin; ++ended)
        highest = std::max(highest, by_end[ended]->place);
      if (one->reads ? one->place < highest : one->place <= highest)
        tell("{} {}: {} was told after {}", what, key, one->place, highest);
    }
  }

  const Operations& operations_of(Kind kind, std::int64_t key) { return of_[{kind, key}]; }

  void check_register(std::int64_t key, const Operations& bumps) {
    const auto found = final_.versions.find(key);
    const std::int64_t last = found == final_.versions.end() ? 0 : found->second;
    check_number("register", key, last, bumps);
    std::set<std::int64_t> versions;
    std::vector<Placed> placed;
    for (const Operation* one : bumps) {
      if (one->outcome != Outcome::done) continue;
      if (one->value < 1 || one->value > last)
        tell("register {} had version {}, and ends with {}", key, one->value, last);
      if (!versions.insert(one->value).second)
        tell("register {} became version {} twice", key, one->value);
      placed.push_back({one->begin, one->end, one->value, false});
    }
    for (const Operation* one : operations_of(Kind::look, key))
      if (one->outcome == Outcome::done) {
        if (one->value > last) tell("register {} was seen as {}, beyond {}", key, one->value, last);
        placed.push_back({one->begin, one->end, one->value, true});
      }
    check_order("register", key, std::move(placed));
  }

  void check_counter(std::int64_t key, const Operations& counts) {
    const auto found = final_.counters.find(key);
    check_number("counter", key, found == final_.counters.end() ? 0 : found->second, counts);
  }

  void check_list(std::int64_t key, const Operations& appends) {
    const auto stored = final_.lists.find(key);
    const std::vector<std::int64_t> last =
        stored == final_.lists.end() ? std::vector<std::int64_t>() : stored->second;
    std::map<std::int64_t, std::int64_t> places;
    for (const std::int64_t number : last)
      if (!places.emplace(number, std::ssize(places) + 1).second)
        tell("list {} has {} twice", key, number);
    check_number("the length of list", key, std::ssize(last), appends);
    std::vector<Placed> placed;
    for (const Operation* one : appends) {
      const auto place = places.find(one->number);
      if (one->outcome == Outcome::done && place == places.end())
        tell("list {} has lost {}", key, one->number);
      if (one->outcome == Outcome::not_done && place != places.end())
        tell("list {} has {}, which was not done", key, one->number);
      if (place != places.end()) placed.push_back({one->begin, one->end, place->second, false});
    }
    for (const Operation* one : operations_of(Kind::list, key)) {
      if (one->outcome != Outcome::done) continue;
      if (one->values.size() > last.size() ||
          !std::equal(one->values.begin(), one->values.end(), last.begin()))
        tell("list {} was seen otherwise than it begins", key);
      placed.push_back({one->begin, one->end, std::ssize(one->values), true});
    }
    check_order("list", key, std::move(placed));
  }

  void check_sums(const Operations& sums) {
    for (const Operation* one : sums)
      if (one->outcome == Outcome::done && one->value != sum_)
        tell("the accounts held {}, not {}", one->value, sum_);
  }

  const Final& final_;
  std::int64_t sum_;
  std::vector<std::string> found_;
  std::map<std::pair<Kind, std::int64_t>, Operations> of_;
};

}  // namespace

std::vector<std::string> anomalies(const std::vector<Operation>& history, const Final& final,
                                   std::int64_t sum) {
  return Checker(history, final, sum).run();
}

}  // namespace histories
