// Random updates of random documents: what holds of any of them.
#include <algorithm>
#include <set>

#include "cases.hpp"
#include "random_updates.hpp"
#include "store/seed.hpp"

namespace update_random_test {

using profilestore::InvalidUpdate;
using random_updates::Writer;
using update_cases::now;
using update_cases::Update;
using update_cases::Value;

namespace {

constexpr std::uint64_t count = 20'000;

bool is_idempotent(const Value& update) {
  const std::set<std::string> known{"$set",      "$unset", "$min",    "$max",
                                    "$addToSet", "$pull",  "$pullAll"};
  return std::ranges::all_of(update.items(),
                             [&](const auto& part) { return known.contains(part.key()); });
}

}  // namespace

TEST_CASE("an update of any document is refused, or says whether it changed anything",
          "[update][random]") {
  int applied = 0, changed = 0;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    Writer writer(seed);
    const std::string before = writer.document(), text = writer.update();
    INFO("seed " << seed << ": " << text << " on " << before);
    Value document = Value::parse(before);
    try {
      const Update update = update_cases::update_of(text);
      const bool has_changed = update.apply(document, now(), false, writer.below(3));
      // A $push counts as a change whatever comes of it.
      if (!has_changed || text.find("$push") == std::string::npos)
        REQUIRE(has_changed == (document.dump() != Value::parse(before).dump()));
      REQUIRE(document["_id"] == 1);
      ++applied;
      changed += has_changed;
    } catch (const InvalidUpdate& refusal) {
      REQUIRE(refusal.code() != 0);
      REQUIRE(std::string(refusal.what()) != "");
    }
  }
  INFO(applied << " applied, " << changed << " changed the document");
  CHECK(applied > static_cast<int>(count) / 4);
  CHECK(changed > static_cast<int>(count) / 8);
}

TEST_CASE("an update that says where to end up changes nothing the second time",
          "[update][random]") {
  int repeated = 0;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    Writer writer(seed);
    Value document = Value::parse(writer.document());
    const std::string text = writer.update();
    if (!is_idempotent(Value::parse(text))) continue;
    INFO("seed " << seed << ": " << text << " gives " << document.dump());
    try {
      const Update update = update_cases::update_of(text);
      const std::size_t position = writer.below(3);
      update.apply(document, now(), false, position);
      const std::string once = document.dump();
      // May be refused: an element that a $set has filled up with null is no array to pull from.
      const bool has_changed = update.apply(document, now(), false, position);
      REQUIRE_FALSE(has_changed);
      REQUIRE(document.dump() == once);
      ++repeated;
    } catch (const InvalidUpdate&) {
    }
  }
  INFO(repeated << " repeated");
  CHECK(repeated > static_cast<int>(count) / 8);
}

TEST_CASE("$[] does to an array what an operator at each index does", "[update][random]") {
  int compared = 0;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + count / 4; ++seed) {
    Writer writer(seed);
    Value together = Value::parse(writer.document());
    if (!together.contains("a") || !together["a"].is_array() || together["a"].empty()) continue;
    Value one_by_one = together;
    const std::string part =
        writer.below(2) == 0 ? R"({"$set":{"a.@":7}})" : R"({"$unset":{"a.@.b":1}})";
    const auto update_at = [&](const std::string& segment) {
      std::string text = part;
      return update_cases::update_of(text.replace(text.find('@'), 1, segment));
    };
    INFO("seed " << seed << ": " << part << " on " << together.dump());
    update_at("$[]").apply(together, now(), false);
    for (std::size_t i = 0; i < one_by_one["a"].size(); ++i)
      update_at(std::to_string(i)).apply(one_by_one, now(), false);
    REQUIRE(together.dump() == one_by_one.dump());
    ++compared;
  }
  INFO(compared << " compared");
  CHECK(compared > 300);
}

}  // namespace update_random_test
