// What becomes of the documents of one key: the first that no rule puts below another is kept.
#include "merge/plan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"

namespace merge_plan_test {

using namespace profilestore;
using merge::Candidate;
using merge::Outcome;

namespace {

/// A content is one letter; the tie-break is by its place in the alphabet.
merge::Digest digest(char content) {
  merge::Digest digest{};
  digest[0] = static_cast<std::uint8_t>(content);
  return digest;
}

char letter(const Candidate& candidate) { return static_cast<char>(candidate.content[0]); }

struct Document {
  char content;
  std::vector<std::int64_t> scores;
};

struct InStore {
  char content;
  std::vector<std::int64_t> scores;
  char origin = 0;  ///< what was imported, if the application has changed it since
};

/// What came out for each content: "insert", "update", "unchanged", or "merge by" the rule.
using Plan = std::multimap<char, std::string>;

constexpr std::size_t rules = 2;

std::string said(const Candidate& candidate, bool has_survivor) {
  switch (candidate.outcome) {
    case Outcome::insert:
      return "insert";
    case Outcome::update:
      return "update";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::merge:
      return has_survivor ? "merge by " + std::to_string(candidate.decided_by) : "merge";
    default:
      return "?";
  }
}

struct Group {
  std::vector<Document> documents;
  std::optional<InStore> stored;
  std::set<char> archived;

  Plan plan() {
    std::vector<std::int64_t> scores;
    std::vector<Candidate> candidates;
    for (const Document& document : documents) {
      candidates.push_back({.content = digest(document.content),
                            .rank = static_cast<std::uint32_t>(candidates.size())});
      scores.insert(scores.end(), document.scores.begin(), document.scores.end());
    }
    const merge::View view{
        rules, scores,
        [](const Candidate& a, const Candidate& b) { return letter(a) <=> letter(b); },
        [&](const merge::Digest& d) { return archived.contains(static_cast<char>(d[0])); }};
    merge::Stored row;
    if (stored)
      row = {7, digest(stored->content), digest(stored->origin ? stored->origin : stored->content),
             stored->scores};
    const Candidate* best = merge::plan_group(view, candidates, stored ? &row : nullptr);
    Plan plan;
    for (const Candidate& candidate : candidates) {
      plan.emplace(letter(candidate), said(candidate, best != nullptr));
      const bool kept =
          candidate.outcome == Outcome::insert || candidate.outcome == Outcome::update;
      CHECK(kept == (&candidate == best));
    }
    survivor = best == nullptr ? std::nullopt : std::optional(documents[best->rank]);
    return plan;
  }

  /// Does what plan() said, as an import does: losers and what gave way go to the archive.
  void apply(const Plan& plan) {
    for (const auto& [content, outcome] : plan)
      if (outcome.starts_with("merge")) archived.insert(content);
    if (!survivor) return;
    if (stored) archived.insert(stored->origin ? stored->origin : stored->content);
    stored = InStore{survivor->content, survivor->scores};
  }

