// Finds of many documents: by an index, by a range of one, and by reading all.
#include <memory>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"

namespace bench {
namespace {

/// What rows become.
enum class Made { texts, documents };

/// Asks both sides for the same, and sees that they find as much.
struct Finds {
  Finds()
      : database(open_with_log(listed().raw, "NORMAL")),
        store(listed().open(Durability::relaxed)),
        profiles(store.collection(collection_name)) {}

  int raw(Statement& found, Made made) {
    int count = 0;
    while (found.step()) {
      if (made == Made::texts)
        text = std::string(found.text(0));
      else
        document = Document::parse(found.text(0));
      ++count;
    }
    return count;
  }

  int ours(const Document& filter, Made made) {
    int count = 0;
    if (made == Made::texts) {
      for (const std::string_view each : profiles.find_texts(filter)) count += each.empty() ? 0 : 1;
      return count;
    }
    for (const Document& each : profiles.find(filter)) count += each.empty() ? 0 : 1;
    return count;
  }

  Database database;
  Store store;
  Collection profiles;
  std::string text;
  Document document;
};

/// Documents a second, of finds that differ by a number.
Sides sides_of(const char* sql, Made made, std::function<Document(int)> filter, int bound) {
  auto all = std::make_shared<Finds>();
  auto found = std::make_shared<Statement>(all->database, sql);
  const auto raw = [all, found, made](int number) {
    found->bind(1, std::int64_t{number});
    return all->raw(*found, made);
  };
  const auto ours = [all, filter, made](int number) { return all->ours(filter(number), made); };
  if (raw(0) == 0 || raw(0) != ours(0)) throw std::runtime_error("the two do not find as much");
  const auto turn = [bound](const std::function<int(int)>& find) {
    return [find, any = Numbers(bound)]() mutable {
      double count = 0;
      const Speed finds = calls_a_second(settings().seconds, [&] { count = find(any()); });
      return finds * count;
    };
  };
  return {turn(raw), turn(ours)};
}

constexpr const char* by_group = "SELECT doc FROM profiles WHERE grp = ?1";
constexpr const char* by_score =
    "SELECT doc FROM profiles WHERE score >= ?1 AND score < ?1 + 100000";
constexpr const char* by_scan = "SELECT doc FROM profiles WHERE json_extract(doc, '$.logins') = ?1";

Document group_is(int number) { return {{"group", number}}; }

Document score_is_near(int number) {
  return {{"score", {{"$gte", number}, {"$lt", number + 100'000}}}};
}

Document logins_are(int number) { return {{"logins", number}}; }

}  // namespace

void add_finds() {
  compare({"find/index", "1,000 by an index as documents, beside text and parse", at_least(1)}, [] {
    return sides_of(by_group, Made::documents, group_is, listed().count / group_size);
  });
  compare({"find/index-text", "the same as texts, beside raw texts"},
          [] { return sides_of(by_group, Made::texts, group_is, listed().count / group_size); });
  // A tenth of the profiles, scattered over the table. The same range each time, so that each find
  // has as many.
  compare({"find/range", "a tenth by a range of an index, beside text and parse"},
          [] { return sides_of(by_score, Made::documents, score_is_near, 1); });
  compare({"find/scan", "scan with a filter, beside json_extract", at_least(1)}, [] {
    Sides sides = sides_of(by_scan, Made::texts, logins_are, 1000);
    // Not what is found is counted here, but what is read: a thousand times as much.
    return Sides{[turn = sides.floor] { return turn() * 1000; },
                 [turn = sides.ours] { return turn() * 1000; }};
  });
}

}  // namespace bench
