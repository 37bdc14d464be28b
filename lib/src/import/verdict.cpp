#include "import/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "document/moment.hpp"

namespace profilestore::importing {
namespace {

std::string text_of_seconds(std::int64_t seconds) {
  if (seconds < 120) return fmt::format("{} s", seconds);
  if (seconds < 7200) return fmt::format("{} min", seconds / 60);
  if (seconds < 172'800) return fmt::format("{} h", seconds / 3600);
  return fmt::format("{} days", seconds / 86'400);
}

std::string text_of_moment(std::int64_t millis) {
  const Value date = document::date_of_millis(millis);
  const Value& inner = date.at("$date");
  return inner.is_string() ? inner.get<std::string>() : inner.dump();
}

/// Weighs the facts, one verdict after the other.
class Judge {
 public:
  explicit Judge(const GroupFacts& facts) : facts_(facts) {
    for (std::size_t i = 1; i < facts.created.size(); ++i) {
      const std::int64_t gap = facts.created[i] - facts.created[i - 1];
      if (gap <= race_seconds) ++close_;
      if (gap <= slow_race_seconds) ++near_;
      widest_ = std::max(widest_, gap);
    }
  }

  Verdict run() {
    if (facts_.identities > 1)
      say("distinct people",
          fmt::format("{} different identities share the key", facts_.identities));
    else
      origin();
    bulk_update();
    if (verdict_.names.empty()) say("unknown", seen());
    return std::move(verdict_);
  }

 private:
  void origin() {
    const bool equal = facts_.contents == 1;
    if (facts_.same_id) return say("re-import", "the same _id stands there more than once");
    if (gaps() == 0) {
      if (equal) say("re-import", "the documents are equal but for their _id and dates");
    } else if (2 * close_ >= gaps() || (2 * near_ >= gaps() && (facts_.processes > 1 || !equal))) {
      say("create race", race());
    } else if (equal && widest_ <= retry_seconds) {
      say("retry", fmt::format("{} equal documents within {}, at most {} apart", facts_.documents,
                               text_of_seconds(span()), text_of_seconds(widest_)));
    } else if (equal) {
      say("re-import", fmt::format("{} equal documents, up to {} apart", facts_.documents,
                                   text_of_seconds(widest_)));
    }
  }

  std::string race() const {
    return fmt::format(
        "created {} to {} by {}, {} of {} within {} s of the one before",
        text_of_moment(facts_.created.front() * 1000), text_of_moment(facts_.created.back() * 1000),
        facts_.processes == 1 ? "one process" : fmt::format("{} processes", facts_.processes),
        2 * close_ >= gaps() ? close_ : near_, gaps(),
        2 * close_ >= gaps() ? race_seconds : slow_race_seconds);
  }

  // One moment of updating for all of them, that is not the one of their making.
  void bulk_update() {
    if (!facts_.updated || facts_.documents < 2) return;
    const bool after =
        facts_.created.empty() || *facts_.updated > (facts_.created.back() + race_seconds) * 1000;
    if (after)
      say("bulk update", fmt::format("all {} were updated at {}", facts_.documents,
                                     text_of_moment(*facts_.updated)));
  }

  std::string seen() const {
    if (facts_.created.empty())
      return fmt::format("{} different contents; their _ids tell no times", facts_.contents);
    return fmt::format("{} different contents, created over {}, up to {} apart", facts_.contents,
                       text_of_seconds(span()), text_of_seconds(widest_));
  }

  void say(const char* name, const std::string& because) {
    verdict_.names.emplace_back(name);
    verdict_.because += (verdict_.because.empty() ? "" : "; then ") + because;
  }

  std::int64_t gaps() const {
    return std::ssize(facts_.created) - (facts_.created.empty() ? 0 : 1);
  }
  std::int64_t span() const {
    return facts_.created.empty() ? 0 : facts_.created.back() - facts_.created.front();
  }

  const GroupFacts& facts_;
  Verdict verdict_;
  std::int64_t close_ = 0, near_ = 0, widest_ = 0;
};

}  // namespace

Verdict verdict_of(const GroupFacts& facts) { return Judge(facts).run(); }

}  // namespace profilestore::importing
