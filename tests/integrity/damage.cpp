#include "integrity/damage.hpp"

#include <algorithm>

namespace damage {

using namespace profilestore;

namespace {

/// Puts questions, and keeps what was said.
class Interview {
 public:
  explicit Interview(const std::filesystem::path& path) : store_(Store::open(path)) {}

  Answers run() {
    rest("collections", [&] { return Value(store_.collection_names()).dump(); });
    for (const char* name : {"people", "imported"}) ask_collection(name);
    for (int i = 0; i < people; i += 2) ask_keys(i);
    for (int i = 0; i < 60; i += 3) ask_imported(i);
    ask_lists();
    ask_history();
    rest("stats", [&] { return stats(); });
    return std::move(answers_);
  }

 private:
  using Said = Answer;

  void put(const std::string& question, const std::function<void(Said&)>& work) {
    Answer& answer = answers_[question];
    try {
      work(answer);
    } catch (const Error& fault) {
      answer.error = fault.what();
    }
  }

  void rest(const std::string& question, const std::function<std::string()>& work) {
    put(question, [&](Said& said) { said.rest = work(); });
  }

  void find(const std::string& collection, const Document& filter,
            const FindOptions& options = {}) {
    put("find " + collection + filter.dump() + options.sort.dump(), [&](Said& said) {
      for (const Document& document : store_.collection(collection).find(filter, options))
        said.documents.push_back(document.dump());
    });
  }

  void find_one(const std::string& collection, const Document& filter,
                const FindOneOptions& options = {}) {
    put("find_one " + collection + filter.dump(), [&](Said& said) {
      if (const auto document = store_.collection(collection).find_one(filter, options))
        said.documents.push_back(document->dump());
    });
  }

  void ask_collection(const std::string& name) {
    find(name, Document::object());
    rest("count " + name, [&] { return std::to_string(store_.collection(name).count()); });
    rest("digest " + name, [&] { return content_digest(store_, name); });
    rest("indexes " + name, [&] {
      std::string all;
      for (const Index& index : store_.collection(name).list_indexes())
        all += index.name + (index.unique ? "!" : "") + index.where.dump() + " ";
      return all;
    });
    rest("validator " + name, [&] {
      const auto validator = store_.collection(name).validator();
      return validator ? validator->filter.dump() : "none";
    });
  }

  void ask_keys(int i) {
    const std::string user = text("u", i), tag = text("t", i);
    find_one("people", {{"_id", i}});
    find_one("people", {{"userId", user}});
    find_one("people", {{"email", text("Mail", i) + "@example.org"}});
    find_one("people", {{"tags", tag}});
    rest("count " + user, [&] {
      return std::to_string(store_.collection("people").count({{"userId", user}}));
    });
    if (i % 10 == 0)
      rest("plan " + user, [&] {
        return store_.collection("people").explain({{"userId", user}}).dump();
      });
  }

  void ask_imported(int i) {
    find_one("imported", {{"userId", text("v", i / 2)}});
    find_one("imported", {{"_id", 1000 + i}}, {.follow_redirects = true});
    put("explain " + std::to_string(i), [&](Said& said) {
      const Explanation explained = explain_document(store_, "imported", text("v", i / 2));
      said.documents.push_back(explained.document.dump());
      for (const ExplainedField& field : explained.fields)
        said.rest += field.field + " " + field.import + " " + field.rule + " ";
    });
  }

  void ask_lists() {
    find("people", {{"city", "city3"}});
    find("people", {{"city", {{"$gte", "city2"}}}}, {.sort = {{"city", 1}}});
    find("people", Document::object(), {.limit = 10, .sort = {{"score", -1}}});
    find("people", {{"name", "NAME 1"}}, {.collation = Collation{.strength = 2}});
    find("people", {{"tags", "s2"}});
  }

  void ask_history() {
    for (const SetAsideKind kind : {SetAsideKind::archive, SetAsideKind::quarantine})
      put(kind == SetAsideKind::archive ? "archive" : "quarantine", [&](Said& said) {
        each_set_aside(store_, "imported", kind, [&](const SetAside& one) {
          said.documents.push_back(one.bytes + " by " + one.import_id + " of " + one.source +
                                   " at " + std::to_string(one.offset) + ": " + one.reason);
          if (one.survivor) said.documents.push_back(one.bytes + " for " + one.survivor->dump());
        });
      });
    put("redirects", [&](Said& said) {
      each_redirect(store_, "imported", [&](const Redirect& one) {
        said.documents.push_back(one.old.dump());
        if (one.survivor) said.documents.push_back(one.old.dump() + " to " + one.survivor->dump());
      });
    });
    rest("decisions", [&] {
      std::string all;
      for (const auto& one : kept_documents(store_, "people")) all += one.id.dump() + one.decided;
      for (const auto& one : not_duplicates(store_, "people")) all += one.a.dump() + one.b.dump();
      return all;
    });
    rest("migrations", [&] {
      std::string all;
      for (const auto& one : store_.migrations()) all += one.name + one.applied;
      return all;
    });
  }