  std::optional<Document> survivor = {};
};

struct Case {
  std::string description;
  Group group;
  Plan expected;
};

void check(const std::vector<Case>& table) {
  for (Case row : table) {
    INFO(row.description);
    const auto by_content = [](const Document& a, const Document& b) {
      return a.content < b.content;
    };
    std::stable_sort(row.group.documents.begin(), row.group.documents.end(), by_content);
    // The order of the group never matters.
    do {
      CHECK(row.group.plan() == row.expected);
    } while (
        std::next_permutation(row.group.documents.begin(), row.group.documents.end(), by_content));
    // The same again, once it is done, changes nothing.
    row.group.apply(row.group.plan());
    const std::set<char> archived = row.group.archived;
    for (const auto& [content, outcome] : row.group.plan()) {
      INFO("again: " << content);
      CHECK(outcome == "unchanged");
    }
    CHECK_FALSE(row.group.survivor);
  }
}

}  // namespace

TEST_CASE("Of the documents of a new key the best is inserted, and the rest merged into it",
          "[merge][plan]") {
  check({
      {"alone", {{{'a', {1, 1}}}, {}, {}}, {{'a', "insert"}}},
      {"the first rule decides",
       {{{'a', {2, 0}}, {'b', {1, 9}}, {'c', {0, 9}}}, {}, {}},
       {{'a', "insert"}, {'b', "merge by 0"}, {'c', "merge by 0"}}},
      {"then the second",
       {{{'a', {2, 5}}, {'b', {2, 4}}, {'c', {1, 9}}}, {}, {}},
       {{'a', "insert"}, {'b', "merge by 1"}, {'c', "merge by 0"}}},
      {"then the tie-break",
       {{{'a', {2, 5}}, {'b', {2, 5}}, {'c', {2, 5}}}, {}, {}},
       {{'a', "merge by 2"}, {'b', "merge by 2"}, {'c', "insert"}}},
      {"scores are signed: a missing moment loses",
       {{{'a', {1, INT64_MIN}}, {'b', {1, -5}}}, {}, {}},
       {{'a', "merge by 1"}, {'b', "insert"}}},
      {"one document twice: one of the two",
       {{{'a', {1, 1}}, {'a', {1, 1}}}, {}, {}},
       {{'a', "insert"}, {'a', "merge by 2"}}},
  });
}

TEST_CASE("With nothing in the store, the archive speaks for the losers and not for the best",
          "[merge][plan]") {
  check({
      {"a profile that was deleted comes back", {{{'a', {1, 1}}}, {}, {'a'}}, {{'a', "insert"}}},
      {"with what it had absorbed",
       {{{'a', {2, 1}}, {'b', {1, 1}}, {'c', {0, 1}}}, {}, {'a', 'b'}},
       {{'a', "insert"}, {'b', "unchanged"}, {'c', "merge by 0"}}},
  });
}

TEST_CASE("A document of the store gives way to a better one alone", "[merge][plan]") {
  check({
      {"a better one replaces it",
       {{{'a', {2, 0}}, {'b', {3, 0}}}, InStore{'s', {1, 1}}, {}},
       {{'a', "merge by 0"}, {'b', "update"}}},
      {"by the second rule", {{{'a', {1, 2}}}, InStore{'s', {1, 1}}, {}}, {{'a', "update"}}},
      {"a worse one is merged into it",
       {{{'a', {0, 9}}, {'b', {1, 0}}}, InStore{'s', {1, 1}}, {}},
       {{'a', "merge"}, {'b', "merge"}}},
      {"so is an equal one: no tie-break replaces a profile in use",
       {{{'z', {1, 1}}}, InStore{'s', {1, 1}}, {}},
       {{'z', "merge"}}},
  });
}

TEST_CASE("What the store or its archive has already is unchanged", "[merge][plan]") {
  check({
      {"the store has it", {{{'s', {1, 1}}}, InStore{'s', {1, 1}}, {}}, {{'s', "unchanged"}}},
      {"the store has what the application made of it",
       {{{'o', {1, 1}}}, InStore{'s', {1, 1}, 'o'}, {}},
       {{'o', "unchanged"}}},
      {"even if it scores better than what the application made of it",
       {{{'o', {5, 1}}}, InStore{'s', {1, 1}, 'o'}, {}},
       {{'o', "unchanged"}}},
      {"the archive has it", {{{'a', {0, 1}}}, InStore{'s', {1, 1}}, {'a'}}, {{'a', "unchanged"}}},
      {"even if it scores better: once set aside, it never comes back by itself",
       {{{'a', {5, 1}}}, InStore{'s', {1, 1}}, {'a'}},
       {{'a', "unchanged"}}},
      {"beside what is new",
       {{{'a', {5, 1}}, {'b', {3, 1}}, {'c', {2, 1}}, {'s', {1, 1}}}, InStore{'s', {1, 1}}, {'a'}},
       {{'a', "unchanged"}, {'b', "update"}, {'c', "merge by 0"}, {'s', "unchanged"}}},
  });
}

TEST_CASE("Judging two documents, the first rule that tells them apart is named", "[merge][plan]") {
  const std::vector<std::int64_t> scores{1, 5, 1, 7, 2, 0, 1, 5};
  const merge::View view{
      2, scores, [](const Candidate& a, const Candidate& b) { return a.rank <=> b.rank; }, nullptr};
  const auto judged = [&](std::uint32_t a, std::uint32_t b) {
    const auto verdict = merge::judge(view, {.rank = a}, {.rank = b});
    const auto reverse = merge::judge(view, {.rank = b}, {.rank = a});
    CHECK((reverse.order == (0 <=> verdict.order)));
    CHECK(reverse.decided_by == verdict.decided_by);
    return std::pair(verdict.order > 0   ? '>'
                     : verdict.order < 0 ? '<'
                                         : '=',
                     int{verdict.decided_by});
  };
  CHECK(judged(2, 1) == std::pair('>', 0));
  CHECK(judged(1, 0) == std::pair('>', 1));
  CHECK(judged(0, 3) == std::pair('<', 2));
  CHECK(judged(0, 0) == std::pair('=', 2));
}

}  // namespace merge_plan_test
