// Which of several documents of one key survives: the rules, and the scores they give a document.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"
#include "merge/chosen.hpp"
#include "merge/ranking.hpp"
#include "merge/references.hpp"
#include "merge/rule_use.hpp"

namespace profilestore::merge {

/// The moment that a value stands for, in milliseconds: a date, a timestamp, an ObjectId, ISO text,
/// the whole part of a number, whatever it counts. Nothing if it is something else.
std::optional<std::int64_t> moment_of(const Value& value);

/// Where a document stands.
struct Position {
  std::uint16_t source = 0;  ///< from 1; 0: in the store
  std::uint64_t offset = 0;  ///< in the source
};

/// A list of rules, the first that tells two documents apart decides. Written as
///
///     complete            more filled leaves (see extjson::Reader) win; most-fields is the same
///     complete:FIELD      a document whose FIELD is there, and not null, false, "", [] or {}, wins
///     newest:FIELD        the later moment at FIELD wins; a document without one loses
///     oldest:FIELD        the earlier moment at FIELD wins; a document without one loses
///     rank:FIELD=A>B>…    the document whose value stands first in the list wins; see Ranking
///     most-referenced:COLLECTION.PATH
///                         the document to whose `_id` most documents of that collection refer
///                         wins; several with a + between them are added up. See References
///     source:NAME         a document of the source NAME wins
///     first               the earlier one wins: by source, then by place; what the store has is
///     first last                the later one wins
///
/// separated by commas, so that no value of a list has one. See moment_of() for moments. Whatever
/// the list, it ends with `_id`: the newer ObjectId, or the older one if the last rule of a moment
/// was oldest. Of `_id`, a moment is the whole ObjectId: those of one second are told apart, too.
class Rules {
 public:
  /// Throws InvalidInput that names the rule it does not know.
  static Rules parse(std::string_view text);

  /// "complete,newest:updatedAt"
  static constexpr std::string_view usual = "complete,newest:updatedAt";

  /// Scores a document: one a rule, and two for one of a moment of `_id`.
  std::size_t size() const { return rules_.size(); }

  /// How many of the scores are those of the rules that were given.
  std::size_t given() const { return given_; }

  /// Whether what no rule tells apart ends at the smallest `_id`, not the greatest.
  bool ends_at_smallest() const { return ends_at_smallest_; }

  /// What the rules that were given ask of documents. The default ones need not apply.
  std::vector<RuleQuestion> questions() const;

  /// The name of rule `i` as it is written: "newest:updatedAt".
  const std::string& name(std::size_t i) const { return rules_[i].name; }

  /// The top-level names that the rules look at.
  std::vector<std::string> fields() const;

  /// The rules source:NAME learn which source each of them means: the one that was given as NAME,
  /// else the one whose file has that name, else that name but for its ending.
  /// Throws InvalidInput for a name that no source has, or that several have.
  void resolve_sources(const std::vector<std::string>& sources);

  /// A place where documents of other collections refer to these.
  struct Referring {
    std::string rule;                 ///< as it is written
    std::vector<std::string> places;  ///< "orders.userId"
  };

  /// Of the rules most-referenced.
  std::vector<Referring> referring() const;

  /// Rule `rule` learns what refers. Until then, nothing does.
  void take_references(const std::string& rule, std::shared_ptr<const References> references);

  /// The name of that rule.
  static constexpr std::string_view by_hand = "by hand";

  /// Its scores: of a document that was chosen for this run, and of one that is kept in any.
  enum HandScore : std::int64_t { neither = 0, kept = 1, chosen_now = 2 };

  /// Before all rules these win, by the encoded keys of their `_id`s; and before them what was
  /// chosen. Null: there are none.
  void keep_first(std::shared_ptr<const std::set<std::string>> ids,
                  std::shared_ptr<const Chosen> chosen = nullptr);

  /// Whether some do.
  bool keeps_by_hand() const { return !rules_.empty() && rules_.front().kind == Kind::by_hand; }

  /// What was chosen for this run; null: nothing.
  const Chosen* chosen() const { return keeps_by_hand() ? rules_.front().chosen.get() : nullptr; }

  /// The first rule of newer or older moments that was given; nothing if none was.
  std::optional<std::size_t> of_time() const;

  /// The scores, greater is better. `document` needs to hold fields() only; `filled` is the
  /// number of filled leaves of the whole document. REQUIRES: scores.size() == size().
  void score(const Document& document, std::size_t filled, std::span<std::int64_t> scores,
             const Position& position = {}) const;

 private:
  enum class Kind {
    by_hand,
    most_filled,
    has,
    newest,
    oldest,
    newer_id,
    older_id,
    rank,
    referenced,
    source,
    first,
    last
  };
  struct Rule {
    Kind kind;
    std::string name;
    document::Path path;       ///< of a source: its name; of what is referred to: where
    std::uint16_t source = 0;  ///< its number; 0: not known
    std::shared_ptr<const Ranking> ranking = nullptr;
    std::shared_ptr<const References> references = nullptr;
    std::shared_ptr<const std::set<std::string>> ids = nullptr;
    std::shared_ptr<const Chosen> chosen = nullptr;
  };
  static Rule parse_one(std::string_view text);
  static RuleQuestion question_of(const Rule& rule);
  static std::int64_t score_of(const Rule& rule, const Document& document, std::size_t filled,
                               const Position& position);
  static std::int64_t hand_score_of(const Rule& rule, const Document& document,
                                    const Position& position);
  void add(std::string_view text);

  std::vector<Rule> rules_;
  std::size_t given_ = 0;
  bool ends_at_smallest_ = false;
};

}  // namespace profilestore::merge