  std::string stats() {
    const Stats stats = store_.stats();
    std::string all;
    for (const auto& one : stats.collections) all += one.name + std::to_string(one.documents) + " ";
    for (const auto& one : stats.events)
      all += one.collection + one.index + one.digest + one.first + std::to_string(one.documents);
    for (const auto& one : stats.totals)
      all += one.collection + one.index + std::to_string(one.times);
    return all;
  }

  Store store_;
  Answers answers_;
};

// Whether nothing is in it that is not in the true answer.
bool is_part_of(const Answer& answer, const Answer& truth) {
  auto mine = answer.documents, all = truth.documents;
  std::ranges::sort(mine);
  std::ranges::sort(all);
  return std::ranges::includes(all, mine);
}

bool says_damaged(const std::filesystem::path& path) {
  try {
    return !Store::open(path, temporary::quick()).check().sound();
  } catch (const Error&) {
    return true;
  }
}

}  // namespace

Answers ask(const std::filesystem::path& path) { return Interview(path).run(); }

Verdict judge(const std::filesystem::path& path, const Answers& truth) {
  Answers answers;
  try {
    answers = ask(path);
  } catch (const Error&) {
    return {Outcome::told};
  } catch (const std::exception& accident) {
    return {Outcome::wrong, accident.what()};
  }
  std::string false_answer;
  bool error = false;
  for (const auto& [question, answer] : answers) {
    const Answer& right = truth.at(question);
    if (!answer.error.empty()) error = true;
    if (!is_part_of(answer, right)) return {Outcome::wrong, question};
    if (answer.error.empty() && answer != right && false_answer.empty()) false_answer = question;
  }
  if (false_answer.empty() && !error) return {Outcome::unchanged};
  if (false_answer.empty()) return {Outcome::told};
  return {says_damaged(path) ? Outcome::checked : Outcome::silent, false_answer};
}

namespace {

using ById = std::map<std::string, std::string>;

// But for what the writes have set.
ById without_seen(const std::vector<Document>& documents) {
  ById all;
  for (Document document : documents) {
    document.erase("seen");
    all[document.at("_id").dump()] += document.dump();
  }
  return all;
}

std::vector<Document> parsed(const std::vector<std::string>& texts) {
  std::vector<Document> all;
  for (const std::string& one : texts) all.push_back(ejson::parse(one));
  return all;
}

/// Writes to all people by their keys, then reads them again by their `_id`s.
struct Rewriting {
  std::vector<Document> found = {};
  int failed = 0;  ///< calls
  std::int64_t count = 0;

  template <typename Work>
  void each(Work work) {
    for (int i = 0; i < people; ++i) {
      if (i % 7 == 6) continue;  // they are deleted
      try {
        work(i);
      } catch (const Error&) {
        ++failed;
      }
    }
  }

  void run(Collection collection) {
    each([&](int i) {
      const Document set{{"$set", {{"seen", i}}}};
      collection.update_one({{"userId", text("u", i)}}, set, {.upsert = true});
    });
    each([&](int i) {
      if (auto document = collection.find_one({{"_id", i}})) found.push_back(*std::move(document));
    });
    count = collection.count();
  }
};

}  // namespace

Verdict judge_after_writes(const std::filesystem::path& path, const Answers& truth) {
  const auto wanted = without_seen(parsed(truth.at("find people{}null").documents));
  try {
    Store store = Store::open(path, temporary::quick());
    Rewriting rewriting;
    rewriting.run(store.collection("people"));
    for (const Document& document : rewriting.found)
      if (document.value("seen", document.at("_id")) != document.at("_id"))
        return {Outcome::wrong, document.dump()};
    const auto there = without_seen(rewriting.found);
    for (const auto& [id, document] : wanted) {
      const auto one = there.find(id);
      if (one != there.end() && one->second != document) return {Outcome::wrong, document};
    }
    const bool whole = there == wanted && rewriting.count == std::ssize(wanted);
    if (whole) return {rewriting.failed == 0 ? Outcome::unchanged : Outcome::told};
    if (rewriting.failed > 0) return {Outcome::told};
    return {says_damaged(path) ? Outcome::checked : Outcome::silent, "after writes"};
  } catch (const Error&) {
    return {Outcome::told};
  } catch (const std::exception& accident) {
    return {Outcome::wrong, accident.what()};
  }
}

}  // namespace damage
