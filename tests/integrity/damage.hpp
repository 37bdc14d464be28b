// A store in which all is that a store may have, and questions to it, for tests that damage its
// file: an answer is right, or an error, or a check says that the store is damaged.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <profilestore/profilestore.hpp>
#include <set>
#include <string>
#include <vector>

#include "store/temporary_store.hpp"

namespace damage {

using profilestore::Document;

/// What the API says to one question.
struct Answer {
  std::vector<std::string> documents;  ///< of a collection, or what was set aside
  std::string rest;                    ///< counts, names, plans
  std::string error;
  bool operator==(const Answer&) const = default;
};

using Answers = std::map<std::string, Answer>;

/// Its documents are numbered: "u4", "city3".
inline constexpr int people = 90;
std::string text(const std::string& letter, int number);

/// A few hundred documents in two collections, indexes of all kinds, two imports with an archive, a
/// quarantine, redirects and provenance, decisions, events and migrations: closed.
void make_store(const std::filesystem::path& path, const temporary::Folder& folder);

/// What the store at the path says to all questions; throws what opening it throws.
Answers ask(const std::filesystem::path& path);

/// What has become of the answers of a store that was damaged.
enum class Outcome {
  unchanged,  ///< all is right, and a check finds nothing
  told,       ///< by an error where it matters
  checked,    ///< something is missing or miscounted, and a check says that the store is damaged
  silent,     ///< something is missing or miscounted, and nobody says so
  wrong,      ///< a document is not what was stored, or not what was asked for
};

struct Verdict {
  Outcome outcome = Outcome::unchanged;
  std::string question = {};  ///< the first that was answered falsely
};

/// `path`: of the damaged store. `truth`: of the sound one.
Verdict judge(const std::filesystem::path& path, const Answers& truth);

/// Writes to the damaged store first, by each user's key: a document of `truth` that it has then is
/// that document, changed or not. What was missed was inserted anew, and a check says so.
Verdict judge_after_writes(const std::filesystem::path& path, const Answers& truth);

}  // namespace damage
