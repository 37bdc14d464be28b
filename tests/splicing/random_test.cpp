// Random updates of random documents: spliced into the text, and done to the whole document.
#include <cstdlib>
#include <optional>

#include "match/filter.hpp"
#include "splicing/splice.hpp"
#include "store/seed.hpp"
#include "update/cases.hpp"
#include "update/random_updates.hpp"

namespace splicing_random_test {

using namespace profilestore;
using match::Filter;
using splicing::parts_of;
using splicing::Splice;
using update::Update;

namespace {

// PROFILESTORE_SPLICES: 1000000 before a release.
std::uint64_t number_of_updates() {
  const char* wished = std::getenv("PROFILESTORE_SPLICES");
  return wished == nullptr ? 20'000 : std::strtoull(wished, nullptr, 10);
}

/// What came of an update.
struct Answer {
  std::string text, refusal;
  bool changed = false;
  bool operator==(const Answer&) const = default;
};

template <class Work>
Answer answer_of(Work&& work) {
  try {
    return work();
  } catch (const InvalidUpdate& refusal) {
    return {"", std::to_string(refusal.code()) + refusal.what() + refusal.path()};
  }
}

std::optional<std::size_t> position_of(const Filter& filter, const Document& document) {
  const auto match = filter.match(document);
  REQUIRE(match.has_value() == filter.matches(document));
  return match ? match->position : std::nullopt;
}

Answer done_to_all(const Update& update, const Filter& filter, const std::string& text) {
  Document document = Value::parse(text);
  Answer answer;
  answer.text = text;
  answer.changed =
      update.apply(document, update_cases::now(), false, position_of(filter, document));
  if (answer.changed) answer.text = document.dump();
  return answer;
}

Answer spliced(const Update& update, const Filter& filter, const Splice& splice,
               const std::string& text) {
  Document part = splice.part();
  Answer answer;
  answer.text = text;
  answer.changed = update.apply(part, update_cases::now(), false, position_of(filter, part));
  if (answer.changed) answer.text = splice.text_with(part);
  return answer;
}

Filter filter_of(random_updates::Writer& writer) {
  const std::vector<std::string> paths = {"a", "b", "a.b", "b.a", "c.0", "a.0.b", "c.a"};
  const std::vector<std::string> values = {"1", "2.0", "null", "\"x\"", "true"};
  return Filter::parse(Value::parse("{\"" + paths[writer.below(paths.size())] +
                                    "\":" + values[writer.below(values.size())] + "}"));
}

std::vector<splicing::SharedPath> paths_of(const Filter& filter) {
  std::vector<splicing::SharedPath> paths;
  for (const match::Equality& equality : filter.equalities())
    paths.push_back(std::make_shared<document::Path>(equality.path));
  return paths;
}

}  // namespace

TEST_CASE("An update that is spliced into the text does what it does to the whole document",
          "[splicing][random]") {
  std::uint64_t compared = 0, changed = 0, refused = 0, matched = 0;
  const std::uint64_t first = first_seed(), count = number_of_updates();
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    random_updates::Writer writer(seed, true);
    const std::string text = Value::parse(writer.document()).dump(), says = writer.update();
    INFO("seed " << seed << ": " << says << " on " << text);
    std::optional<Update> update;
    try {
      update = update_cases::update_of(says);
    } catch (const InvalidUpdate&) {
      continue;
    }
    const Filter filter = filter_of(writer);
    const auto written = update->paths();
    REQUIRE(written);
    const auto parts = parts_of(*written, paths_of(filter));
    if (!parts) continue;  // a name with a `$`: the whole document is made
    const Splice splice(*parts, text);
    REQUIRE(splice.is_possible());
    const bool matches = filter.matches(Value::parse(text));
    REQUIRE(filter.matches(splice.part()) == matches);
    const Answer whole = answer_of([&] { return done_to_all(*update, filter, text); });
    const Answer part = answer_of([&] { return spliced(*update, filter, splice, text); });
    REQUIRE(part.text == whole.text);
    REQUIRE(part.refusal == whole.refusal);
    REQUIRE(part.changed == whole.changed);
    ++compared;
    changed += whole.changed;
    refused += !whole.refusal.empty();
    matched += matches;
  }
  INFO(compared << " compared, " << changed << " changed the document, " << refused << " refused, "
                << matched << " matched");
  CHECK(compared > count / 2);
  CHECK(changed > count / 12);
  CHECK(refused > count / 20);
  CHECK(matched > count / 20);
}

}  // namespace splicing_random_test
